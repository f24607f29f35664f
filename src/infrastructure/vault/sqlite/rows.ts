import type { KeyState } from '../../../application/ports/vault.js';
import type { Category } from '../../../domain/shared/event.js';
import { type Database, inTransaction, rowsOf, type Statement } from '../../sqlite/database-file.js';
import {
  type NumberRow, type PersonRow, ROWS_AT_ONCE, type StreamRow, type VaultRows, type VaultTable,
} from '../vault-rows.js';
import { NO_SHELF, shelfOf } from './person-index.js';

/** As long as a wrapped key: what is left of one that was destroyed. */
const WRAPPED_BYTES = 72;

/** What the vault in a file holds; the file is opened and closed by others. */
export const sqliteVaultRows = (database: Database): VaultRows =>
  ({ persons: personsIn(database), numbers: numbersIn(database), streams: streamsIn(database) });

interface Table<Row> {
  /** Rows of a table, each with its number first; the condition and the limit come after it. */
  readonly rows: string;
  readonly many: string;
  readonly read: (columns: never) => Row;
  readonly find: (key: string) => unknown;
  readonly put: (row: Row) => void;
}

const table = <Row extends { readonly key: string }>(
  database: Database, { rows, many, read, find, put }: Table<Row>,
): VaultTable<Row> => ({
  *pages() {
    const next = rowsOf(database, rows);
    for (let after = 0; ;) {
      const page: [number, ...unknown[]][] = next.all(after, ROWS_AT_ONCE);
      if (page.length === 0) return;
      yield page.map((columns) => read(columns as never));
      after = page.at(-1)![0];
    }
  },
  find: async (keys) => {
    const found = keys.map(find).filter((columns) => columns !== undefined);
    return new Map(found.map((columns) => read(columns as never)).map((row) => [row.key, row]));
  },
  count: async () => rowsOf(database, many).get()[0] as number,
  put: async (some) => inTransaction(database, () => some.forEach(put)),
});

const personsIn = (database: Database): VaultTable<PersonRow> => {
  const select = `
    SELECT one.id, one.name, today.name
    FROM persons one LEFT JOIN persons today ON today.id = one.joined_into`;
  const [byKey, insert, join] = statements(database, [
    `${select} WHERE one.name = ?`, 'INSERT INTO persons (name) VALUES (?) ON CONFLICT DO NOTHING',
    'UPDATE persons SET joined_into = (SELECT id FROM persons WHERE name = ?) WHERE name = ?',
  ]);
  return table<PersonRow>(database, {
    rows: `${select} WHERE one.id > ? ORDER BY one.id LIMIT ?`, many: 'SELECT count(*) FROM persons',
    read: ([, key, joined]: [number, string, string | null]) => ({ key, joinedInto: joined ?? undefined }),
    find: (key) => byKey!.get(key),
    put: ({ key, joinedInto }) => {
      for (const name of [key, joinedInto]) if (name !== undefined) insert!.run(name);
      join!.run(joinedInto ?? null, key);
    },
  });
};

const numbersIn = (database: Database): VaultTable<NumberRow> => {
  const select = 'SELECT numbers.id, hash, name FROM numbers JOIN persons ON persons.id = person';
  const [byKey, insert] = statements(database, [
    `${select} WHERE shelf = ? AND hash = ?`,
    'INSERT INTO numbers (shelf, hash, person) SELECT ?, ?, id FROM persons WHERE name = ?',
  ]);
  return table<NumberRow>(database, {
    rows: `${select} WHERE numbers.id > ? AND shelf <> '${NO_SHELF}' ORDER BY numbers.id LIMIT ?`,
    many: `SELECT count(*) FROM numbers WHERE shelf <> '${NO_SHELF}'`,
    read: ([, key, person]: [number, string, string]) => ({ key, person }),
    find: (key) => byKey!.get(shelfOf(key), key),
    put: ({ key, person }) => { insert!.run(shelfOf(key), key, person); },
  });
};

type StreamColumns = [
  id: number, name: string, person: string, category: Category, caseKey: string, authority: string | null,
  state: KeyState, wrapped: Uint8Array,
];

const streamsIn = (database: Database): VaultTable<StreamRow> => {
  const select = `
    SELECT streams.id, streams.name, persons.name, category, case_key, authority, state, wrapped
    FROM streams JOIN persons ON persons.id = person JOIN stream_keys ON stream = streams.id`;
  const [byKey, insert, insertKey] = statements(database, [
    `${select} WHERE streams.name = ?`,
    `INSERT INTO streams (name, person, category, case_key, authority, state)
      SELECT ?, id, ?, ?, ?, ? FROM persons WHERE name = ?`,
    'INSERT INTO stream_keys (stream, wrapped) VALUES (?, ?)',
  ]);
  return table<StreamRow>(database, {
    rows: `${select} WHERE streams.id > ? ORDER BY streams.id LIMIT ?`, many: 'SELECT count(*) FROM streams',
    read: ([, key, person, category, caseKey, authority, state, wrapped]: StreamColumns) => ({
      key, person, category, case: caseKey, authority: authority ?? undefined, state,
      wrapped: state === 'destroyed' ? undefined : Buffer.from(wrapped).toString('base64'),
    }),
    find: (key) => byKey!.get(key),
    put: ({ key, person, category, case: caseKey, authority = null, state, wrapped }) => {
      const { lastInsertRowid: id } = insert!.run(key, category, caseKey, authority, state, person);
      const bytes = wrapped === undefined ? Buffer.alloc(WRAPPED_BYTES) : Buffer.from(wrapped, 'base64');
      insertKey!.run(id, Uint8Array.from(bytes));
    },
  });
};

const statements = (database: Database, queries: readonly string[]): Statement[] =>
  queries.map((sql) => rowsOf(database, sql));
