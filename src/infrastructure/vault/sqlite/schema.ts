import type { FileKind } from '../../sqlite/database-file.js';

/**
 * `secure_delete` overwrites what is deleted or replaced, so that a destroyed key leaves no trace in the
 * file. A row of `persons` holds a random id and says nothing; `numbers` leads to it from a keyed hash, and
 * is deleted.
 */
export const vaultFile: FileKind = {
  name: 'vault',
  infoTable: 'vault_info',
  format: 1,
  settings: ['secure_delete = ON', 'foreign_keys = ON'],
  schema: `
    CREATE TABLE vault_info (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
    CREATE TABLE persons (
      id TEXT PRIMARY KEY,
      joined_into TEXT REFERENCES persons (id)
    ) WITHOUT ROWID;
    CREATE INDEX persons_by_survivor ON persons (joined_into) WHERE joined_into IS NOT NULL;
    CREATE TABLE numbers (
      hash TEXT PRIMARY KEY,
      person TEXT NOT NULL REFERENCES persons (id)
    ) WITHOUT ROWID;
    CREATE INDEX numbers_by_person ON numbers (person);
    CREATE TABLE streams (
      name TEXT PRIMARY KEY,
      person TEXT NOT NULL REFERENCES persons (id),
      category TEXT NOT NULL,
      case_key TEXT NOT NULL,
      authority TEXT,
      state TEXT NOT NULL CHECK (state IN ('active', 'fenced', 'destroyed')),
      wrapped_key BLOB,
      UNIQUE (person, category, case_key),
      CHECK ((state = 'destroyed') = (wrapped_key IS NULL))
    ) WITHOUT ROWID;`,
};
