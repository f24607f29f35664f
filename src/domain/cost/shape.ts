import type { CivilDate } from '../shared/civil-date.js';
import type { Ore } from '../shared/money.js';
import type { Period } from '../shared/period.js';
import { amountOf, type CountedDays, workOut, type WorkedOut } from './counting/amount.js';
import type { CountingRule } from './counting/counting-rule.js';
import { type CountingCode, countingRule } from './counting/counting-rules.js';
import { daily } from './counting/daily-calendar.js';
import { type ShareCode, shareOf } from './shares.js';

/** What the amount of paid days depends on: when they are, at what price, counted how, after how much. */
export interface Shape extends CountedDays {
  /** How they are counted; absent where every calendar day is. */
  readonly counting?: CountingCode;
  /** Which part of the amount is paid, where several pay; absent: all of it. */
  readonly share?: ShareCode;
  /** Paid besides the price of days that another shape has: these are no more days. */
  readonly isBeside?: true;
}

/** The same, and how much of the yearly price compensates for VAT. */
export interface ShapeWithVat extends Shape {
  /** Absent where the payee gets none. */
  readonly vatPerYearOre?: Ore;
}

/** The rule by which days of a shape are counted. */
export const ruleOf = ({ counting }: Shape): CountingRule =>
  (counting === undefined ? daily : countingRule(counting));

/** Öre for the days of a segment from one day up to another. */
export const amountBetween = (segment: Shape, from: CivilDate, to: CivilDate): Ore => {
  if (segment.share === undefined) return amountOf(ruleOf(segment), segment, from, to);
  const worked = workOutBetween(segment, from, to);
  return worked ? worked.oreWith - worked.oreBefore : 0;
};

/**
 * The VAT compensation in that, reckoned as the amount is: by the same count, and shared by the same payers.
 * Undefined where the payee gets none.
 */
export const vatBetween = (shape: ShapeWithVat, from: CivilDate, to: CivilDate): Ore | undefined => {
  const { from: first, to: end, vatPerYearOre: perYearOre, countedBefore, counting, share } = shape;
  if (perYearOre === undefined) return undefined;
  return amountBetween({ from: first, to: end, perYearOre, countedBefore, counting, share }, from, to);
};

/** How an amount comes about: both sums are the payer's share of what the claim had come to. */
export const workOutBetween = (segment: Shape, from: CivilDate, to: CivilDate): WorkedOut | undefined => {
  const worked = workOut(ruleOf(segment), segment, from, to);
  const { share } = segment;
  if (!worked || share === undefined) return worked;
  const { oreBefore, oreWith } = worked;
  return { ...worked, oreBefore: shareOf(share, oreBefore), oreWith: shareOf(share, oreWith) };
};

/** What a segment's rule counts in some of its days. */
export const countedIn = (segment: Shape, days: Period): number => ruleOf(segment).countIn(days);
