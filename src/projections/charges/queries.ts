import type { ChargeSum, LineFilter } from '../../application/ports/charge-source.js';
import type { Page, Query } from '../../application/ports/read-store.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { matching } from '../conditions.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { pagesOf } from '../engine/pages.js';
import { rowsOf } from '../engine/rows-by-person.js';
import { type ChargeRow, charges, type ProtectedRow, type Summed } from './charges.js';

const ROWS_AT_ONCE = 2_000;
const FIELDS = ['payer', 'principal', 'unit'] as const;
const fieldOf: Record<Summed, 'days' | 'debitOre' | 'creditOre' | 'vatOre'> =
  { days: 'days', debit: 'debitOre', credit: 'creditOre', vat: 'vatOre' };

/** What may be asked of the lines of settlements. Which settlements are issued is for others to know. */
export class ChargeQueries {
  constructor(private readonly live: LiveReadModels) {}

  async lines(
    settlement: string, filter: LineFilter,
    { limit, after }: Pick<Query, 'limit' | 'after'>,
  ): Promise<Page<ChargeRow>> {
    const by = filter.payer === undefined && filter.principal !== undefined ? 'principal' : 'payer';
    return this.live.store.find(await this.live.collection(charges.name, 'lines'), {
      where: [{ field: 'settlement', eq: settlement }, ...matching(filter, FIELDS)],
      sort: [by, 'unit', 'month'].map((field) => ({ field })), limit, after,
    });
  }

  /** All lines of a settlement or of a part of it, in pieces, in the order of `lines`. */
  allLines(settlement: string, filter: LineFilter): AsyncGenerator<ChargeRow[]> {
    return pagesOf((after) => this.lines(settlement, filter, { limit: ROWS_AT_ONCE, after }));
  }

  /** Everybody whose identity is protected on a day, or will be. */
  async protectedOn(day: CivilDate): Promise<ReadonlySet<string>> {
    const collection = await this.live.collection(charges.name, 'protected');
    const persons = new Set<string>();
    const pages = pagesOf<ProtectedRow>((after) => this.live.store.find(collection, {
      where: [{ field: 'until', gt: day }], sort: [{ field: 'until' }], limit: ROWS_AT_ONCE, after,
    }));
    for await (const rows of pages) for (const { person } of rows) persons.add(person);
    return persons;
  }

  /** A line by its id, whether or not its settlement was issued. */
  async line(id: string): Promise<ChargeRow | undefined> {
    const collection = await this.live.collection(charges.name, 'lines');
    const where = [{ field: 'id', eq: id }];
    const { items } = await this.live.store.find<ChargeRow>(collection, { where, limit: 1 });
    return items[0]?.document;
  }

  /** All lines of a person, of whatever settlement. */
  async ofPerson(person: string): Promise<ChargeRow[]> {
    const collection = await this.live.collection(charges.name, 'lines');
    return rowsOf<ChargeRow>(this.live.store, collection, person);
  }

  async sums(settlement: string, filter: LineFilter): Promise<ChargeSum[]> {
    const rows = new Map<string, { -readonly [K in keyof ChargeSum]: ChargeSum[K] }>();
    const prefix = [settlement, ...(filter.payer === undefined ? [] : [filter.payer]), ''].join('|');
    for (const { key, value } of await this.live.store.sums(await this.live.sumSpace(charges.name), prefix)) {
      const [, payer, principal, unit, studyPath, month, what] = key.split('|') as
        [string, string, string, string, string, string, Summed];
      const place = { payer, principal, unit, studyPath, month };
      if (FIELDS.some((field) => filter[field] !== undefined && filter[field] !== place[field])) continue;
      const whose = Object.values(place).join('|');
      const row = rows.get(whose) ?? { ...place, days: 0, debitOre: 0, creditOre: 0, vatOre: 0 };
      row[fieldOf[what]] += value;
      rows.set(whose, row);
    }
    return [...rows.values()];
  }
}
