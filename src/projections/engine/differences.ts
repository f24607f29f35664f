import type { Document } from '../../application/ports/read-store.js';
import type { Changes } from './changes.js';
import { alikeOf, collectionOf, documentsOf, sumsOf, usesOf } from './generation.js';
import type { Row } from './projection.js';
import {
  type Contributed, type ContributedAlike, type Entry, NOTHING_CONTRIBUTED, storedAlikeOf, storedOf,
  type Sums,
} from './stored-document.js';

/** Names a row among those of its document. No collection has a slash in its name. */
export const rowName = ({ collection, key }: Row): string => `${collection}/${key}`;

/** Writes a document as it is, with what is known of its contribution. */
export const putDocument = (
  generation: string, key: string, document: Document, { contributed }: Entry, changes: Changes,
): void => changes.put(documentsOf(generation), key, storedOf(document, contributed));

/** Writes what it has alike with others, likewise. */
export const putAlike = (
  generation: string, key: string, alike: ContributedAlike, changes: Changes,
): void => changes.put(alikeOf(generation), key, Object.freeze(storedAlikeOf(alike)));

/** Removes a document and all that it contributed. */
export const removeDocument = (
  generation: string, key: string, { contributed, alike }: Entry, changes: Changes,
): void => {
  const nothing = { after: NOTHING_CONTRIBUTED, rows: [] };
  writeDifference(generation, key, { before: contributed, ...nothing }, changes);
  changes.delete(documentsOf(generation), key);
  if (!alike) return;
  writeDifference(generation, key, { before: alike, ...nothing }, changes);
  changes.delete(alikeOf(generation), key);
};

/** What a document contributed, what it contributes now, and the rows that are part of that. */
export interface Contributing {
  readonly before: Contributed;
  readonly after: Contributed;
  readonly rows: readonly Row[];
}

/** Writes of rows and sums what differs, and tells whether anything did. */
export const writeDifference = (
  generation: string, key: string, contributing: Contributing, changes: Changes,
): boolean => {
  const { before, after } = contributing;
  const sums = addDifferences(sumsOf(generation), before.sums, after.sums, changes);
  const uses = areSame(before.uses, after.uses) ? false
    : addDifferences(usesOf(generation), countsOf(before.uses), countsOf(after.uses), changes);
  return writeRows(generation, key, contributing, changes) || sums || uses;
};

const writeRows = (
  generation: string, key: string, { before, after, rows }: Contributing, changes: Changes,
): boolean => {
  let differs = false;
  for (const row of rows) {
    const name = rowName(row);
    if (before.rows[name] === after.rows[name]) continue;
    changes.put(collectionOf(generation, row.collection), `${key}/${row.key}`, row.document);
    differs = true;
  }
  for (const name in before.rows) {
    if (name in after.rows) continue;
    const slash = name.indexOf('/');
    changes.delete(collectionOf(generation, name.slice(0, slash)), key + name.slice(slash));
    differs = true;
  }
  return differs;
};

const addDifferences = (space: string, before: Sums, after: Sums, changes: Changes): boolean => {
  const [valueBefore, valueAfter] = [valuesIn(before), valuesIn(after)];
  let differs = false;
  for (const [key, value] of after) {
    const difference = value - (valueBefore(key) ?? 0);
    if (difference === 0) continue;
    changes.add(space, key, difference);
    differs = true;
  }
  for (const [key, value] of before) {
    if (valueAfter(key) !== undefined) continue;
    changes.add(space, key, -value);
    differs = true;
  }
  return differs;
};

/** So many are looked through faster than a map is made of them. */
const FEW = 10;

const valuesIn = (sums: Sums): ((key: string) => number | undefined) => {
  if (sums.length <= FEW) return (wanted) => sums.find(([key]) => key === wanted)?.[1];
  const values = new Map(sums);
  return (key) => values.get(key);
};

const areSame = (some: readonly string[], others: readonly string[]): boolean =>
  some.length === others.length && some.every((use, index) => use === others[index]);

const countsOf = (uses: readonly string[]): Sums => [...new Set(uses)].map((use) => [use, 1]);
