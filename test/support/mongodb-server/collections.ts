import type { Reading } from './reading.js';
import { ServerError } from './server-error.js';
import type { Storage } from './storage.js';
import type { StoredCollection, StoredIndex } from './stored-collection.js';
import type { Doc } from './wire.js';

/** Makes, lists and drops collections and their indexes. */
export class Collections {
  constructor(private readonly storage: Storage, private readonly reading: Reading) {}

  create(command: Doc): Doc {
    const { create, $db, lsid: _, ...options } = command;
    this.storage.create($db as string, create as string, collated(options));
    return { ok: 1 };
  }

  list(command: Doc): Doc {
    const database = command.$db as string;
    const wanted = (command.filter as Doc | undefined)?.name;
    const found = this.storage.of(database)
      .filter(({ name }) => wanted === undefined || wanted === name)
      .map(({ name, options }) => ({ name, type: 'collection', options }));
    return this.reading.whole(`${database}.$cmd.listCollections`, found);
  }

  drop(command: Doc): Doc {
    const collection = this.storage.find(command.$db as string, command.drop as string);
    if (collection) this.storage.drop(collection);
    return { ok: 1 };
  }

  dropDatabase(command: Doc): Doc {
    for (const collection of this.storage.of(command.$db as string)) this.storage.drop(collection);
    return { ok: 1 };
  }

  createIndexes(command: Doc): Doc {
    const [database, name] = [command.$db as string, command.createIndexes as string];
    const collection = this.storage.find(database, name) ?? this.storage.create(database, name);
    for (const wanted of command.indexes as Doc[]) addIndex(collection, indexIn(wanted));
    return { ok: 1 };
  }

  listIndexes(command: Doc): Doc {
    const [database, name] = [command.$db as string, command.listIndexes as string];
    const collection = this.storage.find(database, name);
    if (!collection) throw new ServerError(26, `ns does not exist: ${database}.${name}`);
    return this.reading.whole(`${database}.${name}`, collection.indexes.map(described));
  }

  dropIndexes(command: Doc): Doc {
    const collection = this.storage.find(command.$db as string, command.dropIndexes as string);
    const at = collection?.indexes.findIndex(({ name }) => name === command.index) ?? -1;
    if (at < 0) throw new ServerError(27, 'index not found');
    collection!.indexes.splice(at, 1);
    return { ok: 1 };
  }
}

const collated = ({ collation }: Doc): Doc => (collation === undefined ? {} : { collation });

const indexIn = ({ name, key, unique, v: _, ...options }: Doc): StoredIndex =>
  ({ name: name as string, key: key as StoredIndex['key'], unique: unique === true, options });

const described = ({ name, key, unique, options }: StoredIndex): Doc =>
  ({ v: 2, key, name, ...(unique && name !== '_id_' && { unique }), ...options });

const addIndex = (collection: StoredCollection, wanted: StoredIndex): void => {
  const asText = ({ key, unique, options }: StoredIndex): string => JSON.stringify([key, unique, options]);
  const named = collection.indexes.find(({ name }) => name === wanted.name);
  if (named && asText(named) === asText(wanted)) return;
  if (named) throw new ServerError(86, 'An existing index has the same name as the requested index');
  if (collection.indexes.some((index) => JSON.stringify(index.key) === JSON.stringify(wanted.key))) {
    throw new ServerError(85, 'Index already exists with a different name');
  }
  collection.addIndex(wanted);
};
