import type { Condition, FieldRange, FieldValue } from '../../../application/ports/read-store.js';
import type { CollectionTable } from './collection-table.js';
import type { Place, Sort } from '../cursor.js';

/** A piece of SQL with its values: `sql` is made of declared names and `?` alone. */
export interface Clause {
  readonly sql: string;
  readonly values: readonly FieldValue[];
}

const clause = (sql: string, ...values: FieldValue[]): Clause => ({ sql, values });

const allOf = (clauses: readonly Clause[]): Clause =>
  clause(clauses.map(({ sql }) => sql).join(' AND ') || 'true', ...clauses.flatMap(({ values }) => values));

/** All the conditions at once. A field without a value is equal to null and lies in no range. */
export const whereOf = (
  collection: CollectionTable, where: readonly Condition[], sort: Sort = [],
): Clause => allOf(where.map((condition) => conditionOf(collection, condition, sort)));

const conditionOf = (
  collection: CollectionTable, condition: Condition, sort: Sort,
): Clause => {
  if ('eq' in condition) return isEqual(collection, condition.field, condition.eq);
  if ('in' in condition) return isOneOf(collection, condition.field, condition.in);
  const mayFind = sort.length === 0 || sort.some(({ field }) => field === condition.field);
  return isWithin(collection, condition.field, condition, mayFind ? '' : '+');
};

const isEqual = (collection: CollectionTable, field: string, value: FieldValue): Clause => {
  const column = collection.column(field);
  const checked = collection.checked(field, value);
  return checked === null ? clause(`${column} IS NULL`) : clause(`${column} = ?`, checked);
};

const isOneOf = (collection: CollectionTable, field: string, values: readonly FieldValue[]): Clause => {
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
  collection: CollectionTable, field: string, range: FieldRange, noIndex: '' | '+',
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
export const orderOf = (collection: CollectionTable, sort: Sort): string => {
  const direction = (descending: boolean | undefined): string => (descending ? ' DESC' : ' ASC');
  const terms = sort.map(({ field, descending }) => collection.column(field) + direction(descending));
  return [...terms, `key${direction(sort.at(-1)?.descending)}`].join(', ');
};

/**
 * What comes after a place, as ranges that follow each other: first the rest of those equal in all sorted
 * fields, then of those equal in all but the last, and so on. Each is one search in an index, where a
 * single condition for all of them would have to read and discard. Null comes before every value, as SQLite
 * sorts it.
 */
export const rangesAfter = (collection: CollectionTable, sort: Sort, place: Place): Clause[] => {
  const tied = sort.map(({ field }, index) => isEqual(collection, field, place.values[index]!));
  const keyAfter = clause(sort.at(-1)?.descending ? 'key < ?' : 'key > ?', place.key);
  const ranges = [allOf([...tied, keyAfter])];
  for (let index = sort.length - 1; index >= 0; index -= 1) {
    for (const beyond of beyondValue(collection, sort[index]!, place.values[index]!)) {
      ranges.push(allOf([...tied.slice(0, index), beyond]));
    }
  }
  return ranges;
};

const beyondValue = (collection: CollectionTable, by: Sort[number], value: FieldValue): Clause[] => {
  const column = collection.column(by.field);
  if (value === null) return by.descending ? [] : [clause(`${column} IS NOT NULL`)];
  if (!by.descending) return [clause(`${column} > ?`, value)];
  return [clause(`${column} < ?`, value), clause(`${column} IS NULL`)];
};
