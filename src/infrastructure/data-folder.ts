import { DatabaseSync } from '@photostructure/sqlite';
import { constants } from 'node:fs';
import { access, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeFolder, whyUnwritable } from './make-folder.js';
import type { Database } from './sqlite/database-file.js';
import { reasonOf } from './sqlite/sqlite-error.js';

const LEDGER_FILE = 'ledger.db';
const VAULT_FILE = 'vault.db';
const LOCK_FILE = 'lock.db';
const HOLDER_FILE = 'holder.json';

/** Those who only look take the lock for a moment; so long is waited for them. */
const WAIT_FOR_LOCK_MS = 250;

/** Who uses a data folder. */
export interface Holder {
  readonly pid: number;
  /** Where its API answers, once it listens. */
  readonly url?: string;
}

/** The folder cannot be used. The message is for whoever started the program. */
export class DataFolderUnusable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'DataFolderUnusable';
  }
}

/** Another process has the folder; it may be done in a moment. */
export class DataFolderInUse extends DataFolderUnusable {
  constructor(path: string, holder: Holder | undefined) {
    const who = holder ? `process ${holder.pid}${holder.url ? ` at ${holder.url}` : ''}` : 'another process';
    super(`The data folder ${path} is in use by ${who}. `
      + 'Stop it, speak to it with --server, or use another --data.');
    this.name = 'DataFolderInUse';
  }
}

/** Where everything of one installation lies. */
export interface DataFiles {
  readonly ledger: string;
  readonly vault: string;
  readonly readModels: string;
  /** The fence journal; better elsewhere, so that it outlives the folder. */
  readonly fences: string;
}

export const filesIn = (folder: string, fencesFile?: string): DataFiles => {
  const path = resolve(folder);
  return {
    ledger: join(path, LEDGER_FILE), vault: join(path, VAULT_FILE), readModels: join(path, 'read.db'),
    fences: resolve(fencesFile ?? join(path, 'fences.db')),
  };
};

/** A data folder that this process alone may use, until it is released. */
export interface DataFolder {
  readonly path: string;
  readonly files: DataFiles;
  /** Lets others find the API of this process. */
  announce(url: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes a data folder, and makes it if it is not there; throws `DataFolderInUse` when another process has
 * it, and `DataFolderUnusable` when it cannot be used at all. The lock is held by the operating system
 * (through SQLite), so it ends with the process, however that ends.
 */
export const takeDataFolder = async (folder: string, fencesFile?: string): Promise<DataFolder> => {
  const path = resolve(folder);
  await mustBeWritable(path);
  const lock = await hold(path);
  const write = (holder: Holder): Promise<void> =>
    writeWhole(join(path, HOLDER_FILE), JSON.stringify(holder));
  await write({ pid: process.pid }).catch((error: unknown) => {
    lock.close();
    throw new DataFolderUnusable(whyUnwritable(`The data folder ${path}`, error), { cause: error });
  });
  return {
    path,
    files: filesIn(path, fencesFile),
    announce: (url) => write({ pid: process.pid, url }),
    release: async () => {
      await rm(join(path, HOLDER_FILE), { force: true });
      lock.close();
    },
  };
};

/** Who has a data folder now; undefined if nobody, or if there is none. */
export const holderOf = async (folder: string): Promise<Holder | undefined> => {
  const path = resolve(folder);
  if (!await isThere(join(path, LOCK_FILE))) return undefined;
  const lock = openLock(path);
  try {
    if (isTaken(path, lock)) return await readHolder(path);
    return undefined;
  } finally {
    lock.close();
  }
};

/** Whether a folder is one of Liggare, with its ledger in it or elsewhere; looks without making anything. */
export const isDataFolder = async (folder: string): Promise<boolean> =>
  await isThere(join(folder, LEDGER_FILE)) || isThere(join(folder, VAULT_FILE));

const FOR_ITS_OWNER_ONLY = 0o700;

const mustBeWritable = async (path: string): Promise<void> => {
  try {
    await makeFolder(path, FOR_ITS_OWNER_ONLY);
    await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new DataFolderUnusable(whyUnwritable(`The data folder ${path}`, error), { cause: error });
  }
};

const cannotBeLocked = (path: string, cause: unknown): DataFolderUnusable => {
  const message = `The data folder ${path} cannot be locked (${LOCK_FILE}): ${reasonOf(cause)}.`;
  return new DataFolderUnusable(message, { cause });
};

const openLock = (path: string): Database => {
  try {
    return new DatabaseSync(join(path, LOCK_FILE), { timeout: WAIT_FOR_LOCK_MS });
  } catch (error) {
    throw cannotBeLocked(path, error);
  }
};

/** Tries to take the lock and gives it back. */
const isTaken = (path: string, lock: Database): boolean => {
  if (!tryToHold(path, lock)) return true;
  lock.exec('ROLLBACK');
  return false;
};

/** A transaction that nobody ends is the lock: SQLite lets one process have it, and the system frees it. */
const tryToHold = (path: string, lock: Database): boolean => {
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (/locked|busy/i.test(reasonOf(error))) return false;
    throw cannotBeLocked(path, error);
  }
};

const hold = async (path: string): Promise<Database> => {
  const lock = openLock(path);
  try {
    if (tryToHold(path, lock)) return lock;
  } catch (error) {
    lock.close();
    throw error;
  }
  lock.close();
  throw new DataFolderInUse(path, await readHolder(path));
};

const readHolder = async (path: string): Promise<Holder | undefined> => {
  try {
    return JSON.parse(await readFile(join(path, HOLDER_FILE), 'utf8')) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
};

/** Readers see the old file or the new one, never half of one. */
const writeWhole = async (file: string, text: string): Promise<void> => {
  await writeFile(`${file}.new`, text, { mode: 0o600 });
  await rename(`${file}.new`, file);
};

const isThere = async (file: string): Promise<boolean> => {
  try {
    await access(file);
    return true;
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(String((error as NodeJS.ErrnoException).code))) return false;
    throw error;
  }
};
