import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { type Replayed, replayFences } from '../../application/erasure/replay-fences.js';
import { Ledger } from '../../application/ledger/ledger.js';
import { type DataFiles, takeDataFolder } from '../../infrastructure/data-folder.js';
import { ledgerFile } from '../../infrastructure/event-store/sqlite/schema.js';
import { fencesFile } from '../../infrastructure/fences/schema.js';
import { randomIds } from '../../infrastructure/random-ids.js';
import { SodiumSealer } from '../../infrastructure/sealing/sodium-sealer.js';
import { copyDatabaseFile } from '../../infrastructure/sqlite/copy-database-file.js';
import { DatabaseUnusable } from '../../infrastructure/sqlite/database-file.js';
import { systemClock } from '../../infrastructure/system-clock.js';
import { openSqliteVault } from '../../infrastructure/vault/sqlite/sqlite-vault.js';
import { vaultFile } from '../../infrastructure/vault/sqlite/schema.js';
import { wrappingKeyIn } from '../../infrastructure/vault/wrapping-key.js';
import { mustBeItsVault, mustBeNobodysFiles, mustHaveVault } from '../belonging-together.js';
import type { EmbeddedOptions } from '../embedded.js';
import { openFences } from '../fences.js';
import { type LedgerPlace, openOrFoundLedger } from '../ledger-place.js';
import { Opened } from '../opened.js';
import { mustBeNewerThanCopies, takeForNewest } from './copies.js';

/** Copies to put back. */
export interface Copies {
  /** Nothing where the ledger is in KurrentDB. */
  readonly ledger?: string;
  readonly vault: string;
  /** The newest fence journal, unless it is where it belongs already. */
  readonly fences?: string;
  /** It is older than the copies, and there is none that is newer. */
  readonly isNewestLost: boolean;
}

/**
 * Puts ledger and vault back into a folder that has none, and erases again what was erased since they were
 * copied. Throws `DatabaseUnusable`, `DataFolderUnusable`, `WrappingKeyUnusable` or `ErasuresUnknown`: what
 * was put there by then is not served either, before the same is made good.
 */
export const putBack = async (options: EmbeddedOptions, copies: Copies): Promise<Replayed> => {
  const opened = new Opened();
  try {
    const { dataFolder, fencesFile: elsewhere, ledgerIn } = options;
    const { path, files } = opened.add(
      await takeDataFolder(dataFolder, elsewhere), (taken) => taken.release());
    mustBeEmpty(files);
    const wrappingKey = options.wrappingKey ?? await wrappingKeyIn(path, copies.vault);
    mustHaveNewestFences(files, copies);
    await putFiles(files, copies);
    const place: LedgerPlace = ledgerIn ?? { engine: 'sqlite', file: files.ledger };
    if (copies.isNewestLost) takeForNewest(files, systemClock.now());
    return await replayFences(await openRecords(place, files, wrappingKey, opened));
  } finally {
    await opened.close();
  }
};

const mustBeEmpty = ({ ledger, vault, readModels }: DataFiles): void => {
  const there = [ledger, vault, readModels].find((file) => existsSync(file));
  if (there === undefined) return;
  throw new DatabaseUnusable(
    `There is a ${basename(there)} in the folder to restore into. Use another folder.`);
};

const mustHaveNewestFences = (files: DataFiles, copies: Copies): void => {
  const { ledger, vault, fences, isNewestLost } = copies;
  const journal = fences ?? files.fences;
  if (!existsSync(journal)) {
    throw new DatabaseUnusable(`There is no fence journal (${basename(journal)}): without it nobody knows `
      + 'what was erased since the copies were made. Name the newest one with --fences.');
  }
  if (!isNewestLost) mustBeNewerThanCopies(journal, { ledger, vault });
};

const putFiles = async (files: DataFiles, { ledger, vault, fences }: Copies): Promise<void> => {
  if (fences !== undefined) await copyDatabaseFile(fencesFile, fences, files.fences);
  await copyDatabaseFile(vaultFile, vault, files.vault);
  if (ledger !== undefined) await copyDatabaseFile(ledgerFile, ledger, files.ledger);
};

/** Ledger, vault and fence journal, and nothing that reads from them. */
export const openRecords = async (
  place: LedgerPlace, files: DataFiles, wrappingKey: Uint8Array, opened: Opened,
): Promise<Ledger> => {
  const found = await openOrFoundLedger(place, randomIds, () => mustBeNobodysFiles(place, files));
  const store = opened.add(found.store, (one) => one.close());
  mustHaveVault(place, found, files);
  mustBeItsVault(place, found, files.vault);
  const fences = opened.add(openFences(found, files), (one) => one.close());
  const sealer = new SodiumSealer();
  const vault = opened.add(
    openSqliteVault({ file: files.vault, wrappingKey, sealer }), (one) => one.close());
  return new Ledger(store, vault, sealer, fences);
};
