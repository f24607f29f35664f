import {
  type Database, type FileKind, type FileOpening, openDatabaseFile,
} from '../../sqlite/database-file.js';

/**
 * How the file is written. `synchronous=NORMAL`: a commit is not flushed by itself, so power loss may take
 * the newest ones, and leaves the database whole. Documents and checkpoint of a commit go together, and are
 * folded from the ledger again, so nothing is lost. No ANALYZE: its samples would copy personal data.
 *
 * Sums of 0 are found through an index that is empty between commits. Threads that make read models write in
 * turns, and on a machine that is busy with other things a turn may be long in coming.
 */
export const readModelsFile: FileKind = {
  name: 'read models',
  whenDamaged: 'Remove the file: read models are made anew from the ledger.',
  infoTable: 'read_models',
  format: 1,
  schema: `
    CREATE TABLE read_models (name TEXT PRIMARY KEY NOT NULL, value) WITHOUT ROWID;
    CREATE TABLE collections (name TEXT PRIMARY KEY NOT NULL, spec TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE checkpoints (name TEXT PRIMARY KEY NOT NULL, position TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE sums (
      space TEXT NOT NULL, key TEXT NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (space, key)
    ) WITHOUT ROWID;
    CREATE INDEX sums_at_zero ON sums (value) WHERE value = 0;
  `,
  settings: [
    'synchronous = NORMAL', 'busy_timeout = 60000', 'secure_delete = ON', 'cache_size = -16384',
    'wal_autocheckpoint = 4000', 'journal_size_limit = 67108864',
  ],
};

const READERS_CACHE_KIB = 8_192;

/** Opens the file of the read models, or makes it; throws `DatabaseUnusable`. */
export const openReadModels = (file: string, opening: FileOpening): Database => {
  const database = openDatabaseFile(file, readModelsFile, opening);
  database.exec('PRAGMA temp_store = MEMORY'); // what is sorted may be personal, and stays out of files
  if (opening.readOnly) database.exec(`PRAGMA cache_size = -${READERS_CACHE_KIB}`);
  return database;
};
