import { StoreUnavailable } from '../../../application/ports/event-store.js';
import type { Position } from '../../../application/ports/event-store.js';
import type {
  CollectionSpec, Commit, Condition, Page, Put, Query, ReadStore, ReadView, SumRow,
} from '../../../application/ports/read-store.js';
import {
  closeDatabaseFile, type Database, type FileOpening, inTransaction,
} from '../../sqlite/database-file.js';
import { isOutage, reasonOf } from '../../sqlite/sqlite-error.js';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { afterAll, mustBeSame } from '../declared-collection.js';
import { CollectionTable, type StoredRow } from './collection-table.js';
import { openReadModels } from './database.js';
import { allOf, clausesAfter, keysFrom, orderOf, whereOf } from './find.js';
import { Statements } from './statements.js';
import { addSums } from './sums.js';

/** With `readOnly` it refuses every change, and needs the file to be there. */
export interface SqliteReadStoreOptions extends FileOpening {
  /** Path of the file, made when it is not there. `:memory:` for one without snapshots that nobody keeps. */
  readonly file: string;
}

/** Opens read models in an SQLite file. One connection writes; any number may read beside it. */
export const openSqliteReadStore = ({ file, ...opening }: SqliteReadStoreOptions): ReadStore =>
  new SqliteReadStore(file, opening);

const KEYS_PER_STATEMENT = 1_000;

class SqliteReadStore implements ReadStore {
  private readonly statements: Statements;
  private readonly collections = new Map<string, CollectionTable>();
  private readonly database: Database;

  constructor(private readonly file: string, private readonly opening: FileOpening) {
    this.database = openReadModels(file, opening);
    this.statements = new Statements(this.database);
  }

  async declare(collections: readonly CollectionSpec[]): Promise<void> {
    this.write(() => {
      for (const spec of collections) this.declareOne(new CollectionTable(spec));
    });
    for (const { name } of collections) this.collections.delete(name);
  }

  async get<D>(collection: string, key: string): Promise<D | undefined> {
    return this.reading(() => {
      const { table } = this.collection(collection);
      const row = this.statements.of(`SELECT document FROM ${table} WHERE key = ?`).get(key);
      return row && JSON.parse(row.document);
    });
  }

  async getMany<D>(collection: string, keys: readonly string[]): Promise<Map<string, D>> {
    return this.reading(() => {
      const { table } = this.collection(collection);
      const select = this.statements.of(
        `SELECT key, document FROM ${table} WHERE key IN (SELECT value FROM json_each(?))`,
      );
      const found = new Map<string, D>();
      for (let from = 0; from < keys.length; from += KEYS_PER_STATEMENT) {
        const rows: StoredRow[] = select.all(JSON.stringify(keys.slice(from, from + KEYS_PER_STATEMENT)));
        for (const row of rows) found.set(row.key, JSON.parse(row.document));
      }
      return found;
    });
  }

  async find<D>(name: string, query: Query): Promise<Page<D>> {
    return this.reading(() => {
      if (!Number.isInteger(query.limit) || query.limit < 1) throw new RangeError('A page needs a limit');
      const collection = this.collection(name);
      const sort = query.sort ?? [];
      const rows = this.rowsAfter(collection, query);
      const page = rows.slice(0, query.limit);
      const last = rows.length > query.limit ? page.at(-1) : undefined;
      const items = page.map(({ key, document }) => ({ key, document: JSON.parse(document) as D }));
      if (!last) return { items };
      const values = sort.map(({ field }) => collection.valueIn(last, field));
      return { items, next: encodeCursor(collection, sort, { key: last.key, values }) };
    });
  }

  async scan<D>(name: string, afterKey: string, limit: number): Promise<{ key: string; document: D }[]> {
    const found = await this.scanTexts(name, afterKey, limit);
    return found.map(({ key, text }) => ({ key, document: JSON.parse(text) }));
  }

  async scanTexts(name: string, afterKey: string, limit: number): Promise<{ key: string; text: string }[]> {
    return this.reading(() => {
      const { table } = this.collection(name);
      const rows: [string, string][] = this.statements.rowsOf(
        `SELECT key, document FROM ${table} WHERE key > ? ORDER BY key LIMIT ?`,
      ).all(afterKey, limit);
      return rows.map(([key, text]) => ({ key, text }));
    });
  }

  async count(name: string, where: readonly Condition[]): Promise<number> {
    return this.reading(() => {
      const collection = this.collection(name);
      const { sql, values } = whereOf(collection, where);
      const count = this.statements.of(`SELECT count(*) AS many FROM ${collection.table} WHERE ${sql}`);
      return count.get(...values).many;
    });
  }

  async sums(space: string, prefix: string, range: { from?: string; to?: string } = {}): Promise<SumRow[]> {
    return this.reading(() => {
      const { from = '', to = afterAll('') } = range;
      const rows: [string, number][] = this.statements.rowsOf(`SELECT key, value FROM sums
        WHERE space = ? AND key >= max(?, ?) AND key < min(?, ?) ORDER BY key`,
      ).all(space, prefix, from, afterAll(prefix), to);
      return rows.map(([key, value]) => ({ key, value }));
    });
  }

  async checkpoint(name: string): Promise<Position> {
    return this.reading(() =>
      this.statements.of('SELECT position FROM checkpoints WHERE name = ?').get(name)?.position ?? '');
  }

  async snapshot<T>(read: (view: ReadView) => Promise<T>): Promise<T> {
    const view = new SqliteReadStore(this.file, { readOnly: true });
    try {
      view.reading(() => {
        view.database.exec('BEGIN');
        view.statements.of('SELECT 1 FROM checkpoints').get(); // from here on nothing changes for it
      });
      return await read(view);
    } finally {
      await view.close();
    }
  }

  async commit(commit: Commit): Promise<void> {
    this.write(() => {
      this.put(commit.puts);
      for (const { collection, key } of commit.deletes) {
        this.statements.of(`DELETE FROM ${this.collection(collection).table} WHERE key = ?`).run(key);
      }
      addSums(this.statements, commit.sums);
      const move = this.statements.of(`INSERT INTO checkpoints (name, position) VALUES (?, ?)
        ON CONFLICT (name) DO UPDATE SET position = excluded.position`);
      for (const [name, position] of Object.entries(commit.checkpoints)) move.run(name, position);
    });
  }

  /**
   * Pages of whole tables are only let go, not overwritten, which would take ten times as long and hold them
   * all in memory: `scrub`, after the next erasure, leaves none of them.
   */
  async drop(namePrefix: string): Promise<void> {
    this.mustWrite();
    this.database.exec('PRAGMA secure_delete = OFF');
    try {
      this.write(() => this.dropAll([namePrefix, afterAll(namePrefix)]));
    } finally {
      this.database.exec('PRAGMA secure_delete = ON');
    }
    this.statements.forget();
    this.collections.clear();
  }

  /**
   * `secure_delete` overwrites what is deleted, but not the copies that SQLite leaves in the free part of a
   * page when the page is split; only a rebuilt file has none. The log, which holds old pages, is then
   * emptied. Takes some nine seconds per gigabyte. The new file is made on disk, unlinked, since it may be
   * larger than memory.
   */
  async scrub(): Promise<void> {
    this.mustWrite();
    try {
      this.database.exec('PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY');
      const { busy } = this.database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
      if (busy) throw new Error('A reader holds on to old pages of the log');
    } catch (error) {
      throw new StoreUnavailable('The read models could not be scrubbed', false, { cause: error });
    }
  }

  async close(): Promise<void> {
    this.statements.forget();
    if (this.database.isTransaction) this.database.exec('ROLLBACK'); // or its statements hold the log
    const { readOnly, beside } = this.opening;
    return readOnly || beside ? this.database.close() : closeDatabaseFile(this.database);
  }

  private dropAll(range: readonly [string, string]): void {
    const names: { name: string }[] = this.statements.of(
      'SELECT name FROM collections WHERE name >= ? AND name < ?',
    ).all(...range);
    for (const { name } of names) this.database.exec(`DROP TABLE ${this.collection(name).table}`);
    this.database.prepare('DELETE FROM collections WHERE name >= ? AND name < ?').run(...range);
    this.database.prepare('DELETE FROM sums WHERE space >= ? AND space < ?').run(...range);
    this.database.prepare('DELETE FROM checkpoints WHERE name >= ? AND name < ?').run(...range);
  }

  private declareOne(wanted: CollectionTable): void {
    const { name, fields, indexes } = wanted.spec;
    const known = this.specOf(name);
    if (!known) this.database.exec(wanted.createTable());
    else mustBeSame(known, wanted.spec);
    for (const index of wanted.createIndexes()) this.database.exec(index);
    this.statements.of('INSERT OR REPLACE INTO collections (name, spec) VALUES (?, ?)')
      .run(name, JSON.stringify({ name, fields, indexes }));
  }

  /** Declared here, or by another connection to the same file. */
  private collection(name: string): CollectionTable {
    const known = this.collections.get(name);
    if (known) return known;
    const spec = this.specOf(name);
    if (!spec) throw new Error(`The collection ${name} is not declared`);
    const collection = new CollectionTable(spec);
    this.collections.set(name, collection);
    return collection;
  }

  private specOf(name: string): CollectionSpec | undefined {
    const row = this.statements.of('SELECT spec FROM collections WHERE name = ?').get(name);
    return row && JSON.parse(row.spec);
  }

  /** One row more than a page holds, if there is one, to know whether another page follows. */
  private rowsAfter(collection: CollectionTable, query: Query): StoredRow[] {
    const { where, keyPrefix, sort = [], limit, after } = query;
    const finding = keyPrefix === undefined ? collection : collection.unindexed;
    const conditions = whereOf(finding, where, sort);
    const wanted = keyPrefix === undefined ? conditions : allOf([keysFrom(keyPrefix), conditions]);
    const columns = ['key', 'document', ...sort.map(({ field }) => collection.column(field))];
    const ranges = after === undefined
      ? [{ sql: 'true', values: [] }]
      : clausesAfter(finding, sort, decodeCursor(collection, sort, after));
    const rows: StoredRow[] = [];
    for (const range of ranges) {
      if (rows.length > limit) break;
      rows.push(...this.statements.of(`SELECT ${columns.join(', ')} FROM ${collection.table}
        WHERE ${wanted.sql} AND ${range.sql} ORDER BY ${orderOf(finding, sort)} LIMIT ?`,
      ).all(...wanted.values, ...range.values, limit + 1 - rows.length));
    }
    return rows;
  }

  private put(puts: Commit['puts']): void {
    const upserts = new Map<string, (put: Put) => void>();
    for (const put of puts) {
      let upsert = upserts.get(put.collection);
      if (!upsert) upserts.set(put.collection, upsert = this.upsertInto(this.collection(put.collection)));
      upsert(put);
    }
  }

  private upsertInto(collection: CollectionTable): (put: Put) => void {
    const upsert = this.statements.of(collection.upsert());
    const update = this.statements.of(collection.update());
    return ({ key, document }) => {
      const values = collection.valuesOf(document);
      const { changes } = upsert.run(key, ...values);
      if (changes === 0) update.run(key, ...values);
    };
  }

  private reading<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw unlessOurs('The read models cannot be read', error);
    }
  }

  private write(work: () => void): void {
    this.mustWrite();
    try {
      inTransaction(this.database, work);
    } catch (error) {
      throw unlessOurs('The read models cannot be written', error);
    }
  }

  private mustWrite(): void {
    if (this.opening.readOnly) throw new Error('The read models were opened to be read only');
  }
}

/** What a failure of the database is told as; a failure of whoever called stays what it is. */
const unlessOurs = (what: string, error: unknown): unknown => (isOutage(error)
  ? new StoreUnavailable(`${what}: ${reasonOf(error)}`, false, { cause: error }) : error);
