import { DatabaseSync } from '@photostructure/sqlite';
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import {
  closeDatabaseFile, type Database, DatabaseUnusable, type FileKind, openDatabaseFile,
} from './database-file.js';

/**
 * Copies a database file of ours as it is at one moment, whoever writes to it meanwhile, and changes the
 * copy. That is there whole and durable, or not at all; throws `DatabaseUnusable`, also where there is a file
 * already.
 */
export const copyDatabaseFile = async (
  kind: FileKind, from: string, to: string, change: (copy: Database) => void = () => undefined,
): Promise<void> => {
  mustNotBeThere(to);
  const draft = await newDraft(to);
  copyInto(draft, from, kind);
  changeFile(draft, change);
  await publish(draft, to);
};

/** Makes a database file of ours, which is there whole and durable or not at all; throws as above. */
export const makeDatabaseFile = async (
  kind: FileKind, to: string, fill: (database: Database) => Promise<void>,
): Promise<void> => {
  mustNotBeThere(to);
  const draft = await newDraft(to);
  const database = openDatabaseFile(draft, kind);
  try {
    await fill(database);
    database.exec('PRAGMA journal_mode = DELETE'); // all of it is in the one file that is renamed
  } finally {
    closeDatabaseFile(database);
  }
  await publish(draft, to);
};

const mustNotBeThere = (file: string): void => {
  if (!existsSync(file)) return;
  throw new DatabaseUnusable(`There is a ${basename(file)} already where one is to be made.`);
};

/** Without what is left of one that was broken off. */
const newDraft = async (to: string): Promise<string> => {
  const draft = `${to}.new`;
  for (const end of ['', '-wal', '-shm']) await rm(`${draft}${end}`, { force: true });
  return draft;
};

const publish = async (draft: string, to: string): Promise<void> => {
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
