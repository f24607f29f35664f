import fc from 'fast-check';
import type {
  Condition, Document, FieldValue, Query, ReadStore,
} from '../../src/application/ports/read-store.js';

/** A document by its key, in a collection with the text fields `unit` and `from` and the integer `grade`. */
export interface Stored {
  readonly key: string;
  readonly document: Document;
}

/** The order of every read store: nothing, then numbers by size or texts by code point. */
const compareValues = (a: FieldValue, b: FieldValue): number => {
  if (a === null || b === null) return Number(a !== null) - Number(b !== null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));
};

const valueOf = ({ document }: Stored, field: string): FieldValue =>
  (document[field] as FieldValue | undefined) ?? null;

const holds = (condition: Condition, value: FieldValue): boolean => {
  if ('eq' in condition) return value === condition.eq;
  if ('in' in condition) return condition.in.includes(value);
  const compared = (bound: FieldValue | undefined, fits: (order: number) => boolean): boolean =>
    bound === undefined || (value !== null && fits(compareValues(value, bound)));
  return compared(condition.lt, (order) => order < 0) && compared(condition.lte, (order) => order <= 0)
    && compared(condition.gt, (order) => order > 0) && compared(condition.gte, (order) => order >= 0);
};

/** Everything a query means, without pages: looks at each document, then sorts them all. */
export const findNaively = (
  stored: readonly Stored[], { where, keyPrefix = '', sort = [] }: Omit<Query, 'limit'>,
): Stored[] => {
  const isWanted = (one: Stored): boolean =>
    one.key.startsWith(keyPrefix)
      && where.every((condition) => holds(condition, valueOf(one, condition.field)));
  return stored.filter(isWanted).sort((a, b) => {
    for (const { field, descending } of sort) {
      const order = compareValues(valueOf(a, field), valueOf(b, field));
      if (order !== 0) return descending ? -order : order;
    }
    return sort.at(-1)?.descending ? compareValues(b.key, a.key) : compareValues(a.key, b.key);
  });
};

/** The keys of all pages of a query, each page asked for with the cursor of the one before. */
export const findAll = async (store: ReadStore, collection: string, query: Query): Promise<string[]> => {
  const keys: string[] = [];
  let after: string | undefined;
  do {
    const page = await store.find(collection, after === undefined ? query : { ...query, after });
    if (page.items.length > query.limit) throw new Error('A page holds more than its limit');
    keys.push(...page.items.map(({ key }) => key));
    after = page.next;
  } while (after !== undefined);
  return keys;
};

const text = fc.constantFrom('', 'a', 'A', 'ab', 'å', '\u{1F600}', '\uFFFD', '2026-01-01');
const integer = fc.integer({ min: -2, max: 2 });
const orNull = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { freq: 3 });

const anyDocument = fc.record(
  { unit: orNull(text), from: orNull(text), grade: orNull(integer) }, { requiredKeys: [] },
);

export const anyStored: fc.Arbitrary<Stored[]> = fc.uniqueArray(
  fc.record({ key: fc.string({ minLength: 1, maxLength: 3 }), document: anyDocument }),
  { selector: ({ key }) => key, maxLength: 40 },
);

const conditionOn = (name: string, values: fc.Arbitrary<string | number>): fc.Arbitrary<Condition> => {
  const field = fc.constant(name);
  return fc.oneof(
    fc.record({ field, eq: orNull(values) }),
    fc.record({ field, in: fc.array(orNull(values), { maxLength: 3 }) }),
    fc.record({ field, lt: values, lte: values, gt: values, gte: values }, { requiredKeys: ['field'] }),
  );
};

const anyCondition =
  fc.oneof(conditionOn('unit', text), conditionOn('from', text), conditionOn('grade', integer));

const anySort = fc.uniqueArray(
  fc.record({ field: fc.constantFrom('unit', 'from', 'grade'), descending: fc.boolean() }),
  { selector: ({ field }) => field },
);

/** Several queries of one set of documents, since making the set costs more than asking. */
export const anyQueries: fc.Arbitrary<Query[]> = fc.array(fc.record({
  where: fc.array(anyCondition, { maxLength: 2 }), sort: anySort, limit: fc.integer({ min: 1, max: 7 }),
  keyPrefix: fc.string({ maxLength: 1 }),
}, { requiredKeys: ['where', 'limit'] }), { minLength: 1, maxLength: 8 });
