import { isDeepStrictEqual } from 'node:util';
import type { CollectionSpec, FieldValue } from '../../application/ports/read-store.js';

type FieldType = CollectionSpec['fields'][string];

const COLLECTION_NAME = /^[a-z][a-z0-9_-]{0,99}$/;
const FIELD_NAME = /^[A-Za-z][A-Za-z0-9_]{0,49}$/;

/** What a collection was declared to be, the same for every store; names were checked when it was. */
export class DeclaredCollection {
  readonly fields: readonly string[];

  constructor(readonly spec: CollectionSpec) {
    if (!COLLECTION_NAME.test(spec.name)) throw new Error(`${spec.name} cannot name a collection`);
    this.fields = Object.keys(spec.fields);
    mustNameFields(this.fields);
    for (const field of spec.indexes.flat()) this.typeOf(field);
  }

  /** The value, if a field of this type can have it. The value itself is never told: it may be personal. */
  checked(field: string, value: unknown): FieldValue {
    const type = this.typeOf(field);
    if (value === null) return null;
    if (type === 'text' && typeof value === 'string') return value;
    if (type === 'integer' && Number.isSafeInteger(value)) return value as number;
    throw new TypeError(`The field ${field} of ${this.spec.name} is declared ${type}, and the value is not`);
  }

  /** The type of a declared field; asking for any other is a fault of the caller. */
  typeOf(field: string): FieldType {
    const type = Object.hasOwn(this.spec.fields, field) ? this.spec.fields[field] : undefined;
    if (!type) throw new Error(`The collection ${this.spec.name} declares no field ${field}`);
    return type;
  }
}

/** SQLite tells no upper case from lower in column names. */
const mustNameFields = (fields: readonly string[]): void => {
  for (const field of fields) if (!FIELD_NAME.test(field)) throw new Error(`${field} cannot name a field`);
  const distinct = new Set(fields.map((field) => field.toLowerCase()));
  if (distinct.size < fields.length) throw new Error('Two fields of a collection differ in letter case only');
};

/** Indexes may come and be left out; what a document's fields mean may not change under it. */
export const mustBeSame = (known: Pick<CollectionSpec, 'fields'>, wanted: CollectionSpec): void => {
  if (isDeepStrictEqual(known.fields, wanted.fields)) return;
  throw new Error(`The collection ${wanted.name} is declared otherwise already: give this one another name`);
};

/** After everything that begins with a text, whatever follows it. */
export const afterAll = (prefix: string): string => `${prefix}\u{10FFFF}`;
