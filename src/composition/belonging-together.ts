import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { DataFiles } from '../infrastructure/data-folder.js';
import { ledgerFile } from '../infrastructure/event-store/sqlite/schema.js';
import { fencesFile } from '../infrastructure/fences/schema.js';
import { readModelsFile } from '../infrastructure/read-store/sqlite/database.js';
import { type Database, DatabaseUnusable, rowsOf } from '../infrastructure/sqlite/database-file.js';
import { noted, noteIn, using } from '../infrastructure/sqlite/file-notes.js';
import { vaultFile } from '../infrastructure/vault/sqlite/schema.js';
import { adviceFor, isEmpty, type LedgerPlace, type OpenedLedger } from './ledger-place.js';

/**
 * The files of a data folder only make sense together, and with their ledger: to a ledger with an empty
 * vault, or somebody else's, every person is erased, and read models of another ledger answer with its
 * figures. So each ledger has an id of its own, which vault and read models note when they are first used
 * with it.
 */

const REMOVE = 'Remove the file: read models are made anew from the ledger.';

/**
 * Throws `DatabaseUnusable` when the file of the ledger is gone and something beside it is not, or the vault
 * is gone and the ledger holds something. To be asked before anything is made; of a ledger elsewhere
 * `mustHaveVault` is asked once it is opened.
 */
export const mustBeWhole = (
  place: LedgerPlace, files: DataFiles, vaultIn: 'folder' | 'elsewhere' = 'folder',
): void => {
  const { ledger, vault, readModels, fences } = files;
  if (place.engine !== 'sqlite') return;
  if (existsSync(ledger)) {
    if (vaultIn === 'elsewhere' || existsSync(vault) || using(ledger, ledgerFile, hasNoEvents)) return;
    throw withoutVault(place, vault);
  }
  const left = [vault, readModels, fences].find((file) => existsSync(file));
  if (left === undefined) return;
  throw new DatabaseUnusable(`There is a ${basename(left)}, but no ${basename(ledger)} beside it. `
    + `${adviceFor(place)} If the ledger is in KurrentDB, say so with LIGGARE_EVENT_STORE.`);
};

/** Throws `DatabaseUnusable` when a ledger holds something, and its vault is gone. */
export const mustHaveVault = (place: LedgerPlace, opened: OpenedLedger, { vault }: DataFiles): void => {
  if (!isEmpty(opened) && !existsSync(vault)) throw withoutVault(place, vault);
};

/** Throws `DatabaseUnusable` when a vault is that of another ledger. */
export const mustBeItsVault = (place: LedgerPlace, opened: OpenedLedger, vault: string): void => {
  const { id } = opened;
  using(vault, vaultFile, (database) => {
    const knowsNobody = isWithout(database, 'persons') && isWithout(database, 'streams');
    const of = noted(database, vaultFile, 'ledger', () => (knowsNobody && !isEmpty(opened) ? '' : id));
    if (of === id) return;
    const what = of === '' ? 'is empty, and the ledger is not' : 'belongs to another ledger';
    throw notItsVault(place, vault, what);
  });
};

/** Throws `DatabaseUnusable` when a file is some ledger's already: none is founded beside it then. */
export const mustBeNobodysFiles = (place: LedgerPlace, { vault, fences, readModels }: DataFiles): void => {
  const each = [
    ['vault', vaultFile, vault, 'belongs'], ['fence journal', fencesFile, fences, 'belongs'],
    ['read models', readModelsFile, readModels, 'belong'],
  ] as const;
  for (const [name, kind, file, belongs] of each) {
    if (!existsSync(file)) continue;
    if (using(file, kind, (database) => noteIn(database, kind, 'ledger')) === undefined) continue;
    throw new DatabaseUnusable(
      `The ${name} (${basename(file)}) ${belongs} to another ledger. ${adviceFor(place)}`);
  }
};

/** Throws `DatabaseUnusable` when read models are those of another ledger, or of another time. */
export const mustBeItsReadModels = ({ id, head }: OpenedLedger, readModels: string): void => {
  using(readModels, readModelsFile, (database) => {
    const of = noted(database, readModelsFile, 'ledger', () => id);
    const isAhead = rowsOf(database, 'SELECT 1 FROM checkpoints WHERE position > ?').get(head);
    if (of === id && isAhead === undefined) return;
    const what = of === id ? 'know more than the ledger, which is an older copy' : 'belong to another ledger';
    throw new DatabaseUnusable(`The read models (${basename(readModels)}) ${what}. ${REMOVE}`);
  });
};

/** Throws `DatabaseUnusable` when a file is in the data folder, and what it holds is said to be elsewhere. */
export const mustNotBeHere = (file: string, setting: string, what: string): void => {
  if (!existsSync(file)) return;
  throw new DatabaseUnusable(`There is a ${basename(file)} in the data folder, and ${setting} says that the `
    + `${what} in MongoDB. Use another folder.`);
};

const withoutVault = (place: LedgerPlace, vault: string): DatabaseUnusable =>
  new DatabaseUnusable(`There is a ledger, but no ${basename(vault)} beside it. ${adviceFor(place)}`);

const notItsVault = (place: LedgerPlace, vault: string, what: string): DatabaseUnusable =>
  new DatabaseUnusable(`The vault (${basename(vault)}) ${what}. ${adviceFor(place)}`);

const isWithout = (database: Database, table: string): boolean =>
  rowsOf(database, `SELECT 1 FROM ${table} LIMIT 1`).get() === undefined;

const hasNoEvents = (database: Database): boolean => isWithout(database, 'events');
