import { Unreadable } from './read-line.js';

/** The columns that a file must have, and those it may have. */
export interface Columns {
  readonly needed: readonly string[];
  readonly known: readonly string[];
}

/** Throws for a header that lacks a column, or has one that nobody knows; names none of the file's own. */
export const mustHaveColumns = (columns: readonly string[], { needed, known }: Columns): void => {
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length > 0) {
    throw new Unreadable('column-missing', `The file has no column ${missing.join(', ')}.`);
  }
  if (columns.some((name) => !known.includes(name))) {
    throw new Unreadable('column-unknown', `The file has another column than ${known.join(', ')}.`);
  }
};
