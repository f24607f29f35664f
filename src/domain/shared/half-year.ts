import { Type } from '@sinclair/typebox';
import { type CivilDate, monthOf, yearOf } from './civil-date.js';
import type { Period } from './period.js';

/** A calendar half-year, which the activity responsibility is reported by: `2026H1` is January to June. */
export type HalfYear = string & { readonly halfYear?: never };

export const HalfYearField = Type.String({
  description: 'A calendar half-year: `2026H1` is January to June, `2026H2` July to December',
  pattern: '^(19|20)\\d{2}H[12]$', examples: ['2026H1'],
});

/** The days of a half-year. */
export const daysOfHalfYear = (half: HalfYear): Period => {
  const year = Number(half.slice(0, 4));
  return half.endsWith('1') ? { from: `${year}-01-01`, to: `${year}-07-01` }
    : { from: `${year}-07-01`, to: `${year + 1}-01-01` };
};

export const halfYearOf = (day: CivilDate): HalfYear => `${yearOf(day)}H${monthOf(day) < 7 ? 1 : 2}`;

/** The half-year after another. */
export const nextHalfYear = (half: HalfYear): HalfYear => halfYearOf(daysOfHalfYear(half).to);
