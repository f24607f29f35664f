import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import type { Fence } from '../../application/ports/fence-journal.js';
import { openMongoFenceJournal } from '../../infrastructure/fences/mongo-fence-journal.js';
import { fencesFile } from '../../infrastructure/fences/schema.js';
import { openSqliteFenceJournal } from '../../infrastructure/fences/sqlite-fence-journal.js';
import { MongoDbUnusable } from '../../infrastructure/mongodb/mongodb-unusable.js';
import { randomIds } from '../../infrastructure/random-ids.js';
import { SodiumSealer } from '../../infrastructure/sealing/sodium-sealer.js';
import { makeDatabaseFile } from '../../infrastructure/sqlite/copy-database-file.js';
import {
  type Database, infoQuery, openDatabaseFile,
} from '../../infrastructure/sqlite/database-file.js';
import { note, using } from '../../infrastructure/sqlite/file-notes.js';
import { systemClock } from '../../infrastructure/system-clock.js';
import { KeyWrapping } from '../../infrastructure/vault/key-wrapping.js';
import { type MongoVaultMoved, openMongoVaultMoved } from '../../infrastructure/vault/mongodb/rows.js';
import { sqliteVaultRows } from '../../infrastructure/vault/sqlite/rows.js';
import { vaultFile } from '../../infrastructure/vault/sqlite/schema.js';
import type { VaultRows } from '../../infrastructure/vault/vault-rows.js';
import type { DataFiles } from '../../infrastructure/data-folder.js';
import type { Opened } from '../opened.js';
import type { SharedVaultPlace } from '../store-places.js';
import { copyRows } from './copy-rows.js';

const INDEX_KEY = 'index-key';

/** A vault to copy from, with what was erased. */
export interface VaultSource {
  readonly rows: VaultRows;
  /** Wrapped, in base64. */
  readonly indexKey: string;
  readonly fences: readonly Fence[];
}

/** The vault in a data folder, at rest. */
export const vaultInFile = async (files: DataFiles, opened: Opened): Promise<VaultSource> => {
  const database = openDatabaseFile(files.vault, vaultFile, { readOnly: true });
  opened.add(database, async (one) => one.close());
  const key: Uint8Array = infoQuery(database, vaultFile).get(INDEX_KEY)![0];
  const fences = existsSync(files.fences) ? await fencesIn(files.fences) : [];
  return { rows: sqliteVaultRows(database), indexKey: Buffer.from(key).toString('base64'), fences };
};

/** The vault of a ledger in MongoDB; throws `MongoDbUnusable` where it is another's, or empty. */
export const vaultInMongo = async (
  place: SharedVaultPlace, ledger: string, opened: Opened,
): Promise<VaultSource> => {
  const vault = opened.add(await openMongoVaultMoved(place), (one) => one.close());
  if (await vault.find('ledger') !== ledger) {
    throw new MongoDbUnusable('The vault to copy from, in MongoDB, is not the one of the ledger to copy '
      + 'from. Check LIGGARE_MONGODB_VAULT_URL and LIGGARE_MONGODB_VAULT_DATABASE.');
  }
  const journal = await openMongoFenceJournal({ ...place.fences, clock: systemClock });
  const fences = await journal.all().finally(() => journal.close());
  return { rows: vault.rows, indexKey: (await vault.find(INDEX_KEY))!, fences };
};

/** Throws `WrongWrappingKey` where the vault was made with another. */
export const mustBeItsKey = ({ indexKey }: VaultSource, wrappingKey: Uint8Array): void => {
  KeyWrapping.open(new SodiumSealer(), wrappingKey, Uint8Array.from(Buffer.from(indexKey, 'base64')));
};

/** A vault in MongoDB that takes a copy; from now on it is refused at every start until that is finished. */
export const vaultToTake = async (
  { indexKey }: VaultSource, place: SharedVaultPlace, ledger: string, opened: Opened,
): Promise<MongoVaultMoved> => {
  const vault = opened.add(await openMongoVaultMoved(place), (one) => one.close());
  const of = await vault.find('ledger') ?? ledger;
  if (of !== ledger) throw notToTake('is the one of another ledger');
  await vault.noted('copying', 'begun');
  if (await vault.noted(INDEX_KEY, indexKey) === indexKey) return vault;
  throw notToTake('is another than the one to copy from');
};

const notToTake = (what: string): MongoDbUnusable =>
  new MongoDbUnusable(`The vault to copy into, in MongoDB, ${what}. Name another database with `
    + 'LIGGARE_MONGODB_VAULT_DATABASE.');

/** Copies into MongoDB; that the vault is the one of the ledger is noted last. Throws `NotACopy`. */
export const copyIntoMongo = async (
  source: VaultSource, vault: MongoVaultMoved, place: SharedVaultPlace, ledger: string,
): Promise<void> => {
  const isFinished = await vault.find('ledger') !== undefined;
  await copyRows(source.rows, vault.rows, isFinished);
  const journal = await openMongoFenceJournal({ ...place.fences, clock: systemClock });
  try {
    await journal.mustBelongTo({ id: ledger });
    await journal.add(source.fences);
    if (await vault.noted('fences', journal.id) !== journal.id) {
      throw new MongoDbUnusable('The fence journal to copy into, in MongoDB, is not the one that the copy '
        + 'was begun with. Check LIGGARE_MONGODB_FENCES_URL and LIGGARE_MONGODB_FENCES_DATABASE.');
    }
  } finally {
    await journal.close();
  }
  await vault.noted('ledger', ledger);
};

/** Copies into a data folder; the vault is there once it is whole. Throws `NotACopy`. */
export const copyIntoFile = async (source: VaultSource, files: DataFiles, ledger: string): Promise<void> => {
  const journal = await makeFences(source.fences, files.fences, ledger);
  await rm(files.vault, { force: true });
  await makeDatabaseFile(vaultFile, files.vault, async (database) => {
    const key = Uint8Array.from(Buffer.from(source.indexKey, 'base64'));
    database.prepare('INSERT INTO vault_info VALUES (?, ?)').run(INDEX_KEY, key);
    await copyRows(source.rows, sqliteVaultRows(database), false);
    noteAll(database, { fences: journal, ledger });
  });
};

const fencesIn = async (file: string): Promise<readonly Fence[]> => {
  const journal = openSqliteFenceJournal({ file, clock: systemClock });
  return journal.all().finally(() => journal.close());
};

/** Makes a fence journal anew, and answers with its id. */
const makeFences = async (fences: readonly Fence[], file: string, ledger: string): Promise<string> => {
  const id = randomIds.next();
  await rm(file, { force: true });
  using(file, fencesFile, (database) => {
    note(database, fencesFile, 'id', id);
    note(database, fencesFile, 'ledger', ledger);
  });
  const journal = openSqliteFenceJournal({ file, clock: systemClock });
  await journal.add(fences).finally(() => journal.close());
  return id;
};

const noteAll = (database: Database, notes: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(notes)) note(database, vaultFile, name, value);
};
