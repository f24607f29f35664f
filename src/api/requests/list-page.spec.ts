import fc from 'fast-check';
import { type ListPage, pageByKey, pageFromEnd } from './list-page.js';

/** All pages, one after the other; between two of them, something may happen. */
const gather = <R>(
  page: (after: string | undefined) => ListPage<R>, between: () => void = () => undefined,
): R[][] => {
  const pages: R[][] = [];
  for (let after: string | undefined; ;) {
    const { items, next } = page(after);
    pages.push([...items]);
    if (next === undefined) return pages;
    after = next;
    between();
  }
};
const mostIn = (pages: readonly unknown[][]): number => Math.max(...pages.map((page) => page.length));
const itself = (text: string): string => text;
const limits = fc.integer({ min: 1, max: 5 });

test('pages by key have every row once, in the order of keys, whatever the limit', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.string({ minLength: 1 })), limits, (rows, limit) => {
    const pages = gather((after) => pageByKey(rows, itself, { limit, after }));
    expect(pages.flat()).toEqual([...rows].sort());
    expect(mostIn(pages)).toBeLessThanOrEqual(limit);
    expect(pages.length).toBe(Math.max(1, Math.ceil(rows.length / limit)));
  }));
});

test('a row that goes meanwhile takes no other with it', () => {
  let rows = ['a', 'b', 'c', 'd', 'e'];
  const pages = gather((after) => pageByKey(rows, itself, { limit: 2, after }), () => {
    rows = rows.filter((row) => row !== 'b');
  });
  expect(pages).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
});

test('pages from the end have every row once, the last one first', () => {
  fc.assert(fc.property(fc.array(fc.integer()), limits, (rows, limit) => {
    const pages = gather((after) => pageFromEnd(rows, { limit, after }));
    expect(pages.flat()).toEqual(rows.toReversed());
    expect(mostIn(pages)).toBeLessThanOrEqual(limit);
  }));
});

test('a row that is added meanwhile moves no other to another page', () => {
  const rows = [1, 2, 3, 4];
  const pages = gather((after) => pageFromEnd(rows, { limit: 3, after }), () => rows.push(5));
  expect(pages).toEqual([[4, 3, 2], [1]]);
});

test.each(['x', '-1', '1.5', '5'])('a place that the list does not have is refused: %s', (after) => {
  expect(() => pageFromEnd([1, 2, 3, 4], { limit: 2, after })).toThrow('does not belong to this query');
});
