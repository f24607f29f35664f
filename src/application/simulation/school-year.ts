import { addDays, type CivilDate, daysBetween } from '../../domain/shared/civil-date.js';
import { refuse } from '../../domain/shared/refusal.js';
import type { Random } from './random.js';

/** The days of a school year that a simulation goes by; all but 1 July are assumed, the same every year. */
export interface SchoolYear {
  /** The calendar year it begins in. */
  readonly first: number;
  /** Summer placements hold from this day. */
  readonly july: CivilDate;
  readonly termStart: CivilDate;
  readonly termEnd: CivilDate;
  /** By now schools have reported everything; what lags further is reported on one of the days before. */
  readonly allReported: CivilDate;
}

/** There are official test numbers for pupils of these years only: born 2003 to 2012. */
const FIRST_YEARS = { from: 2022, to: 2027 };

/** Reads `2025/2026`; refuses (`school-year-invalid`) other forms, and years without test numbers. */
export const schoolYear = (text: string): SchoolYear => {
  const parts = /^(\d{4})\/(\d{4})$/.exec(text);
  const first = Number(parts?.[1]);
  if (!parts || Number(parts[2]) !== first + 1 || first < FIRST_YEARS.from || first > FIRST_YEARS.to) {
    return refuse('school-year-invalid', 'schoolYear', 'Write a school year from 2022/2023 to 2027/2028.');
  }
  return {
    first, july: `${first}-07-01`, termStart: `${first}-08-14`, termEnd: `${first + 1}-06-12`,
    allReported: `${first + 1}-08-31`,
  };
};

/** Any day from one to the other, both included. */
export const dayBetween = (random: Random, from: CivilDate, to: CivilDate): CivilDate =>
  addDays(from, random.between(0, Math.max(0, daysBetween(from, to))));
