import type { Ore } from '../../domain/shared/money.js';
import {
  type Books, type Difference, type Reconciled, Reconciling,
} from '../../domain/settlement/reconcile.js';
import { type Settlement, settledThrough } from '../../domain/settlement/state.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { BooksView, ChargeSum, LineFilter } from '../ports/charge-source.js';
import type { Position } from '../ports/event-store.js';
import { draftLines, type PersonLines } from './draft.js';
import { fits } from './draft-page.js';

/** What an issued settlement comes to for those who are asked for. */
export interface Posted extends Pick<Settlement, 'settlement' | 'through' | 'validOn' | 'approved'> {
  readonly debitOre: Ore;
  readonly creditOre: Ore;
  /** How much of both compensates for VAT. */
  readonly vatOre: Ore;
  /** Of a whole settlement: what it came to and has no lines any more, their pupils' records being erased. */
  readonly erasedOre?: Ore;
}

/** What was issued beside what is right now. */
export interface Reconciliation {
  readonly position: Position;
  /** The last month that is settled; none where nothing is. */
  readonly through?: string;
  readonly settlements: readonly Posted[];
  /** Of each payer, payee and month where they differ. */
  readonly items: readonly Reconciled[];
  /** Of all settled months, those without a difference too. */
  readonly total: Books;
}

const netOf = (sums: readonly ChargeSum[]) => sums.map(({ debitOre, creditOre, ...place }) =>
  ({ ...place, ore: debitOre + creditOre }));

const totalOf = (sums: readonly ChargeSum[], field: 'debitOre' | 'creditOre' | 'vatOre'): Ore =>
  sums.reduce((total, sum) => total + sum[field], 0);

/**
 * Every settled month: what was issued, added up over lines; what is right now, added up over the cost
 * allocation; and between them what the next settlement would add or leave out.
 */
export const reconcile = async (
  view: BooksView, settlements: readonly Settlement[], filter: LineFilter, lookedAt: CivilDate,
): Promise<Reconciliation> => {
  const issued = settlements.filter(({ stage }) => stage === 'issued');
  const through = settledThrough(settlements);
  const books = new Reconciling();
  const posted: Posted[] = [];
  for (const settlement of issued) {
    const sums = await view.issuedSums(settlement.settlement, filter);
    books.issued(netOf(sums));
    posted.push(postedOf(settlement, sums, filter));
  }
  if (through !== undefined) {
    books.right(await view.dueSums({ through, lookedAt }, filter));
    const asked = { through, settledThrough: through, lookedAt, issued: posted.map((one) => one.settlement) };
    for await (const some of draftLines(view, asked)) {
      const differences = some.flatMap(differencesIn).filter(({ line }) => fits(line, filter));
      for (const each of differences) books.explain(each);
    }
  }
  const { position } = view;
  return { position, through, settlements: posted, items: books.differences(), total: books.total() };
};

const differencesIn = ({ drafted: { lines, outside } }: PersonLines): Difference[] => [
  ...lines.map((line) => ({ line, isLeftOut: false })),
  ...outside.each().map((line) => ({ line, isLeftOut: true })),
];

const postedOf = (one: Settlement, sums: readonly ChargeSum[], filter: LineFilter): Posted => {
  const { settlement, through, validOn, approved } = one;
  const [debitOre, creditOre] = [totalOf(sums, 'debitOre'), totalOf(sums, 'creditOre')];
  const isWhole = Object.values(filter).every((each) => each === undefined);
  const erasedOre = one.debitOre + one.creditOre - debitOre - creditOre;
  return {
    settlement, through, validOn, approved, debitOre, creditOre, vatOre: totalOf(sums, 'vatOre'),
    ...(isWhole && erasedOre !== 0 && { erasedOre }),
  };
};
