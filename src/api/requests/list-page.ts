import { InvalidCursor } from '../../application/ports/read-store.js';

interface PageAsked {
  readonly limit: number;
  readonly after?: string;
}

export interface ListPage<R> {
  readonly items: readonly R[];
  readonly next?: string;
}

/** A page of a list that is read whole: by a key that is each row's own, in its order. */
export const pageByKey = <R>(
  rows: readonly R[], keyOf: (row: R) => string, { limit, after = '' }: PageAsked,
): ListPage<R> => {
  const left = rows.map((row) => ({ row, key: keyOf(row) })).filter(({ key }) => key > after)
    .sort((one, other) => (one.key < other.key ? -1 : 1));
  const page = left.slice(0, limit);
  return { items: page.map(({ row }) => row), next: left.length > limit ? page.at(-1)!.key : undefined };
};

/** The same, the last row first, of a list that changes in no other way than that it grows at its end. */
export const pageFromEnd = <R>(rows: readonly R[], { limit, after }: PageAsked): ListPage<R> => {
  const end = after === undefined ? rows.length : Number(after);
  if (!Number.isInteger(end) || end < 0 || end > rows.length) throw new InvalidCursor();
  const start = Math.max(0, end - limit);
  return { items: rows.slice(start, end).reverse(), next: start > 0 ? String(start) : undefined };
};
