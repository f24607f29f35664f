import type { FileKind } from '../../sqlite/database-file.js';

/**
 * The file of the ledger.
 *
 * A commit adds rows at the end of `events`, and of `streams` for new ones, and so dirties few pages whatever
 * the streams are; an index on streams would dirty a page per event, which costs more than the event itself.
 * What finds a stream's events without an index is a chain: each names the one before it in its stream. Where
 * the chains begin is in `stream_heads`, which is brought up to date for thousands of events at once. Events
 * after `settled_to` are the tail, which it does not know yet; readers keep the heads of the tail in memory.
 */
export const ledgerFile: FileKind = {
  name: 'ledger',
  infoTable: 'ledger_info',
  format: 1,
  settings: ['cache_size = -8192', 'wal_autocheckpoint = 4096', 'journal_size_limit = 67108864'],
  schema: `
    CREATE TABLE ledger_info (name TEXT PRIMARY KEY NOT NULL, value ANY NOT NULL) STRICT, WITHOUT ROWID;
    INSERT INTO ledger_info VALUES ('settled_to', 0);

    CREATE TABLE categories (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE event_types (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;

    CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL, category INTEGER NOT NULL) STRICT;
    CREATE TABLE stream_heads (
      name TEXT PRIMARY KEY NOT NULL,
      stream INTEGER NOT NULL,
      position INTEGER NOT NULL,
      revision INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE events (
      position INTEGER PRIMARY KEY,
      stream INTEGER NOT NULL,
      revision INTEGER NOT NULL,
      previous INTEGER NOT NULL,     -- position of the stream's event before this one; 0 for none
      category INTEGER NOT NULL,     -- the stream's, so that reading by category joins nothing
      type INTEGER NOT NULL,
      version INTEGER NOT NULL,
      recorded_at INTEGER NOT NULL,  -- milliseconds since 1970
      id BLOB NOT NULL,              -- a UUID's sixteen bytes
      meta TEXT NOT NULL,            -- JSON
      payload BLOB NOT NULL          -- sealed, or JSON in a stream about no person
    ) STRICT;
  `,
};
