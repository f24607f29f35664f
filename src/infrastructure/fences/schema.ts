import type { FileKind } from '../sqlite/database-file.js';

/**
 * The file of the fence journal. Its copies are told in it too: a journal that does not know of a copy of
 * the vault is older than that copy, and cannot tell what was erased since.
 */
export const fencesFile: FileKind = {
  name: 'fence journal',
  infoTable: 'fences_info',
  format: 1,
  settings: ['cache_size = -1024'],
  schema: `
    CREATE TABLE fences_info (name TEXT PRIMARY KEY NOT NULL, value ANY NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE fences (
      id INTEGER PRIMARY KEY,
      stream TEXT NOT NULL UNIQUE,
      category TEXT NOT NULL,
      case_key TEXT NOT NULL,
      person TEXT,
      decision TEXT NOT NULL,
      meta TEXT NOT NULL,
      added_at INTEGER NOT NULL      -- milliseconds since 1970
    ) STRICT;
    CREATE TABLE fences_done (fence INTEGER PRIMARY KEY) STRICT;
    CREATE TABLE copies (id TEXT PRIMARY KEY NOT NULL, taken_at INTEGER NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TRIGGER fences_stay BEFORE DELETE ON fences
      BEGIN SELECT RAISE(ABORT, 'fences are only added'); END;
    CREATE TRIGGER fences_stay_as_they_are BEFORE UPDATE ON fences
      BEGIN SELECT RAISE(ABORT, 'fences are only added'); END;
  `,
};
