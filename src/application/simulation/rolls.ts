import type { CivilDate } from '../../domain/shared/civil-date.js';
import { covers } from '../../domain/shared/period.js';
import type { Course } from './course.js';
import type { Random } from './random.js';
import type { InventedUnit } from './region.js';
import type { SchoolYear } from './school-year.js';

/** A pupil whom a school names on its roll, see docs/reference/school-roll-file.md. */
export interface RollRow {
  readonly unit: string;
  readonly identityNumber: string;
}

/** Few schools list all that they have, and once in the year: assumed. */
const ONE_UNIT_IN = 30;

/** Gone in silence, in ten-thousandths of the pupils there: not named, and no report says why. Assumed. */
const GONE = 500;

export const rollUnits = (units: readonly InventedUnit[]): ReadonlySet<string> =>
  new Set(units.filter((_, index) => index % ONE_UNIT_IN === 1).map(({ unit }) => unit));

export const rollDay = ({ first }: Pick<SchoolYear, 'first'>): CivilDate => `${first + 1}-03-16`;

/** The rows that name a pupil, at each school the pupil truly is at and not away from on a break. */
export const rollRowsOf = (
  random: Random, { stays }: Course, on: CivilDate, numberOn: (day: CivilDate) => string,
): RollRow[] => stays
  .filter((stay) => covers(stay, on) && !stay.breaks.some((pause) => covers(pause, on)))
  .filter(() => !random.chance(GONE))
  .map(({ unit }) => ({ unit, identityNumber: numberOn(on) }));
