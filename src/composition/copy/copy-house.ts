import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { type DataFiles, takeDataFolder } from '../../infrastructure/data-folder.js';
import { fencesFile } from '../../infrastructure/fences/schema.js';
import { randomIds } from '../../infrastructure/random-ids.js';
import { copyDatabaseFile } from '../../infrastructure/sqlite/copy-database-file.js';
import { DatabaseUnusable, type FileKind } from '../../infrastructure/sqlite/database-file.js';
import { note } from '../../infrastructure/sqlite/file-notes.js';
import { vaultFile } from '../../infrastructure/vault/sqlite/schema.js';
import { copyWrappingKey } from '../../infrastructure/vault/wrapping-key.js';
import { mustBeItsVault, mustBeWhole, mustHaveVault } from '../belonging-together.js';
import { type LedgerPlace, mustBeTheOnlyLedger, openLedger, openLedgerToTake } from '../ledger-place.js';
import { Opened } from '../opened.js';
import { type Copied, copyEvents, type OnCopied } from './copy-events.js';

/** A ledger and the folder of its vault and fence journal. */
export interface House {
  readonly dataFolder: string;
  /** Where the ledger is, if it is not in the data folder. */
  readonly ledgerIn?: LedgerPlace;
  /** Where its fence journal is, if it is not in the data folder. */
  readonly fencesFile?: string;
}

/**
 * Copies a ledger and its vault, both at rest, into a house that is empty or was not finished; what it was
 * copied from stays as it is. Throws `NotACopy`, `DatabaseUnusable` and `DataFolderUnusable`.
 */
export const copyHouse = async (from: House, to: House, onCopied?: OnCopied): Promise<Copied> => {
  const opened = new Opened();
  try {
    const source = await enter(from, opened);
    const target = await enter(to, opened);
    mustNotBeServed(target.files);
    mustBeWhole(source.place, source.files);
    const found = await openLedger(source.place, randomIds);
    opened.add(found.store, (store) => store.close());
    mustHaveVault(source.place, found, source.files);
    mustBeItsVault(source.place, found, source.files.vault);
    const taking = await openLedgerToTake(target.place, randomIds);
    opened.add(taking.store, (store) => store.close());
    if (existsSync(target.files.vault)) mustBeItsVault(target.place, taking, target.files.vault);
    const copied = await copyEvents(found.store, taking, onCopied);
    await copyWrappingKey(dirname(source.files.vault), dirname(target.files.vault));
    const { fences, vault } = source.files;
    if (existsSync(fences)) await copyFor(taking.id, fencesFile, fences, target.files.fences);
    await copyFor(taking.id, vaultFile, vault, target.files.vault);
    return copied;
  } finally {
    await opened.close();
  }
};

const enter = async (house: House, opened: Opened): Promise<{ files: DataFiles; place: LedgerPlace }> => {
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
