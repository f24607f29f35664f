import type { Document } from '../application/ports/read-store.js';
import type { CivilDate } from '../domain/shared/civil-date.js';
import type { Period } from '../domain/shared/period.js';
import type { Row } from './engine/projection.js';

/**
 * Rows and sums of something that looks different depending on the day it is looked at: an unconfirmed summer
 * placement counts until its deadline, and never did after it (ADR 0006). A row answers for looks in
 * `[since, until)`.
 */
export interface Look {
  readonly since: CivilDate;
  readonly until: CivilDate;
}

/** Whether a row is there for who looks on a day. */
export const isSeenOn = ({ since, until }: Look, day: CivilDate): boolean => since <= day && day < until;

/** Rows of one look, before it is known whether the next look has the same. */
export interface LookedAt<R extends object> {
  readonly lookedAt: Period;
  readonly rows: readonly R[];
}

/** The rows of looks that follow each other; one that several in a row share is one row. */
export const joinLooks = <R extends object>(looks: readonly LookedAt<R>[]): (R & Look)[] => {
  const [only] = looks;
  return only && looks.length === 1 ? only.rows.map((row) => withLook(row, only.lookedAt)) : joined(looks);
};

const withLook = <R extends object>(row: R, { from, to }: Period): R & Look =>
  ({ ...row, since: from, until: to });

const joined = <R extends object>(looks: readonly LookedAt<R>[]): (R & Look)[] => {
  const all: (R & Look)[] = [];
  const placeOf = new Map<string, number>();
  for (const { lookedAt, rows } of looks) {
    for (const row of rows) {
      const content = JSON.stringify(row);
      const place = placeOf.get(content) ?? -1;
      const before = all[place];
      if (before?.until === lookedAt.from) all[place] = { ...before, until: lookedAt.to };
      else placeOf.set(content, all.push(withLook(row, lookedAt)) - 1);
    }
  }
  return all;
};

/** Rows under numbered keys; `document` holds what the row says. */
export const numberedRows = (collection: string, documents: readonly object[]): Row[] =>
  documents.map((document, index) => ({ collection, key: String(index), document: document as Document }));

/** What is summed, as it stands on some days of looking. */
export interface SumsLookedAt {
  readonly lookedAt: Period;
  readonly sums: ReadonlyMap<string, number>;
}

/**
 * Sums of looks that follow each other, as sums that add up: what a look has besides the next one is under
 * keys that end in the day it stops to count; what the last one has, under keys that end in its own last day.
 * The answer for a look on day D is the sum over all keys that end later than D.
 */
export const sumsOverLooks = (looks: readonly SumsLookedAt[]): Map<string, number> => {
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

/** Adds to a sum in a map; one that comes to nothing goes. */
export const addTo = (sums: Map<string, number>, key: string, value: number): void => {
  const sum = (sums.get(key) ?? 0) + value;
  if (sum === 0) sums.delete(key);
  else sums.set(key, sum);
};
