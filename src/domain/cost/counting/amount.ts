import { type CivilDate, yearOf } from '../../shared/civil-date.js';
import { costOfParts, type Ore } from '../../shared/money.js';
import { intersection, isEmpty, type Period } from '../../shared/period.js';
import type { CountingRule } from './counting-rule.js';

/** Paid days of one calendar year at one price, and how far the running count had come before them. */
export interface CountedDays extends Period {
  readonly perYearOre: Ore;
  readonly countedBefore: number;
}

/** Öre for the part of counted days from one day up to another. */
export const amountOf = (rule: CountingRule, days: CountedDays, from: CivilDate, to: CivilDate): Ore => {
  const part = intersection(days, { from, to });
  if (isEmpty(part)) return 0;
  const before = days.countedBefore + rule.countIn({ from: days.from, to: part.from });
  const partsPerYear = rule.partsPerYear(yearOf(part.from));
  return costOfParts(days.perYearOre, rule.partsFor(before + rule.countIn(part)), partsPerYear)
    - costOfParts(days.perYearOre, rule.partsFor(before), partsPerYear);
};
