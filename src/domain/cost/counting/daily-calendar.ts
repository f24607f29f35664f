import { daysInYear } from '../../shared/civil-date.js';
import { costOfParts, type Ore } from '../../shared/money.js';
import { lengthInDays } from '../../shared/period.js';
import { restsOn } from '../../shared/rests-on.js';
import type { CountingRule, CountingRuleKind } from './counting-rule.js';

/** Every calendar day counts alike, in term and outside: yearly price × days ÷ days of that year. */
export const daily: CountingRule = {
  countIn: lengthInDays, partsFor: (days) => days, partsPerYear: daysInYear, countsOver: 'claim',
};

export const dailyCalendar: CountingRuleKind<object> = {
  name: 'DAILY_CALENDAR', version: 1,
  summary: 'Every calendar day that is paid costs the yearly price divided by the days of the year.',
  summaryInSwedish: 'Varje kalenderdag som betalas kostar årspriset delat med årets antal dagar.',
  restsOn: restsOn('P', 'no law says how days are counted', 'ingen lag säger hur dagar räknas'),
  settings: {}, mustMakeSense: () => {}, rule: () => daily,
};

/** What `amountOf` says by this rule, for those who have counted the days already. */
export const dailyAmount = (perYearOre: Ore, countedBefore: number, days: number, ofYear: number): Ore =>
  costOfParts(perYearOre, countedBefore + days, ofYear) - costOfParts(perYearOre, countedBefore, ofYear);
