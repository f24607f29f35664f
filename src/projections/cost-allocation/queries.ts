import type { Condition, Page } from '../../application/ports/read-store.js';
import { amountBetween, monthlyLines } from '../../domain/cost/allocation.js';
import { type CivilDate, firstOfMonth, firstOfNextMonth, later } from '../../domain/shared/civil-date.js';
import type { Ore } from '../../domain/shared/money.js';
import { intersection, isEmpty, lengthInDays, type Period } from '../../domain/shared/period.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { countsOn } from '../timeline-rows.js';
import { type DeviationRow, parseMonthKey, type SegmentRow } from './collections.js';

const PROJECTION = 'cost-allocation';

/** Which costs: the days they are for, the day one looks, and whose. */
export interface CostFilter extends Period {
  readonly lookedAt: CivilDate;
  readonly payer?: string;
  readonly unit?: string;
  readonly principal?: string;
  readonly studyPath?: string;
  readonly person?: string;
  readonly kind?: string;
}

/** What one payer owes one payee for one study path. */
export interface CostRow {
  readonly payer: string;
  readonly unit: string;
  readonly principal: string;
  readonly studyPath: string;
  readonly days: number;
  readonly ore: Ore;
}

/** One pupil's days within one month, and what they cost. */
export interface CostLine extends CostRow, Period {
  readonly person: string;
  readonly payerBasis: string;
  readonly priceId: string;
  readonly priceStanding: string;
  readonly perYearOre: Ore;
}

export interface PageOf {
  readonly limit: number;
  readonly after?: string;
}

type Sums = Map<string, { -readonly [K in keyof CostRow]: CostRow[K] }>;
type Whose = Pick<CostRow, 'payer' | 'unit' | 'principal' | 'studyPath'>;

const groupOf = (row: Whose): string => `${row.payer}|${row.unit}|${row.principal}|${row.studyPath}`;

const add = (sums: Sums, whose: Whose, days: number, ore: Ore): void => {
  const { payer, unit, principal, studyPath } = whose;
  const sum = sums.get(groupOf(whose)) ?? { payer, unit, principal, studyPath, days: 0, ore: 0 };
  sum.days += days;
  sum.ore += ore;
  sums.set(groupOf(whose), sum);
};

const fits = (row: Whose, filter: CostFilter): boolean => (['payer', 'unit', 'principal', 'studyPath'] as const)
  .every((field) => filter[field] === undefined || filter[field] === row[field]);

/** The whole months inside a period, and the days before and after them. */
const monthsAndEdges = ({ from, to }: Period): { months: Period; edges: Period[] } => {
  const start = from === firstOfMonth(from) ? from : firstOfNextMonth(from);
  const months = { from: start, to: later(start, firstOfMonth(to)) };
  const edges = [intersection({ from, to }, { from, to: start }), intersection({ from, to }, { from: months.to, to })];
  return { months, edges: edges.filter((edge) => !isEmpty(edge)) };
};

const PAGE = 1000;

/** What may be asked of the cost allocation. */
export class CostQueries {
  constructor(private readonly live: LiveReadModels) {}

  /**
   * Days and öre per payer, payee and study path for any period, one row each, in that order. Whole months are sums;
   * days at the edges are reckoned from the lines, with the same rounding.
   */
  async allocation(filter: CostFilter, page: PageOf): Promise<Page<CostRow>> {
    const sums: Sums = new Map();
    const { months, edges } = monthsAndEdges(filter);
    await this.addMonths(sums, months, filter);
    for (const edge of edges) await this.addDays(sums, edge, filter);
    const rows = [...sums.entries()].filter(([key, row]) => (row.days !== 0 || row.ore !== 0) && key > (page.after ?? ''))
      .sort(([a], [b]) => (a < b ? -1 : 1));
    const items = rows.slice(0, page.limit).map(([key, document]) => ({ key, document }));
    return rows.length > page.limit ? { items, next: items.at(-1)!.key } : { items };
  }

  /** The lines behind a figure, one per pupil and month. */
  async lines(filter: CostFilter, page: PageOf): Promise<Page<CostLine>> {
    const found = await this.segments(filter, filter, page);
    return {
      ...found, items: found.items.flatMap(({ key, document }) => linesOf(document, filter)
        .filter((line) => fits(line, filter))
        .map((line) => ({ key: `${key}/${line.from}`, document: line }))),
    };
  }

  /** Days that could not be charged, and why. */
  async deviations(filter: CostFilter, page: PageOf): Promise<Page<DeviationRow>> {
    return this.live.store.find(await this.live.collection(PROJECTION, 'deviations'), {
      where: [...during(filter, filter), ...matching(filter, ['kind', 'unit', 'payer', 'person'])],
      sort: [{ field: 'from' }], limit: page.limit, after: page.after,
    });
  }

  private async addMonths(sums: Sums, months: Period, filter: CostFilter): Promise<void> {
    const space = await this.live.sumSpace(PROJECTION);
    for (let { from } = months; from < months.to; from = firstOfNextMonth(from)) {
      const prefix = `${from.slice(0, 7)}|${filter.payer ? `${filter.payer}|${filter.unit ? `${filter.unit}|` : ''}` : ''}`;
      for (const { key, value } of await this.live.store.sums(space, prefix)) {
        const sum = parseMonthKey(key);
        if (!countsOn(key, filter.lookedAt) || !fits(sum, filter)) continue;
        add(sums, sum, sum.measure === 'days' ? value : 0, sum.measure === 'ore' ? value : 0);
      }
    }
  }

  private async addDays(sums: Sums, days: Period, filter: CostFilter): Promise<void> {
    for (let after: string | undefined; ;) {
      const found = await this.segments(days, filter, { limit: PAGE, after });
      for (const { document } of found.items) {
        const part = intersection(document, days);
        const whose = { ...document, principal: document.principal.id };
        if (fits(whose, filter)) add(sums, whose, lengthInDays(part), amountBetween(document, part.from, part.to));
      }
      after = found.next;
      if (after === undefined) return;
    }
  }

  private async segments(days: Period, filter: CostFilter, page: PageOf): Promise<Page<SegmentRow>> {
    return this.live.store.find(await this.live.collection(PROJECTION, 'segments'), {
      where: [...during(days, filter), ...matching(filter, ['payer', 'unit', 'studyPath', 'person'])],
      sort: ['payer', 'unit', 'studyPath', 'from'].map((field) => ({ field })), limit: page.limit, after: page.after,
    });
  }
}

const during = (days: Period, { lookedAt }: CostFilter): Condition[] => [
  { field: 'from', lt: days.to }, { field: 'to', gt: days.from },
  { field: 'since', lte: lookedAt }, { field: 'until', gt: lookedAt },
];

const matching = (filter: CostFilter, fields: readonly ('payer' | 'unit' | 'studyPath' | 'person' | 'kind')[]): Condition[] =>
  fields.flatMap((field) => (filter[field] === undefined ? [] : [{ field, eq: filter[field] }]));

const linesOf = (segment: SegmentRow, period: Period): CostLine[] => monthlyLines(segment)
  .map((month) => intersection(month, period)).filter((part) => !isEmpty(part))
  .map((part) => ({
    ...part, person: segment.person, payer: segment.payer, payerBasis: segment.payerBasis, unit: segment.unit,
    principal: segment.principal.id, studyPath: segment.studyPath, days: lengthInDays(part),
    ore: amountBetween(segment, part.from, part.to), priceId: segment.priceId, priceStanding: segment.priceStanding,
    perYearOre: segment.perYearOre,
  }));
