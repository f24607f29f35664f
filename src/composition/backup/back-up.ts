import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { DataFiles } from '../../infrastructure/data-folder.js';
import { ledgerFile } from '../../infrastructure/event-store/sqlite/schema.js';
import { fencesFile } from '../../infrastructure/fences/schema.js';
import { makeFolder } from '../../infrastructure/make-folder.js';
import { randomIds } from '../../infrastructure/random-ids.js';
import { copyDatabaseFile } from '../../infrastructure/sqlite/copy-database-file.js';
import { DatabaseUnusable } from '../../infrastructure/sqlite/database-file.js';
import { systemClock } from '../../infrastructure/system-clock.js';
import { vaultFile } from '../../infrastructure/vault/sqlite/schema.js';
import { markCopy, tellOfCopy } from './copies.js';

/** Where the copies go: apart, since a vault's must not be kept as long as a ledger's. */
export interface BackUpInto {
  /** Nothing where the ledger is in KurrentDB, which has means of its own. */
  readonly ledgerFolder?: string;
  readonly vaultFolder: string;
}

/** The files that were made. */
export interface BackedUp {
  readonly ledger?: string;
  readonly vault: string;
  /** The fence journal as it was before this backup: for the day on which no newer one is left. */
  readonly fences: string;
}

const FOR_ITS_OWNER_ONLY = 0o700;

/**
 * Copies ledger, vault and fence journal, in this order, while they may be in use: what the vault knows too
 * much does no harm. Throws `DatabaseUnusable`; nothing is written over.
 */
export const backUp = async (files: DataFiles, into: BackUpInto): Promise<BackedUp> => {
  mustBeThere(files);
  const made = targetsIn(into);
  const missing = Object.values(made).find((file) => existsSync(file));
  if (missing !== undefined) {
    throw new DatabaseUnusable(`There is a ${basename(missing)} already where one is to be made.`);
  }
  const id = randomIds.next();
  for (const folder of [into.ledgerFolder, into.vaultFolder]) {
    if (folder !== undefined) await makeFolder(folder, FOR_ITS_OWNER_ONLY);
  }
  if (made.ledger !== undefined) {
    await copyDatabaseFile(ledgerFile, files.ledger, made.ledger, markCopy(id, ledgerFile));
  }
  await copyDatabaseFile(vaultFile, files.vault, made.vault, markCopy(id, vaultFile));
  await copyDatabaseFile(fencesFile, files.fences, made.fences, markCopy(id, fencesFile));
  tellOfCopy(files.fences, id, systemClock.now());
  return made;
};

const targetsIn = ({ ledgerFolder, vaultFolder }: BackUpInto): BackedUp => {
  if (ledgerFolder !== undefined && resolve(ledgerFolder) === resolve(vaultFolder)) {
    throw new DatabaseUnusable('Copies of the ledger and of the vault go into two folders.');
  }
  const within = resolve(vaultFolder);
  return {
    ...(ledgerFolder !== undefined && { ledger: join(resolve(ledgerFolder), 'ledger.db') }),
    vault: join(within, 'vault.db'), fences: join(within, 'fences.db'),
  };
};

const mustBeThere = ({ vault, fences }: DataFiles): void => {
  const missing = [vault, fences].find((file) => !existsSync(file));
  if (missing === undefined) return;
  throw new DatabaseUnusable(`There is no ${basename(missing)} to copy. "liggare serve" makes it.`);
};
