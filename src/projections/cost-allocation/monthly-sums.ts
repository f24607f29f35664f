import { breathe } from '../../application/ledger/breathe.js';
import { areEqual, NOTHING } from '../../domain/cost/amounts.js';
import type { MonthSum } from '../../domain/cost/cost-sums.js';
import { type CivilDate, firstOfNextMonth, firstOfYear, yearOf } from '../../domain/shared/civil-date.js';
import { intersection, type Period } from '../../domain/shared/period.js';
import type { Owed } from './collections.js';
import type { ShapesRead } from './shapes-read.js';

/** Which days, as they look on which day, and whose. */
export interface SumsAsked extends Period, Partial<Owed> {
  readonly lookedAt: CivilDate;
}

/** What rows of figures are told apart by. */
export const OWED = ['payer', 'unit', 'principal', 'studyPath'] as const;

/** Tells whether something is owed between those who are asked for. */
export const owedAsAsked = (asked: Partial<Owed>): (owed: Owed) => boolean => {
  const fields = OWED.filter((field) => asked[field] !== undefined);
  return (owed) => fields.every((field) => asked[field] === owed[field]);
};

/** What sum keys begin with that are asked for, after their year. */
export const sumsOf = ({ payer, unit }: Partial<Owed>): string =>
  (payer === undefined ? '' : `${payer}|${unit ? `${unit}|` : ''}`);

/**
 * What the days of a period cost, month by month: the same to the öre as the period as a whole. Between two
 * months others have their turn.
 */
export const monthlySums = async (shapes: ShapesRead, asked: SumsAsked): Promise<MonthSum[]> => {
  const sums: MonthSum[] = [];
  const isAsked = owedAsAsked(asked);
  for (let { from } = asked, next; from < asked.to; from = next) {
    const counted = await shapes.of([yearOf(from)], sumsOf(asked));
    next = counted.count === 0 ? firstOfYear(yearOf(from) + 1) : firstOfNextMonth(from);
    const month = intersection(asked, { from, to: next });
    for (const row of counted.rows) {
      if (!isAsked(row.owed)) continue;
      const amount = { ...NOTHING };
      counted.addTo(amount, row, { ...month, lookedAt: asked.lookedAt });
      if (!areEqual(amount, NOTHING)) sums.push({ ...row.owed, month: from.slice(0, 7), ...amount });
    }
    await breathe();
  }
  return sums;
};
