/** Settings of the schooling folds that an agreement may decide otherwise; dated ones come with those. */
export interface SchoolingPolicy {
  /** Month and day to confirm a summer placement by, itself included (compensation.md 8.1b on 4) [P]. */
  readonly confirmBy: string;
}

export const defaultSchoolingPolicy: SchoolingPolicy = { confirmBy: '09-15' };
