import { type CivilDate, yearOf } from '../../shared/civil-date.js';
import { costOfParts, type Ore } from '../../shared/money.js';
import { intersection, isEmpty, type Period } from '../../shared/period.js';
import type { CountingRule } from './counting-rule.js';

/** Paid days of one calendar year at one price, and how far the running count had come before them. */
export interface CountedDays extends Period {
  readonly perYearOre: Ore;
  readonly countedBefore: number;
}

/** How an amount comes about: two running sums, each rounded once, of which it is the difference. */
export interface WorkedOut {
  /** What the rule had counted before the first of the days, and what it counts in them. */
  readonly countedBefore: number;
  readonly counted: number;
  /** The parts of the yearly price that were earned before, and that are earned with these days. */
  readonly partsBefore: number;
  readonly parts: number;
  readonly partsPerYear: number;
  /** What those parts cost. */
  readonly oreBefore: Ore;
  readonly oreWith: Ore;
}

/** The part of counted days from one day up to another, worked out; undefined where there is none. */
export const workOut = (
  rule: CountingRule, days: CountedDays, from: CivilDate, to: CivilDate,
): WorkedOut | undefined => {
  const part = intersection(days, { from, to });
  if (isEmpty(part)) return undefined;
  const countedBefore = days.countedBefore + rule.countIn({ from: days.from, to: part.from });
  const counted = rule.countIn(part);
  const partsPerYear = rule.partsPerYear(yearOf(part.from));
  const [partsBefore, parts] = [rule.partsFor(countedBefore), rule.partsFor(countedBefore + counted)];
  return {
    countedBefore, counted, partsBefore, parts, partsPerYear,
    oreBefore: costOfParts(days.perYearOre, partsBefore, partsPerYear),
    oreWith: costOfParts(days.perYearOre, parts, partsPerYear),
  };
};

/** Öre for the part of counted days from one day up to another. */
export const amountOf = (rule: CountingRule, days: CountedDays, from: CivilDate, to: CivilDate): Ore => {
  const worked = workOut(rule, days, from, to);
  return worked ? worked.oreWith - worked.oreBefore : 0;
};
