/** The six conditions of the Education Act, 29:9, in its order. */
export const CONDITIONS = [
  'under-20', 'compulsory-schooling-over', 'not-in-education', 'no-diploma', 'no-adapted-certificate',
  'no-equivalent-completed',
] as const;
export type Condition = (typeof CONDITIONS)[number];
