/** Settings of the schooling folds that an agreement may decide otherwise; dated policies come with agreements. */
export interface SchoolingPolicy {
  /** Month and day a summer placement must be confirmed by, itself included (compensation.md 8.1b on 4) [P]. */
  readonly confirmBy: string;
}

export const defaultSchoolingPolicy: SchoolingPolicy = { confirmBy: '09-15' };
