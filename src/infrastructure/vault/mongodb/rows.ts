import { Binary, type Collection, type Filter } from 'mongodb';
import { MongoConnection, type MongoOptions } from '../../mongodb/connection.js';
import { DatabaseInfo } from '../../mongodb/database-info.js';
import { vaultKind } from '../../mongodb/kinds.js';
import {
  type NumberRow, type PersonRow, ROWS_AT_ONCE, type StreamRow, type VaultRows, type VaultTable,
} from '../vault-rows.js';
import {
  type NumberDocument, type PersonDocument, type StreamDocument, vaultCollections,
} from './collections.js';

/** The vault in a database, as one that is moved. */
export interface MongoVaultMoved {
  readonly rows: VaultRows;
  /** What the vault notes of itself. */
  find(note: string): Promise<string | undefined>;
  /** Notes something on first use; the answer is what is noted. */
  noted(note: string, value: string): Promise<string>;
  close(): Promise<void>;
}

/** Opens the vault in a database to move it, or to move one there; rejects as `openMongoVault` does. */
export const openMongoVaultMoved = async (options: MongoOptions): Promise<MongoVaultMoved> => {
  const connection = await MongoConnection.open(vaultKind, options);
  try {
    return await connection.asked(async () => {
      const info = await DatabaseInfo.open(connection.db, vaultKind);
      const { persons, numbers, streams } = await vaultCollections(connection.db);
      const todayOf = async (some: readonly string[]): Promise<Map<string, string>> => {
        const found = await persons.find({ _id: { $in: [...some] } }).toArray();
        return new Map(found.map(({ _id, joinedInto }) => [_id, joinedInto ?? _id]));
      };
      return {
        rows: {
          persons: table(connection, persons, personRow, async (rows) => rows.map(personDocument)),
          numbers: table(connection, numbers, numberRow, async (rows) => rows.map(numberDocument)),
          streams: table(connection, streams, streamRow, async (rows) => {
            const today = await todayOf(rows.map(({ person }) => person));
            return rows.map((row) => streamDocument(row, today.get(row.person)!));
          }),
        },
        find: (note) => connection.asked(async () => {
          const found = await info.find(note);
          return found === undefined ? undefined : String(found);
        }),
        noted: (note, value) => connection.asked(async () => String(await info.noted(note, () => value))),
        close: () => connection.close(),
      };
    });
  } catch (error) {
    await connection.close();
    throw error;
  }
};

const table = <D extends { readonly _id: string }, Row extends { readonly key: string }>(
  connection: MongoConnection, collection: Collection<D>, rowOf: (document: D) => Row,
  documentsOf: (rows: readonly Row[]) => Promise<D[]>,
): VaultTable<Row> => {
  const matching = (filter: object, limit: number): Promise<Row[]> => connection.asked(async () => {
    const found = await collection.find(filter as Filter<D>).sort({ _id: 1 }).limit(limit).toArray();
    return found.map((document) => rowOf(document as D));
  });
  return {
    async *pages() {
      for (let after = ''; ;) {
        const page = await matching({ _id: { $gt: after } }, ROWS_AT_ONCE);
        if (page.length === 0) return;
        yield page;
        after = page.at(-1)!.key;
      }
    },
    find: async (keys) => {
      const found = await matching({ _id: { $in: keys } }, keys.length);
      return new Map(found.map((row) => [row.key, row]));
    },
    count: () => connection.asked(() => collection.countDocuments()),
    put: (rows) => connection.asked(async () => {
      const documents = await documentsOf(rows);
      await collection.bulkWrite(documents.map(({ _id, ...replacement }) => ({
        replaceOne: { filter: { _id } as Filter<D>, replacement: replacement as never, upsert: true },
      })), { ordered: false });
    }),
  };
};

const personRow = ({ _id: key, joinedInto }: PersonDocument): PersonRow =>
  ({ key, joinedInto: joinedInto ?? undefined });
const personDocument = ({ key, joinedInto }: PersonRow): PersonDocument =>
  ({ _id: key, joinedInto: joinedInto ?? null, changes: 0 });

const numberRow = ({ _id: key, person }: NumberDocument): NumberRow => ({ key, person });
const numberDocument = ({ key, person }: NumberRow): NumberDocument => ({ _id: key, person });

const streamRow = (
  { _id: key, person, category, case: caseKey, authority, state, wrapped }: StreamDocument,
): StreamRow => ({
  key, person, category, case: caseKey, authority, state,
  wrapped: wrapped && Buffer.from(wrapped.value()).toString('base64'),
});
const streamDocument = (
  { key, person, category, case: caseKey, authority, state, wrapped }: StreamRow, today: string,
): StreamDocument => ({
  _id: key, person, today, category, case: caseKey, state, ...(authority !== undefined && { authority }),
  ...(wrapped !== undefined && { wrapped: new Binary(Buffer.from(wrapped, 'base64')) }),
});
