import type { EventStore } from '../application/ports/event-store.js';
import type { FenceJournal } from '../application/ports/fence-journal.js';
import type { Sealer } from '../application/ports/sealer.js';
import type { Vault } from '../application/ports/vault.js';
import { type DataFiles, type DataFolder, takeDataFolder } from '../infrastructure/data-folder.js';
import type { MongoOptions } from '../infrastructure/mongodb/connection.js';
import { randomIds } from '../infrastructure/random-ids.js';
import type { MongoReadStore } from '../infrastructure/read-store/mongodb/mongo-read-store.js';
import { SodiumSealer } from '../infrastructure/sealing/sodium-sealer.js';
import { openSqliteVault } from '../infrastructure/vault/sqlite/sqlite-vault.js';
import { wrappingKeyIn } from '../infrastructure/vault/wrapping-key.js';
import { mustBeNobodys } from './before-founding.js';
import {
  mustBeItsReadModels, mustBeItsVault, mustBeWhole, mustHaveVault, mustNotBeHere,
} from './belonging-together.js';
import { openFences, openSharedFences } from './fences.js';
import { insisting, type StoreName, type StoresAway } from './insisting.js';
import {
  isEmpty, type KurrentDbPlace, type LedgerPlace, mustBeTheOnlyLedger, type OpenedLedger,
  openOrFoundLedger,
} from './ledger-place.js';
import { openMongoReadStore, openMongoVault } from './mongodb-stores.js';
import type { Opened } from './opened.js';
import type { LedgerAndVault, MongoPlace, SharedVaultPlace, StorePlace } from './store-places.js';

export type { StoreName, StoresAway };

export interface StoresWanted {
  readonly dataFolder: string;
  /** 32 bytes; without them a key file in the data folder is used, and made on first start. */
  readonly wrappingKey?: Uint8Array;
  /** The file of the fence journal, if it is not in the data folder. */
  readonly fencesFile?: string;
  /** Where the ledger, the vault and the read models are, if they are not in the data folder. */
  readonly ledgerIn?: KurrentDbPlace;
  readonly vaultIn?: SharedVaultPlace;
  readonly readModelsIn?: MongoPlace;
  readonly away?: StoresAway;
}

/** Stores that belong together. */
export interface OpenStores {
  readonly folder: DataFolder;
  readonly store: EventStore;
  readonly vault: Vault;
  readonly sealer: Sealer;
  readonly fences: FenceJournal;
  /** What a thread needs to know to open them too. */
  readonly places: LedgerAndVault;
  /** Of read models in MongoDB; those in the data folder are made by whoever folds them. */
  readonly shared?: { readonly readStore: MongoReadStore; readonly place: MongoPlace };
}

/**
 * Opens ledger and vault, and read models elsewhere. Waits for those elsewhere that do not answer. Throws
 * `DataFolderUnusable`, `DatabaseUnusable` and their like where what is found does not belong together.
 */
export const openStores = async (wanted: StoresWanted, opened: Opened): Promise<OpenStores> => {
  const { ledgerIn, vaultIn, readModelsIn, away = {} } = wanted;
  const { dataFolder, fencesFile } = wanted;
  const folder = opened.add(await takeDataFolder(dataFolder, fencesFile), (taken) => taken.release());
  const { files } = folder;
  const place = ledgerIn ?? { engine: 'sqlite', file: files.ledger };
  mustBeTheOnlyLedger(place, files.ledger);
  if (vaultIn) mustNotBeHere(files.vault, 'LIGGARE_VAULT_STORE', 'vault is');
  if (readModelsIn) mustNotBeHere(files.readModels, 'LIGGARE_READ_STORE', 'read models are');
  mustBeWhole(place, files, vaultIn ? 'elsewhere' : 'folder');
  const waitingFor = (which: StoreName) =>
    ({ signal: away.signal, onAway: (reason: unknown) => away.onAway?.(which, reason) });
  const sealer = new SodiumSealer();
  const found = await insisting('ledger', away, () =>
    openOrFoundLedger(place, randomIds, () => mustBeNobodys(place, files, wanted), waitingFor('ledger')));
  opened.add(found.store, (one) => one.close());
  if (!vaultIn) mustHaveVault(place, found, files);
  const wrappingKey = wanted.wrappingKey ?? await wrappingKeyIn(folder.path, files.vault);
  const vaultPlace: StorePlace = vaultIn ?? { engine: 'sqlite', file: files.vault };
  const { vault, fences } = vaultIn
    ? await vaultInMongoDb({
      vault: { ...vaultIn, wrappingKey, sealer, ...waitingFor('vault') },
      fences: { ...vaultIn.fences, ...waitingFor('fence-journal') }, away,
    }, found, files, opened)
    : vaultInFolder(place, found, files, { wrappingKey, sealer }, opened);
  const places = { place, vault: vaultPlace, wrappingKey };
  const stores = { folder, store: found.store, vault, sealer, fences, places };
  if (!readModelsIn) {
    mustBeItsReadModels(found, files.readModels);
    return stores;
  }
  const options = { ...readModelsIn, ...waitingFor('read-store') };
  const readStore = await readModelsOf(options, found, away, opened);
  return { ...stores, shared: { readStore, place: readModelsIn } };
};

type VaultAndFences = Pick<OpenStores, 'vault' | 'fences'>;

const vaultInFolder = (
  place: LedgerPlace, ledger: OpenedLedger, files: DataFiles,
  keys: { readonly wrappingKey: Uint8Array; readonly sealer: Sealer }, opened: Opened,
): VaultAndFences => {
  mustBeItsVault(place, ledger, files.vault);
  const vault = opened.add(openSqliteVault({ file: files.vault, ...keys }), (one) => one.close());
  return { vault, fences: opened.add(openFences(ledger, files), (one) => one.close()) };
};

const vaultInMongoDb = async (
  { vault: wanted, fences, away }: {
    vault: Parameters<typeof openMongoVault>[0]; fences: MongoOptions; away: StoresAway;
  }, ledger: OpenedLedger, files: DataFiles, opened: Opened,
): Promise<VaultAndFences> => {
  const vault = opened.add(
    await insisting('vault', away, () => openMongoVault(wanted)), (one) => one.close());
  const belonging = { id: ledger.id, isEmpty: isEmpty(ledger) };
  await insisting('vault', away, () => vault.mustBelongTo(belonging));
  const journal = await insisting('fence-journal', away, () =>
    openSharedFences(fences, ledger, vault, files.fences));
  return { vault, fences: opened.add(journal, (one) => one.close()) };
};

const readModelsOf = async (
  options: Parameters<typeof openMongoReadStore>[0], { id, store }: OpenedLedger, away: StoresAway,
  opened: Opened,
): Promise<MongoReadStore> => {
  const readStore = opened.add(
    await insisting('read-store', away, () => openMongoReadStore(options)), (one) => one.close());
  await insisting('read-store', away, () => readStore.mustBelongTo({ id, head: () => store.head() }));
  return readStore;
};
