import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import type { IdSource } from '../application/ports/id-source.js';
import type { DataFiles } from '../infrastructure/data-folder.js';
import { ledgerFile } from '../infrastructure/event-store/sqlite/schema.js';
import { positionText } from '../infrastructure/event-store/sqlite/position-text.js';
import { readModelsFile } from '../infrastructure/read-store/sqlite/database.js';
import {
  closeDatabaseFile, type Database, DatabaseUnusable, type FileKind, infoQuery, inTransaction,
  openDatabaseFile, rowsOf,
} from '../infrastructure/sqlite/database-file.js';
import { vaultFile } from '../infrastructure/vault/sqlite/schema.js';

/**
 * The files of a data folder only make sense together: to a ledger with an empty vault, or somebody else's,
 * every person is erased, and read models of another ledger answer with its figures. So each ledger has an id
 * of its own, which vault and read models note when they are first used with it.
 */

const PUT_BACK = 'Put back the file that belongs here, or use another folder.';
const REMOVE = 'Remove the file: read models are made anew from the ledger.';

/**
 * Throws `DatabaseUnusable` when the ledger is gone and something beside it is not, or the vault is gone and
 * the ledger holds something. To be asked before anything is made.
 */
export const mustBeWhole = ({ ledger, vault, readModels }: DataFiles): void => {
  const left = [vault, readModels].find((file) => existsSync(file));
  if (!existsSync(ledger)) {
    if (left === undefined) return;
    const what = `There is a ${basename(left)}, but no ${basename(ledger)} beside it`;
    throw new DatabaseUnusable(`${what}. ${PUT_BACK}`);
  }
  if (existsSync(vault) || !using(ledger, ledgerFile, holdsEvents)) return;
  throw new DatabaseUnusable(`There is a ledger, but no ${basename(vault)} beside it. ${PUT_BACK}`);
};

/** Throws `DatabaseUnusable` when vault or read models are those of another ledger, or of another time. */
export const mustBelongTogether = ({ ledger, vault, readModels }: DataFiles, ids: IdSource): void => {
  const { id, head } = using(ledger, ledgerFile, (database) => ({
    id: noted(database, ledgerFile, 'id', () => ids.next()), head: headOf(database),
  }));
  using(vault, vaultFile, (database) => {
    const isEmpty = isWithout(database, 'persons') && isWithout(database, 'streams');
    const of = noted(database, vaultFile, 'ledger', () => (isEmpty && head > 0 ? '' : id));
    if (of === id) return;
    const what = of === '' ? 'is empty, and the ledger is not' : 'belongs to another ledger';
    throw new DatabaseUnusable(`The vault (${basename(vault)}) ${what}. ${PUT_BACK}`);
  });
  using(readModels, readModelsFile, (database) => {
    const of = noted(database, readModelsFile, 'ledger', () => id);
    const isAhead = rowsOf(database, 'SELECT 1 FROM checkpoints WHERE position > ?').get(positionText(head));
    if (of === id && isAhead === undefined) return;
    const what = of === id ? 'know more than the ledger, which is an older copy' : 'belong to another ledger';
    throw new DatabaseUnusable(`The read models (${basename(readModels)}) ${what}. ${REMOVE}`);
  });
};

const using = <T>(file: string, kind: FileKind, use: (database: Database) => T): T => {
  const database = openDatabaseFile(file, kind);
  try {
    return use(database);
  } finally {
    closeDatabaseFile(database);
  }
};

/** What a file tells under a name; noted there first, unless it is empty, if it tells nothing. */
const noted = (database: Database, kind: FileKind, name: string, make: () => string): string =>
  inTransaction(database, () => {
    const found: string | undefined = infoQuery(database, kind).get(name)?.[0];
    if (found !== undefined) return found;
    const made = make();
    if (made !== '') database.prepare(`INSERT INTO ${kind.infoTable} VALUES (?, ?)`).run(name, made);
    return made;
  });

const isWithout = (database: Database, table: string): boolean =>
  rowsOf(database, `SELECT 1 FROM ${table} LIMIT 1`).get() === undefined;

const headOf = (database: Database): number =>
  rowsOf(database, 'SELECT coalesce(max(position), 0) FROM events').get()![0];

const holdsEvents = (database: Database): boolean => headOf(database) > 0;
