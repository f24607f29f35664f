import type { DataFiles } from '../infrastructure/data-folder.js';
import type { DatabaseKind } from '../infrastructure/mongodb/database-info.js';
import { fencesKind, readModelsKind, vaultKind } from '../infrastructure/mongodb/kinds.js';
import { mustBeNobodysFiles } from './belonging-together.js';
import { insisting, type StoreName, type StoresAway } from './insisting.js';
import type { LedgerPlace } from './ledger-place.js';
import { mustBeNobodysDatabase } from './mongodb-stores.js';
import type { MongoPlace, SharedVaultPlace } from './store-places.js';

interface Beside {
  readonly vaultIn?: SharedVaultPlace;
  readonly readModelsIn?: MongoPlace;
  readonly away?: StoresAway;
}

/**
 * Throws `DatabaseUnusable` or `MongoDbUnusable` where anything that is to be beside a ledger is another's:
 * then the name or the address of the ledger is a wrong one, and none is founded. Makes nothing itself, and
 * waits for what does not answer.
 */
export const mustBeNobodys = async (
  place: LedgerPlace, files: DataFiles, { vaultIn, readModelsIn, away = {} }: Beside,
): Promise<void> => {
  mustBeNobodysFiles(place, files);
  const elsewhere: readonly [StoreName, DatabaseKind, MongoPlace | undefined][] = [
    ['vault', vaultKind, vaultIn], ['fence-journal', fencesKind, vaultIn?.fences],
    ['read-store', readModelsKind, readModelsIn],
  ];
  for (const [which, kind, database] of elsewhere) {
    if (!database) continue;
    const { signal } = away;
    const onAway = (reason: unknown): void => away.onAway?.(which, reason);
    await insisting(which, away, () => mustBeNobodysDatabase(kind, { ...database, signal, onAway }));
  }
};
