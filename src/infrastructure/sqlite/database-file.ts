import { basename } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { isDamage, isOutage, reasonOf } from './sqlite-error.js';

export type Database = InstanceType<typeof DatabaseSync>;
export type Statement = ReturnType<Database['prepare']>;

const WAIT_FOR_LOCKS_MS = 5_000;

/** What one of our database files is, and how to make it. */
export interface FileKind {
  /** For messages: 'ledger', 'vault'. */
  readonly name: string;
  /** The table in which the file tells of itself: `name` and `value`, among them `format`. */
  readonly infoTable: string;
  readonly format: number;
  readonly schema: string;
  /** Pragmas of every connection, beside `synchronous = FULL`, which they may weaken. */
  readonly settings: readonly string[];
  /** What to do when it is damaged, if that is simple. */
  readonly whenDamaged?: string;
}

/** How a file is opened. */
export interface FileOpening {
  readonly readOnly?: boolean;
  /** Somebody of this process has it open for longer, who brings its log home: that would hold up writers. */
  readonly beside?: boolean;
}

/** The file cannot be used: missing, damaged, locked, or none of ours. The message is for the operator. */
export class DatabaseUnusable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DatabaseUnusable';
  }
}

/**
 * Opens a database file of ours, and makes it unless it is only to be read; throws `DatabaseUnusable`. A
 * commit is flushed to disk before it returns, unless the settings say otherwise. What is found in a file
 * that is opened for writing is flushed too: a process killed within a commit may leave one that can be read
 * already, and nobody may be told that it is durable before it is.
 */
export const openDatabaseFile = (file: string, kind: FileKind, opening: FileOpening = {}): Database => {
  const { readOnly = false } = opening;
  try {
    const database = new DatabaseSync(file, { readOnly, timeout: WAIT_FOR_LOCKS_MS });
    try {
      prepareFile(database, kind, opening);
      return database;
    } catch (error) {
      database.close();
      throw error;
    }
  } catch (error) {
    if (error instanceof DatabaseUnusable) throw error;
    const advice = isDamage(error) && kind.whenDamaged !== undefined ? `. ${kind.whenDamaged}` : '';
    const message = `The ${kind.name} (${basename(file)}) cannot be opened: ${reasonOf(error)}${advice}`;
    throw new DatabaseUnusable(message, { cause: error });
  }
};

/**
 * Closes a file that was opened for writing, with its log brought home: the file alone is then all of it.
 * SQLite does so for the last who closes, but this driver goes on holding a connection until the statements
 * made over it are collected. Where others still read older pages, or the disk takes no more, nothing is
 * lost: the log stays beside the file, and whoever opens it next brings it home.
 */
export const closeDatabaseFile = (database: Database): void => {
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)'); // nobody is waited for
  } catch (error) {
    if (!isOutage(error)) throw error;
  } finally {
    database.close();
  }
};

/** All of what `work` writes, or nothing; others who write wait. */
export const inTransaction = <T>(database: Database, work: () => T): T =>
  transaction(database, 'BEGIN IMMEDIATE', work);

/**
 * What `work` reads is of one moment. It also takes a third of the time, where it is many small statements:
 * SQLite locks and unlocks the file for each of them otherwise.
 */
export const atOneMoment = <T>(database: Database, work: () => T): T => transaction(database, 'BEGIN', work);

const transaction = <T>(database: Database, begin: string, work: () => T): T => {
  database.exec(begin);
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
};

/** A query whose rows are arrays: columns by number cost half as much as columns by name. */
export const rowsOf = (database: Database, sql: string): Statement =>
  database.prepare(sql, { returnArrays: true });

/** A query for what the file tells of itself under a name. */
export const infoQuery = (database: Database, kind: FileKind): Statement =>
  rowsOf(database, `SELECT value FROM ${kind.infoTable} WHERE name = ?`);

const prepareFile = (
  database: Database, kind: FileKind, { readOnly = false, beside = false }: FileOpening,
): void => {
  const isEmpty = !hasTable(database);
  if (!isEmpty || readOnly) mustBeReadable(database, kind);
  database.exec('PRAGMA synchronous = FULL');
  for (const setting of kind.settings) database.exec(`PRAGMA ${setting}`);
  if (readOnly) return;
  database.exec('PRAGMA journal_mode = WAL');
  if (isEmpty) inTransaction(database, () => makeTables(database, kind));
  if (!beside) database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
};

/** Two processes may find the file empty at once; the second finds the tables made. */
const makeTables = (database: Database, kind: FileKind): void => {
  if (hasTable(database)) return mustBeReadable(database, kind);
  database.exec(kind.schema);
  database.prepare(`INSERT INTO ${kind.infoTable} VALUES ('format', ?)`).run(kind.format);
};

const mustBeReadable = (database: Database, kind: FileKind): void => {
  if (!hasTable(database, kind.infoTable)) throw new DatabaseUnusable(`The file is no ${kind.name}`);
  const found = Number(infoQuery(database, kind).get('format')?.[0]);
  if (found === kind.format) return;
  throw new DatabaseUnusable(
    `The ${kind.name} has format ${found}; this version of the program reads format ${kind.format}`,
  );
};

const hasTable = (database: Database, name?: string): boolean =>
  database.prepare(`SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = coalesce(?, name)`)
    .get(name ?? null) !== undefined;
