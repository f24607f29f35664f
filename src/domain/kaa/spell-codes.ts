/** How somebody can come into the group in a municipality. */
export const ENTRIES = ['compulsory-schooling-over', 'interrupted', 'study-certificate', 'moved-in'] as const;
export type Entry = (typeof ENTRIES)[number];

/** How somebody can leave the group in a municipality. */
export const EXITS = [
  'died', 'turned-20', 'completed', 'began-national-programme', 'began-introductory-programme',
  'began-equivalent-education', 'emigrated', 'no-longer-registered',
] as const;
export type Exit = (typeof EXITS)[number];
