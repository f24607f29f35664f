import type {
  AccountsAsked, AccountsView, ChargeSource, PersonAccount,
} from '../../application/ports/charge-source.js';
import type { ReadStore, ReadView } from '../../application/ports/read-store.js';
import { monthlyLines } from '../../domain/cost/allocation.js';
import { defaultCostPolicy } from '../../domain/cost/policy.js';
import type { DueLine } from '../../domain/settlement/settle.js';
import type { SegmentRow } from '../cost-allocation/collections.js';
import { LiveGenerations } from '../engine/live-generations.js';
import { type ChargeRow, charges } from './charges.js';

const ROWS_AT_ONCE = 2_000;
const COST = 'cost-allocation';

/** Accounts of persons, from the cost allocation and the charges as they are at one moment. */
export class LiveChargeSource implements ChargeSource {
  constructor(private readonly store: ReadStore) {}

  asOfNow<T>(read: (view: AccountsView) => Promise<T>): Promise<T> {
    return this.store.snapshot(async (view) => {
      const live = new LiveGenerations(view);
      const positions = [await live.checkpoint(COST), await live.checkpoint(charges.name)];
      const names = {
        segments: await live.collection(COST, 'segments'), lines: await live.collection(charges.name, 'lines'),
      };
      return read({
        position: positions.sort()[0]!, accounts: (asked) => accounts(view, names, asked),
      });
    });
  }
}

interface Names {
  readonly segments: string;
  readonly lines: string;
}

/** Rows go by their person's id and a number, so both collections come in the order of persons. */
async function* accounts(view: ReadView, names: Names, asked: AccountsAsked): AsyncGenerator<PersonAccount[]> {
  const segments = new RowsByPerson<SegmentRow>(view, names.segments, asked.after);
  const lines = new RowsByPerson<ChargeRow>(view, names.lines, asked.after);
  for (;;) {
    const some: PersonAccount[] = [];
    while (some.length < ROWS_AT_ONCE) {
      const heads = [await segments.head(), await lines.head()].filter((head) => head !== undefined);
      const person = heads.sort()[0];
      if (person === undefined) break;
      const due = dueLines(await segments.take(person), asked);
      const issued = (await lines.take(person)).filter(({ settlement }) => asked.settlements.has(settlement));
      if (due.length + issued.length > 0) some.push({ person, due, issued: issued.sort(byIssue(asked)) });
    }
    if (some.length === 0) return;
    yield some;
  }
}

/** Settlements are asked for in the order in which they were issued. */
const byIssue = ({ settlements }: AccountsAsked) => {
  const order = [...settlements];
  return (a: ChargeRow, b: ChargeRow): number =>
    order.indexOf(a.settlement) - order.indexOf(b.settlement) || (a.id < b.id ? -1 : 1);
};

const dueLines = (segments: readonly SegmentRow[], { lookedAt, through }: AccountsAsked): DueLine[] =>
  segments.filter(({ since, until }) => since <= lookedAt && lookedAt < until).flatMap((segment) =>
    monthlyLines(segment).filter(({ month }) => month <= through).map((line): DueLine => ({
      ...line, payer: segment.payer, unit: segment.unit, principal: segment.principal.id,
      studyPath: segment.studyPath, ...(segment.variant !== undefined && { variant: segment.variant }),
      perYearOre: segment.perYearOre, priceId: segment.priceId, priceStanding: segment.priceStanding,
      policy: defaultCostPolicy.name,
    })));

/** Reads a collection once, from one person to the next. */
class RowsByPerson<R> {
  private rows: { readonly key: string; readonly document: R }[] = [];
  private next = 0;
  private isAtEnd = false;
  private reached: string;

  /** `after` is a person's id: no row of theirs is read. */
  constructor(private readonly view: ReadView, private readonly collection: string, after?: string) {
    this.reached = after === undefined ? '' : `${after}/\u{10FFFF}`;
  }

  /** Whose rows come next. */
  async head(): Promise<string | undefined> {
    const row = await this.row();
    return row && personIn(row.key);
  }

  /** The rows of a person, if theirs come next. */
  async take(person: string): Promise<R[]> {
    const taken: R[] = [];
    for (let row = await this.row(); row && personIn(row.key) === person; row = await this.row()) {
      taken.push(row.document);
      this.next += 1;
    }
    return taken;
  }

  private async row(): Promise<{ readonly key: string; readonly document: R } | undefined> {
    if (this.next === this.rows.length && !this.isAtEnd) {
      this.rows = await this.view.scan<R>(this.collection, this.reached, ROWS_AT_ONCE);
      this.next = 0;
      this.isAtEnd = this.rows.length < ROWS_AT_ONCE;
      this.reached = this.rows.at(-1)?.key ?? this.reached;
    }
    return this.rows[this.next];
  }
}

const personIn = (key: string): string => key.slice(0, key.indexOf('/'));
