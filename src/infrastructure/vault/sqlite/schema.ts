import type { FileKind } from '../../sqlite/database-file.js';

/**
 * The file of the vault. What must be forgettable, keys and hashes of numbers, stands in rows that are only
 * added at the end of their table, and overwritten in place by something of the same length. So it has never
 * been anywhere else: a B-tree copies rows between pages when it splits them, and leaves remains behind that
 * `secure_delete` does not reach. The index on numbers holds four digits of their hashes, which say nothing.
 *
 * Persons and streams go by small integers in here, so that what belongs together is written side by side;
 * outside they go by random ids only.
 */
export const vaultFile: FileKind = {
  name: 'vault',
  infoTable: 'vault_info',
  format: 1,
  settings: ['secure_delete = ON', 'cache_size = -8192', 'wal_autocheckpoint = 4096'],
  schema: `
    CREATE TABLE vault_info (name TEXT PRIMARY KEY NOT NULL, value ANY NOT NULL) STRICT, WITHOUT ROWID;

    CREATE TABLE persons (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      joined_into INTEGER            -- who the person turned out to be; never somebody who was joined further
    ) STRICT;
    CREATE INDEX persons_joined ON persons (joined_into) WHERE joined_into IS NOT NULL;

    CREATE TABLE numbers (
      id INTEGER PRIMARY KEY,
      shelf TEXT NOT NULL,           -- the first four digits of the hash
      hash TEXT NOT NULL,            -- keyed, of an identity number
      person INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX numbers_by_shelf ON numbers (shelf);
    CREATE INDEX numbers_by_person ON numbers (person);

    CREATE TABLE streams (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      person INTEGER NOT NULL,
      category TEXT NOT NULL,
      case_key TEXT NOT NULL,
      authority TEXT,
      state TEXT NOT NULL CHECK (state IN ('active', 'fenced', 'destroyed')),
      UNIQUE (person, category, case_key)
    ) STRICT;

    CREATE TABLE stream_keys (
      stream INTEGER PRIMARY KEY,
      wrapped BLOB NOT NULL          -- zeros once destroyed
    ) STRICT;
  `,
};
