import type { ApiClient, Query } from './api-client.js';
import type { Column, Output } from './output.js';

/** One page of an answer of the API, and what to ask for the next one with. */
export interface Page<R> {
  readonly items: readonly R[];
  readonly next?: string;
}

/** Most rows that the API gives at once. */
export const MOST_ROWS = 500;

/** A list that is shown whole: what its first page tells, with the rows of all. */
export const everyPage = async <A extends Page<unknown>>(
  client: ApiClient, path: string, query: Query = {},
): Promise<A> => {
  const { next, ...first } = await client.get<A>(path, { ...query, limit: MOST_ROWS });
  const items = [...first.items];
  for (let after = next; after !== undefined;) {
    const page = await client.get<A>(path, { ...query, limit: MOST_ROWS, after });
    items.push(...page.items);
    after = page.next;
  }
  return { ...first, items } as unknown as A;
};

/** Prints rows as a table, and below it how to get the next page. */
export const printRows = <R>(
  output: Output, columns: readonly Column<R>[], { items, next }: Page<R>,
): void => {
  output.table(columns, items);
  if (next !== undefined) output.line(`There is more: --after '${next}'`);
};
