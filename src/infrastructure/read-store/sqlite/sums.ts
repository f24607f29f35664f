import type { Commit } from '../../../application/ports/read-store.js';
import type { Statements } from './statements.js';

/** Adds to sums, within a transaction. None of 0 is left. */
export const addSums = (statements: Statements, sums: Commit['sums']): void => {
  if (sums.length === 0) return;
  const add = statements.of(`INSERT INTO sums (space, key, value) VALUES (?, ?, ?)
    ON CONFLICT (space, key) DO UPDATE SET value = value + excluded.value`);
  const end = statements.of('DELETE FROM sums WHERE space = ? AND key = ? AND value = ?');
  for (const { space, key, add: value } of [...sums].sort(byKey)) {
    if (!Number.isSafeInteger(value)) throw new TypeError(`A sum in ${space} was given no integer`);
    // What is taken off mostly is all there was.
    if (value > 0 || end.run(space, key, -value).changes === 0) add.run(space, key, value);
  }
  statements.of('DELETE FROM sums WHERE value = 0').run();
};

/** Neighbours are then in one page, mostly. */
const byKey = (a: Commit['sums'][number], b: Commit['sums'][number]): number =>
  (a.space === b.space ? Number(a.key > b.key) - Number(a.key < b.key) : a.space < b.space ? -1 : 1);
