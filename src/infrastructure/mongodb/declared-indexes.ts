import { isDeepStrictEqual } from 'node:util';
import {
  type Collection, type Db, type Document, type IndexDescriptionInfo, MongoServerError,
} from 'mongodb';
import { MongoDbUnusable } from './mongodb-unusable.js';

/** An index as the program needs it; `fields` in ascending order. */
export interface DeclaredIndex {
  readonly name: string;
  readonly fields: readonly string[];
  readonly unique?: boolean;
}

/** What an index may have besides what was declared: how it came to be, not what it does. */
const OF_NO_CONSEQUENCE = new Set(['v', 'ns', 'background', 'name', 'key']);
/** Another index of the same name, or the same one under another name. */
const IN_THE_WAY: readonly unknown[] = [85, 86];

const NAMESPACE_EXISTS = 48;

/** Makes what is missing of a collection and its indexes; throws `MongoDbUnusable` where one is another. */
export const ensureCollection = async <D extends Document>(
  db: Db, name: string, declared: readonly DeclaredIndex[],
): Promise<Collection<D>> => {
  const collection = db.collection<D>(name);
  try {
    await db.createCollection(name);
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== NAMESPACE_EXISTS) throw error;
  }
  const there = new Map((await collection.indexes()).map((index) => [index.name, index]));
  const missing = declared.filter((index) => {
    const found = there.get(index.name);
    if (found && !isAsDeclared(found, index)) throw different(collection, index);
    return !found;
  });
  for (const index of missing) await make(collection, index);
  return collection;
};

const make = async <D extends Document>(
  collection: Collection<D>, index: DeclaredIndex,
): Promise<void> => {
  const { name, unique } = index;
  try {
    await collection.createIndex(keyOf(index), { name, ...(unique === true && { unique }) });
  } catch (error) {
    const isInTheWay = error instanceof MongoServerError && IN_THE_WAY.includes(error.code);
    throw isInTheWay ? different(collection, index) : error;
  }
};

const keyOf = ({ fields }: DeclaredIndex): Record<string, 1> =>
  Object.fromEntries(fields.map((field) => [field, 1]));

const isAsDeclared = (
  { key, ...found }: IndexDescriptionInfo, { fields, unique }: DeclaredIndex,
): boolean => {
  const options = Object.entries(found).filter(([name]) => !OF_NO_CONSEQUENCE.has(name));
  return isDeepStrictEqual(Object.entries(key), fields.map((field) => [field, 1]))
    && isDeepStrictEqual(options, unique === true ? [['unique', true]] : []);
};

const different = (
  { namespace }: { readonly namespace: string }, { name, fields }: DeclaredIndex,
): MongoDbUnusable =>
  new MongoDbUnusable(`The index ${name} of ${namespace} in MongoDB is not the one that is needed, on `
    + `${fields.join(', ')}. Drop it, and any other on the same fields, and start again: it is made anew.`);
