import type { FieldValue } from '../../application/ports/read-store.js';
import type { Place, Sort } from './cursor.js';

/** How a store writes conditions. */
export interface Conditions<C> {
  all(conditions: readonly C[]): C;
  /** A field has a value, or none where that is null. */
  equal(field: string, value: FieldValue): C;
  hasValue(field: string): C;
  beyond(field: string, sign: '<' | '>', value: NonNullable<FieldValue>): C;
  keyBeyond(sign: '<' | '>', key: string): C;
}

/**
 * What comes after a place, as ranges that follow each other: first the rest of those equal in all sorted
 * fields, then of those equal in all but the last, and so on. Each is one search in an index, where a
 * single condition for all of them would have to read and discard. Null comes before every value.
 */
export const rangesAfter = <C>(sort: Sort, place: Place, write: Conditions<C>): C[] => {
  const tied = sort.map(({ field }, index) => write.equal(field, place.values[index]!));
  const rest = write.keyBeyond(sort.at(-1)?.descending ? '<' : '>', place.key);
  const ranges = [write.all([...tied, rest])];
  for (let index = sort.length - 1; index >= 0; index -= 1) {
    for (const beyond of beyondValue(sort[index]!, place.values[index]!, write)) {
      ranges.push(write.all([...tied.slice(0, index), beyond]));
    }
  }
  return ranges;
};

const beyondValue = <C>(
  { field, descending }: Sort[number], value: FieldValue, write: Conditions<C>,
): C[] => {
  if (value === null) return descending ? [] : [write.hasValue(field)];
  return descending ? [write.beyond(field, '<', value), write.equal(field, null)]
    : [write.beyond(field, '>', value)];
};
