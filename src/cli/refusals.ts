import type { LineRefusal } from '../application/intake/reading/read-line.js';
import type { Column } from './output.js';

/** Lines of a file that are refused, as a table. */
export const refusalColumns: readonly Column<LineRefusal>[] = [
  ['line', ({ line }) => line], ['field', ({ field }) => field], ['code', ({ code }) => code],
  ['rule', ({ rule }) => rule],
];
