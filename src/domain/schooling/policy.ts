import type { CivilDate } from '../shared/civil-date.js';

/** No pupil of today's ledger went to school before; an earlier year is a slip of the keyboard. */
export const FIRST_DAY: CivilDate = '1990-01-01';

/** Settings of the schooling folds that an agreement may decide otherwise; dated ones come with those. */
export interface SchoolingPolicy {
  /** Month and day to confirm a summer placement by, itself included (schooling-and-cost.md 3.1) [P]. */
  readonly confirmBy: (unit: string, placedOn: CivilDate) => string;
}

export const defaultSchoolingPolicy: SchoolingPolicy = { confirmBy: () => '09-15' };
