import { DatabaseSync } from '@photostructure/sqlite';
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { type Database, DatabaseUnusable, type FileKind, openDatabaseFile } from './database-file.js';

/**
 * Copies a database file of ours as it is at one moment, whoever writes to it meanwhile, and changes the
 * copy. That is there whole and durable, or not at all; throws `DatabaseUnusable`, also where there is a file
 * already.
 */
export const copyDatabaseFile = async (
  kind: FileKind, from: string, to: string, change: (copy: Database) => void = () => undefined,
): Promise<void> => {
  if (existsSync(to)) {
    throw new DatabaseUnusable(`There is a ${basename(to)} already where one is to be made.`);
  }
  const draft = `${to}.new`;
  await rm(draft, { force: true }); // of a copy that was broken off
  copyInto(draft, from, kind);
  changeFile(draft, change);
  await flush(draft);
  await rename(draft, to);
  await flush(dirname(to));
};

const copyInto = (draft: string, from: string, kind: FileKind): void => {
  const database = openDatabaseFile(from, kind, { readOnly: true });
  try {
    database.prepare('VACUUM INTO ?').run(draft);
  } finally {
    database.close();
  }
};

/** Without a write-ahead log: a copy can be read from where nothing can be written. */
const changeFile = (file: string, change: (copy: Database) => void): void => {
  const database = new DatabaseSync(file);
  try {
    change(database);
  } finally {
    database.close();
  }
};

const flush = async (path: string): Promise<void> => {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};
