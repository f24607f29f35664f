import { BSON } from 'mongodb';
import type { Doc } from './wire.js';

// Values as the server compares them: by kind first, then numbers by size and texts byte by byte.

type Tagged = { readonly _bsontype?: string };

/** The number in a value of any of the kinds of numbers. */
export const numberIn = (value: unknown): number | undefined => {
  if (typeof value === 'number') return value;
  if (value instanceof BSON.Long) return value.toNumber();
  if (value instanceof BSON.Int32 || value instanceof BSON.Double) return value.value;
  return undefined;
};

export const isDocument = (value: unknown): value is Doc =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  && (value as Tagged)._bsontype === undefined;

const KINDS = ['null', 'number', 'string', 'document', 'array', 'binary', 'boolean', 'date'] as const;

export const kindOf = (value: unknown): typeof KINDS[number] => {
  if (value === null || value === undefined) return 'null';
  if (numberIn(value) !== undefined) return 'number';
  if (typeof value === 'string' || typeof value === 'boolean') return typeof value as 'string' | 'boolean';
  if (Array.isArray(value)) return 'array';
  if (value instanceof Date) return 'date';
  if (value instanceof BSON.Binary) return 'binary';
  if (isDocument(value)) return 'document';
  throw new Error('The test server does not know values of this kind');
};

export const compareValues = (a: unknown, b: unknown): number => {
  const kind = kindOf(a);
  const byKind = KINDS.indexOf(kind) - KINDS.indexOf(kindOf(b));
  if (byKind !== 0 || kind === 'null') return byKind;
  if (kind === 'number') return numberIn(a)! - numberIn(b)!;
  if (kind === 'boolean') return Number(a) - Number(b);
  if (kind === 'date') return Number(a) - Number(b);
  if (kind === 'string') return Buffer.compare(Buffer.from(a as string), Buffer.from(b as string));
  return Buffer.compare(bytesOf(a), bytesOf(b));
};

export const areSame = (a: unknown, b: unknown): boolean => compareValues(a, b) === 0;

const bytesOf = (value: unknown): Buffer => Buffer.from(BSON.serialize({ value }));

/** A text that two values share if and only if they are the same key of an index. */
export const keyText = (values: readonly unknown[]): string => JSON.stringify(values.map((value) => {
  const number = numberIn(value);
  if (number !== undefined) return number;
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : { bytes: bytesOf(value).toString('hex') };
}));

/** As a server adds: whole numbers stay whole, and grow to 64 bits where they must. */
export const sum = (a: unknown, b: unknown): unknown => {
  const both = numberIn(a)! + numberIn(b)!;
  if (a instanceof BSON.Double || b instanceof BSON.Double) return new BSON.Double(both);
  const isLong = a instanceof BSON.Long || b instanceof BSON.Long || both !== (both | 0);
  if (!isLong) return new BSON.Int32(both);
  return BSON.Long.fromNumber(numberIn(a)!).add(BSON.Long.fromNumber(numberIn(b)!));
};
