import type { Condition, FieldRange, FieldValue } from '../../../application/ports/read-store.js';
import { afterAll } from '../declared-collection.js';
import type { Columns } from './collection-table.js';
import type { Place, Sort } from '../cursor.js';
import { rangesAfter } from '../ranges-after.js';

/** A piece of SQL with its values: `sql` is made of declared names and `?` alone. */
export interface Clause {
  readonly sql: string;
  readonly values: readonly FieldValue[];
}

const clause = (sql: string, ...values: FieldValue[]): Clause => ({ sql, values });

export const allOf = (clauses: readonly Clause[]): Clause =>
  clause(clauses.map(({ sql }) => sql).join(' AND ') || 'true', ...clauses.flatMap(({ values }) => values));

/** All the conditions at once. A field without a value is equal to null and lies in no range. */
export const whereOf = (
  collection: Columns, where: readonly Condition[], sort: Sort = [],
): Clause => allOf(where.map((condition) => conditionOf(collection, condition, sort)));

/** Keys that begin with a text. */
export const keysFrom = (prefix: string): Clause => clause('key >= ? AND key < ?', prefix, afterAll(prefix));

const conditionOf = (
  collection: Columns, condition: Condition, sort: Sort,
): Clause => {
  if ('eq' in condition) return isEqual(collection, condition.field, condition.eq);
  if ('in' in condition) return isOneOf(collection, condition.field, condition.in);
  const mayFind = sort.length === 0 || sort.some(({ field }) => field === condition.field);
  return isWithin(collection, condition.field, condition, mayFind ? '' : '+');
};

const isEqual = (collection: Columns, field: string, value: FieldValue): Clause => {
  const column = collection.column(field);
  const checked = collection.checked(field, value);
  return checked === null ? clause(`${column} IS NULL`) : clause(`${column} = ?`, checked);
};

const isOneOf = (collection: Columns, field: string, values: readonly FieldValue[]): Clause => {
  const column = collection.column(field);
  const present = values.map((value) => collection.checked(field, value)).filter((value) => value !== null);
  const among = `${column} IN (SELECT value FROM json_each(?))`;
  const orNone = present.length < values.length ? `(${among} OR ${column} IS NULL)` : among;
  return clause(orNone, JSON.stringify(present));
};

const bounds = [['lt', '<'], ['lte', '<='], ['gt', '>'], ['gte', '>=']] as const;

/**
 * `+` keeps SQLite from using an index for a range: a page is found in an index that is sorted as the page
 * is, and not by sorting everything that begins before some day.
 */
const isWithin = (
  collection: Columns, field: string, range: FieldRange, noIndex: '' | '+',
): Clause => {
  const column = noIndex + collection.column(field);
  return allOf(bounds.flatMap(([name, operator]) => {
    const bound = range[name];
    if (bound === undefined) return [];
    if (bound === null) throw new TypeError(`The field ${field} cannot be compared with null`);
    return [clause(`${column} ${operator} ?`, collection.checked(field, bound))];
  }));
};

/**
 * The whole order of a query. The key decides last, in the direction of the last field, so that an index
 * can be read either way.
 */
export const orderOf = (collection: Columns, sort: Sort): string => {
  const direction = (descending: boolean | undefined): string => (descending ? ' DESC' : ' ASC');
  const terms = sort.map(({ field, descending }) => collection.column(field) + direction(descending));
  return [...terms, `key${direction(sort.at(-1)?.descending)}`].join(', ');
};

/** What comes after a place, in ranges (see `rangesAfter`); SQLite sorts null before every value. */
export const clausesAfter = (collection: Columns, sort: Sort, place: Place): Clause[] =>
  rangesAfter(sort, place, {
    all: allOf,
    equal: (field, value) => isEqual(collection, field, value),
    hasValue: (field) => clause(`${collection.column(field)} IS NOT NULL`),
    beyond: (field, sign, value) => clause(`${collection.column(field)} ${sign} ?`, value),
    keyBeyond: (sign, key) => clause(`key ${sign} ?`, key),
  });
