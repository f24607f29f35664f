import type { Filter } from 'mongodb';
import type { Condition, FieldRange, FieldValue } from '../../../application/ports/read-store.js';
import type { Place, Sort } from '../cursor.js';
import { afterAll, type DeclaredCollection } from '../declared-collection.js';
import { rangesAfter } from '../ranges-after.js';

/** A document as it is stored: whole as text, and beside it its declared fields, their names after `f_`. */
export interface StoredDocument {
  readonly _id: string;
  readonly document: string;
  readonly [field: `f_${string}`]: FieldValue;
}

type Clause = Filter<StoredDocument>;

/** Where a declared field of a stored document is; asking for any other is a fault of the caller. */
export const pathOf = (collection: DeclaredCollection, field: string): `f_${string}` => {
  collection.typeOf(field);
  return `f_${field}`;
};

export const allOf = (clauses: readonly Clause[]): Clause =>
  (clauses.length === 0 ? {} : { $and: [...clauses] });

/** Keys that begin with a text. */
export const keysFrom = (prefix: string): Clause => ({ _id: { $gte: prefix, $lt: afterAll(prefix) } });

/** One clause for each condition. A field without a value is equal to null and lies in no range. */
export const clausesOf = (collection: DeclaredCollection, where: readonly Condition[]): Clause[] =>
  where.flatMap((condition) => {
    const { field } = condition;
    const path = pathOf(collection, field);
    if ('eq' in condition) return [{ [path]: collection.checked(field, condition.eq) }];
    if (!('in' in condition)) return rangeOf(collection, path, condition);
    return [{ [path]: { $in: condition.in.map((value) => collection.checked(field, value)) } }];
  });

const bounds = [['lt', '$lt'], ['lte', '$lte'], ['gt', '$gt'], ['gte', '$gte']] as const;

/** MongoDB compares a bound with values of its own kind only: null lies in no range, as it should. */
const rangeOf = (
  collection: DeclaredCollection, path: string, { field, ...range }: { field: string } & FieldRange,
): Clause[] => bounds.flatMap(([name, operator]) => {
  const bound = range[name];
  if (bound === undefined) return [];
  if (bound === null) throw new TypeError(`The field ${field} cannot be compared with null`);
  return [{ [path]: { [operator]: collection.checked(field, bound) } }];
});

/** The whole order of a query: the key decides last, in the direction of the last field. */
export const orderOf = (collection: DeclaredCollection, sort: Sort): Record<string, 1 | -1> => {
  const direction = (descending: boolean | undefined): 1 | -1 => (descending ? -1 : 1);
  const fields = sort.map(({ field, descending }) => [pathOf(collection, field), direction(descending)]);
  return Object.fromEntries([...fields, ['_id', direction(sort.at(-1)?.descending)]]);
};

/** What comes after a place, in ranges (see `rangesAfter`); MongoDB sorts null before every value. */
export const clausesAfter = (collection: DeclaredCollection, sort: Sort, place: Place): Clause[] =>
  rangesAfter<Clause>(sort, place, {
    all: allOf,
    equal: (field, value) => ({ [pathOf(collection, field)]: value }),
    hasValue: (field) => ({ [pathOf(collection, field)]: { $ne: null } }),
    beyond: (field, sign, value) => ({ [pathOf(collection, field)]: { [operators[sign]]: value } }),
    keyBeyond: (sign, key) => ({ _id: { [operators[sign]]: key } }),
  });

const operators = { '<': '$lt', '>': '$gt' } as const;
