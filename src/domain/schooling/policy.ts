import type { CivilDate } from '../shared/civil-date.js';

/** Settings of the schooling folds that an agreement may decide otherwise; dated ones come with those. */
export interface SchoolingPolicy {
  /** Month and day to confirm a summer placement by, itself included (schooling-and-cost.md 3.1) [P]. */
  readonly confirmBy: (unit: string, placedOn: CivilDate) => string;
}

export const defaultSchoolingPolicy: SchoolingPolicy = { confirmBy: () => '09-15' };
