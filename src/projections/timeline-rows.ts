import type { Row } from './engine/projection.js';
import type { CivilDate } from '../domain/shared/civil-date.js';
import type { Period } from '../domain/shared/period.js';

/**
 * Rows and sums of something that looks different depending on the day it is looked at (an unconfirmed summer
 * placement counts until its deadline and never did after it). A row answers for looks in `[since, until)`.
 */
export interface Look {
  readonly since: CivilDate;
  readonly until: CivilDate;
}

/** Rows of one look, before it is known whether the next look has the same. */
export interface LookedAt<R extends object> {
  readonly lookedAt: Period;
  readonly rows: readonly R[];
}

/** Joins rows that several looks in a row share. */
export const joinLooks = <R extends object>(looks: readonly LookedAt<R>[]): (R & Look)[] => (looks.length === 1
  ? looks[0]!.rows.map((row) => withLook(row, looks[0]!.lookedAt)) : joined(looks));

const withLook = <R extends object>(row: R, { from, to }: Period): R & Look => ({ ...row, since: from, until: to });

const joined = <R extends object>(looks: readonly LookedAt<R>[]): (R & Look)[] => {
  const open = new Map<string, R & { since: CivilDate; until: CivilDate }>();
  const all: (R & Look)[] = [];
  for (const { lookedAt, rows } of looks) {
    for (const row of rows) {
      const same = JSON.stringify(row);
      const before = open.get(same);
      if (before && before.until === lookedAt.from) {
        before.until = lookedAt.to;
      } else {
        const next = withLook(row, lookedAt) as R & { since: CivilDate; until: CivilDate };
        open.set(same, next);
        all.push(next);
      }
    }
  }
  return all;
};

/** Rows under numbered keys; `document` holds what the row says. */
export const numberedRows = (collection: string, documents: readonly object[]): Row[] =>
  documents.map((document, index) => ({ collection, key: String(index), document: document as Row['document'] }));

/**
 * Sums of several looks as sums that add up: the last look's under their own keys ending in `|9999-12-31`, and what
 * an earlier look has besides under keys that end in the day it stops to count. The answer for a look on day D is the
 * sum over all keys that end later than D.
 */
export const sumsOverLooks = (
  looks: readonly { readonly lookedAt: Period; readonly sums: ReadonlyMap<string, number> }[],
): Map<string, number> => {
  const all = new Map<string, number>();
  looks.forEach(({ lookedAt, sums }, index) => {
    const next = looks[index + 1]?.sums ?? new Map<string, number>();
    for (const [key, value] of sums) addTo(all, `${key}|${lookedAt.to}`, value - (next.get(key) ?? 0));
    for (const [key, value] of next) if (!sums.has(key)) addTo(all, `${key}|${lookedAt.to}`, -value);
  });
  return all;
};

/** Whether a sum under this key counts when looked at on a day. */
export const countsOn = (key: string, day: CivilDate): boolean => key.slice(key.lastIndexOf('|') + 1) > day;

/** Adds to a sum in a map. */
export const addTo = (sums: Map<string, number>, key: string, value: number): void => {
  if (value !== 0) sums.set(key, (sums.get(key) ?? 0) + value);
};
