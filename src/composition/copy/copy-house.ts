import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import type { RebuildReport } from '../../application/ports/projection-control.js';
import type { Position } from '../../application/ports/event-store.js';
import { type DataFiles, takeDataFolder } from '../../infrastructure/data-folder.js';
import { fencesFile } from '../../infrastructure/fences/schema.js';
import { randomIds } from '../../infrastructure/random-ids.js';
import { copyDatabaseFile } from '../../infrastructure/sqlite/copy-database-file.js';
import { DatabaseUnusable, type FileKind } from '../../infrastructure/sqlite/database-file.js';
import { note } from '../../infrastructure/sqlite/file-notes.js';
import { vaultFile } from '../../infrastructure/vault/sqlite/schema.js';
import {
  copyWrappingKey, wrappingKeyIn, WrappingKeyUnusable,
} from '../../infrastructure/vault/wrapping-key.js';
import { mustBeNobodys } from '../before-founding.js';
import { mustBeItsVault, mustBeWhole, mustHaveVault } from '../belonging-together.js';
import {
  type KurrentDbPlace, type LedgerPlace, mustBeTheOnlyLedger, type OpenedLedger, openLedger, openLedgerToTake,
} from '../ledger-place.js';
import { Opened } from '../opened.js';
import type { LedgerAndVault, SharedVaultPlace } from '../store-places.js';
import { compareReadModels } from './compare-read-models.js';
import { type Copied, copyEvents, type OnCopied } from './copy-events.js';

/** A ledger and the folder of its vault and fence journal. */
export interface House {
  readonly dataFolder: string;
  /** Where the ledger is, if it is not in the data folder. */
  readonly ledgerIn?: KurrentDbPlace;
  /** Where the vault and its fence journal are, if they are not in the data folder. */
  readonly vaultIn?: SharedVaultPlace;
  /** 32 bytes; without them the key file in the data folder is used. */
  readonly wrappingKey?: Uint8Array;
  /** Where its fence journal is, if it is not in the data folder. */
  readonly fencesFile?: string;
}

/** A house to copy into. */
export interface HouseToBe extends House {
  /** Whether its ledger is founded in KurrentDB if it is not there; else that is a mistake in its name. */
  readonly founds?: boolean;
}

/** Nobody said that the ledger to copy into is a new one. The message is for the operator. */
export class NotToBeFounded extends Error {
  constructor(ledger: string) {
    super(`There is no ledger ${ledger} in KurrentDB to copy into. Say --new if it is to be made; else `
      + 'check LIGGARE_KURRENTDB_URL and LIGGARE_KURRENTDB_LEDGER.');
    this.name = 'NotToBeFounded';
  }
}

export interface CopyOptions {
  readonly onCopied?: OnCopied;
  /** All read models are made of both then, and compared. */
  readonly comparesReadModels?: boolean;
  /** Told when that begins. */
  readonly onComparing?: () => void;
  /** Ends comparing read models. */
  readonly signal?: AbortSignal;
}

export interface CopiedHouse extends Copied {
  readonly readModels?: readonly RebuildReport[];
}

/**
 * Copies a ledger and its vault, both at rest, into a house that is empty or was not finished; what it was
 * copied from stays as it is. Throws `NotACopy`, `NotToBeFounded`, `DatabaseUnusable`, `MongoDbUnusable` and
 * their like.
 */
export const copyHouse = async (
  from: House, to: HouseToBe, { onCopied, comparesReadModels = false, onComparing, signal }: CopyOptions = {},
): Promise<CopiedHouse> => {
  const opened = new Opened();
  try {
    const source = await enter(from, opened);
    const target = await enter(to, opened);
    mustNotBeServed(target.files);
    const found = await ledgerOf(from, source, opened);
    const taking = await openLedgerToTake(target.place, randomIds, () => mayBeFounded(to, target));
    opened.add(taking.store, (store) => store.close());
    if (existsSync(target.files.vault)) mustBeItsVault(target.place, taking, target.files.vault);
    const original = { ...from, files: source.files, ledger: found.id };
    const copy = { ...to, files: target.files, ledger: taking.id };
    const copyVault = await vaultBetween(original, copy, opened);
    const places = { original: [] as Position[], copy: [] as Position[] };
    const copied = await copyEvents(found.store, taking, onCopied, comparesReadModels ? (one, other) => {
      places.original.push(one);
      places.copy.push(other);
    } : undefined);
    await copyVault();
    if (!comparesReadModels) return copied;
    onComparing?.();
    const wrappingKey = await keyOf(original);
    return { ...copied, readModels: await compareReadModels({
      original: { place: source.place, vault: vaultPlaceOf(original), wrappingKey },
      copy: { place: target.place, vault: vaultPlaceOf(copy), wrappingKey },
      places, folder: to.dataFolder, signal,
    }, opened) };
  } finally {
    await opened.close();
  }
};

const mayBeFounded = async (
  { founds = false, ledgerIn, vaultIn }: HouseToBe, { files, place }: Entered,
): Promise<void> => {
  if (!founds) throw new NotToBeFounded(ledgerIn!.ledger);
  await mustBeNobodys(place, files, { vaultIn });
};

/** Opens the ledger of a house, whose vault must be the one that belongs to it. */
const ledgerOf = async (house: House, { files, place }: Entered, opened: Opened): Promise<OpenedLedger> => {
  mustBeWhole(place, files, house.vaultIn ? 'elsewhere' : 'folder');
  const found = await openLedger(place, randomIds);
  opened.add(found.store, (store) => store.close());
  if (house.vaultIn) return found;
  mustHaveVault(place, found, files);
  mustBeItsVault(place, found, files.vault);
  return found;
};

type Side = House & { readonly files: DataFiles; readonly ledger: string };

/** Makes sure that a vault can be copied, and does so when it is asked to, once the events are. */
const vaultBetween = async (from: Side, to: Side, opened: Opened): Promise<() => Promise<void>> => {
  if (!from.vaultIn && !to.vaultIn) return () => copyFiles(from, to);
  const copying = await import('./copy-vault.js'); // MongoDB's driver is loaded with it
  const { copyIntoFile, copyIntoMongo, mustBeItsKey, vaultInFile, vaultInMongo, vaultToTake } = copying;
  const source = from.vaultIn
    ? await vaultInMongo(from.vaultIn, from.ledger, opened) : await vaultInFile(from.files, opened);
  mustBeItsKey(source, await keyOf(from));
  if (!to.vaultIn) return () => copyIntoFile(source, to.files, to.ledger);
  const place = to.vaultIn;
  const taking = await vaultToTake(source, place, to.ledger, opened);
  return () => copyIntoMongo(source, taking, place, to.ledger);
};

const vaultPlaceOf = ({ vaultIn, files }: Side): LedgerAndVault['vault'] =>
  vaultIn ?? { engine: 'sqlite', file: files.vault };

const keyOf = async ({ wrappingKey, vaultIn, dataFolder, files }: Side): Promise<Uint8Array> => {
  if (wrappingKey) return wrappingKey;
  if (!vaultIn) return wrappingKeyIn(dataFolder, files.vault);
  throw new WrappingKeyUnusable('Set LIGGARE_WRAPPING_KEY or LIGGARE_WRAPPING_KEY_FILE: the vault to copy '
    + 'from is in MongoDB, and its key is kept elsewhere.');
};

const copyFiles = async ({ files: { fences, vault } }: Side, { files, ledger }: Side): Promise<void> => {
  await copyWrappingKey(dirname(vault), dirname(files.vault));
  if (existsSync(fences)) await copyFor(ledger, fencesFile, fences, files.fences);
  await copyFor(ledger, vaultFile, vault, files.vault);
};

type Entered = { readonly files: DataFiles; readonly place: LedgerPlace };

const enter = async (house: House, opened: Opened): Promise<Entered> => {
  const { dataFolder, fencesFile: file } = house;
  const { files } = opened.add(await takeDataFolder(dataFolder, file), (taken) => taken.release());
  const place = house.ledgerIn ?? { engine: 'sqlite', file: files.ledger };
  mustBeTheOnlyLedger(place, files.ledger);
  return { files, place };
};

/** Whoever has been served may know keys that the vault copied from does not have. */
const mustNotBeServed = ({ readModels }: DataFiles): void => {
  if (!existsSync(readModels)) return;
  throw new DatabaseUnusable(`There is a ${basename(readModels)} in the folder to copy into: `
    + 'it has been served. Use another folder.');
};

/** Copies what belongs to a ledger, over what a copy left that was broken off; it then belongs to another. */
const copyFor = async (ledger: string, kind: FileKind, from: string, to: string): Promise<void> => {
  await rm(to, { force: true });
  await copyDatabaseFile(kind, from, to, (copy) => note(copy, kind, 'ledger', ledger));
};
