import type { Sealer } from '../application/ports/sealer.js';
import type { Vault } from '../application/ports/vault.js';
import { openSqliteVault } from '../infrastructure/vault/sqlite/sqlite-vault.js';
import type { LedgerPlace } from './ledger-place.js';
import { openMongoVault } from './mongodb-stores.js';

/** Where a vault or read models are; plain data, so that threads can be told. */
export type StorePlace = FilePlace | MongoPlace;

export interface FilePlace {
  readonly engine: 'sqlite';
  readonly file: string;
}

export interface MongoPlace {
  readonly engine: 'mongodb';
  readonly url: string;
  readonly database: string;
}

/** A vault in MongoDB, and its fence journal there. */
export type SharedVaultPlace = MongoPlace & { readonly fences: MongoPlace };

/** What a thread needs to open ledger and vault for itself. */
export interface LedgerAndVault {
  readonly place: LedgerPlace;
  readonly vault: StorePlace;
  readonly wrappingKey: Uint8Array;
}

/** The same, and read models. */
export interface Places extends LedgerAndVault {
  readonly readModels: StorePlace;
}

/** Opens a vault that is there, for a thread; the signal ends the waiting for one that does not answer. */
export const openVaultAt = async (
  { vault, wrappingKey }: Pick<LedgerAndVault, 'vault' | 'wrappingKey'>, sealer: Sealer, signal?: AbortSignal,
): Promise<Vault> => (vault.engine === 'sqlite'
  ? openSqliteVault({ file: vault.file, wrappingKey, sealer })
  : openMongoVault({ ...vault, wrappingKey, sealer, signal }));
