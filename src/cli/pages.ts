import type { Column, Output } from './output.js';

/** One page of an answer of the API, and what to ask for the next one with. */
export interface Page<R> {
  readonly items: readonly R[];
  readonly next?: string;
}

/** Prints rows as a table, and below it how to get the next page. */
export const printRows = <R>(
  output: Output, columns: readonly Column<R>[], { items, next }: Page<R>,
): void => {
  output.table(columns, items);
  if (next !== undefined) output.line(`There is more: --after '${next}'`);
};
