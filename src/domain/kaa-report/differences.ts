import { canonicalJson } from '../shared/fact-order.js';
import type { Cells } from './write-rows.js';

/** What has become of a row of a report since it was made. */
export interface RowDifference {
  readonly change: 'added' | 'removed' | 'changed';
  /** By column, what stood there and what would stand there now. */
  readonly columns: readonly { readonly column: string; readonly was: string; readonly is: string }[];
}

/**
 * How the rows of one youth differ from those that were reported; none where a new report would say the same.
 * Of rows that are gone and rows that came those are taken for the same, changed, that are most alike: a
 * contact told late is a row of its own and moves no other.
 */
export const rowDifferences = (was: readonly Cells[], is: readonly Cells[]): RowDifference[] => {
  const gone = without(was, is);
  const came = without(is, was);
  const pairs = alike(gone, came);
  const taken = new Set(pairs.values());
  return [
    ...gone.map((before, index) => {
      const after = came[pairs.get(index) ?? -1];
      return differenceOf(after ? 'changed' : 'removed', before, after);
    }),
    ...came.filter((_, index) => !taken.has(index)).map((after) => differenceOf('added', undefined, after)),
  ];
};

const differenceOf = (
  change: RowDifference['change'], before: Cells | undefined, after: Cells | undefined,
): RowDifference => ({
  change,
  columns: Object.keys(before ?? after!)
    .map((column) => ({ column, was: before?.[column] ?? '', is: after?.[column] ?? '' }))
    .filter(({ was: one, is: other }) => one !== other),
});

/** Which of the one go with which of the other, by their places: those first that differ least. */
const alike = (gone: readonly Cells[], came: readonly Cells[]): Map<number, number> => {
  const pairs = new Map<number, number>();
  const taken = new Set<number>();
  const all = gone.flatMap((before, one) => came.map((after, other) =>
    ({ one, other, differs: differenceOf('changed', before, after).columns.length })));
  all.sort((a, b) => a.differs - b.differs || a.one - b.one || a.other - b.other);
  for (const { one, other } of all) {
    if (pairs.has(one) || taken.has(other)) continue;
    pairs.set(one, other);
    taken.add(other);
  }
  return pairs;
};

/** The rows that the others do not have, each as often as it is missing there. */
const without = (rows: readonly Cells[], others: readonly Cells[]): Cells[] => {
  const left = new Map<string, number>();
  for (const each of others.map(keyOf)) left.set(each, (left.get(each) ?? 0) + 1);
  return rows.filter((row) => {
    const count = left.get(keyOf(row)) ?? 0;
    left.set(keyOf(row), count - 1);
    return count <= 0;
  });
};

const keyOf = (row: Cells): string => canonicalJson(row);
