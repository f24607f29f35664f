import { createHash } from 'node:crypto';
import { type FieldValue, InvalidCursor, type Query } from '../../application/ports/read-store.js';
import type { DeclaredCollection } from './declared-collection.js';

/** Where a page ended: the last item's values of the sorted fields, and its key. */
export interface Place {
  readonly values: readonly FieldValue[];
  readonly key: string;
}

export type Sort = NonNullable<Query['sort']>;

/** Short text that tells one collection and sort from another. */
const bindingOf = (collection: DeclaredCollection, sort: Sort): string => {
  const order = sort.map(({ field, descending }) => [field, descending === true]);
  const wanted = JSON.stringify([collection.spec.name, order]);
  return createHash('sha256').update(wanted).digest('base64url').slice(0, 12);
};

/**
 * An opaque cursor for the place. It holds the sorted values, so nothing that must stay out of a URL (a
 * name) may be a field to sort by.
 */
export const encodeCursor = (collection: DeclaredCollection, sort: Sort, place: Place): string => {
  const content = [bindingOf(collection, sort), place.key, ...place.values];
  return Buffer.from(JSON.stringify(content)).toString('base64url');
};

/** Throws `InvalidCursor` for anything but a cursor that was made for this collection and sort. */
export const decodeCursor = (collection: DeclaredCollection, sort: Sort, cursor: string): Place => {
  const [binding, key, ...values] = parsed(cursor);
  const isOurs = binding === bindingOf(collection, sort) && values.length === sort.length;
  if (!isOurs || typeof key !== 'string') throw new InvalidCursor();
  return { key, values: sort.map(({ field }, index) => valueOf(collection, field, values[index])) };
};

const parsed = (cursor: string): unknown[] => {
  try {
    const content: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(content)) return content;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new InvalidCursor();
};

const valueOf = (collection: DeclaredCollection, field: string, value: unknown): FieldValue => {
  try {
    return collection.checked(field, value);
  } catch (error) {
    if (error instanceof TypeError) throw new InvalidCursor();
    throw error;
  }
};
