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
 * Rows that are gone and rows that came are taken for the same, changed, in their order.
 */
export const rowDifferences = (was: readonly Cells[], is: readonly Cells[]): RowDifference[] => {
  const gone = without(was, is);
  const came = without(is, was);
  return Array.from({ length: Math.max(gone.length, came.length) }, (_, index): RowDifference => {
    const [before, after] = [gone[index], came[index]];
    return {
      change: before === undefined ? 'added' : after === undefined ? 'removed' : 'changed',
      columns: Object.keys(before ?? after!)
        .map((column) => ({ column, was: before?.[column] ?? '', is: after?.[column] ?? '' }))
        .filter(({ was: one, is: other }) => one !== other),
    };
  });
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
