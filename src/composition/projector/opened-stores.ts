import type { Lease } from '../../application/ports/leases.js';
import type { ReadStore } from '../../application/ports/read-store.js';
import { openSqliteReadStore } from '../../infrastructure/read-store/sqlite/sqlite-read-store.js';
import { SodiumSealer } from '../../infrastructure/sealing/sodium-sealer.js';
import { systemClock } from '../../infrastructure/system-clock.js';
import type { MakerSetting } from '../../projections/engine/range-task.js';
import { type LedgerAway, openLedgerToRead } from '../ledger-place.js';
import { openMongoReadStore } from '../mongodb-stores.js';
import { Opened } from '../opened.js';
import { readModels } from '../read-models.js';
import { type LedgerAndVault, openVaultAt, type Places } from '../store-places.js';
import type { ProjectorStart } from './messages.js';

/** What folds the ledger into read models, in a thread with connections of its own. */
export interface OpenedStores extends MakerSetting {
  close(): Promise<void>;
}

/** Read models are written under the leases that the thread was started with, if there are any. */
export const openStores = async (
  { leases = [], ...places }: ProjectorStart, { beside, ...away }: LedgerAway & { beside?: boolean } = {},
): Promise<OpenedStores> =>
  openStoresOver(places, (opened) => openReadModels(places, leases, opened, { beside, ...away }), away);

/** The same, with read models that are opened in some way of their own. */
export const openStoresOver = async <R extends ReadStore>(
  places: LedgerAndVault, openReadStore: (opened: Opened) => Promise<R>, away: LedgerAway = {},
): Promise<OpenedStores & { readonly readStore: R }> => {
  const opened = new Opened();
  try {
    const sealer = new SodiumSealer();
    const events = opened.add(await openLedgerToRead(places.place, away), (one) => one.close());
    const vault = opened.add(await openVaultAt(places, sealer, away.signal), (one) => one.close());
    const readStore = await openReadStore(opened);
    return {
      events, vault, sealer, readStore, clock: systemClock, projections: readModels(),
      close: () => opened.close(),
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
};

const openReadModels = async (
  { readModels: place }: Places, leases: readonly Lease[], opened: Opened,
  { beside, signal }: Pick<LedgerAway, 'signal'> & { beside?: boolean },
): Promise<ReadStore> => {
  if (place.engine === 'sqlite') {
    return opened.add(openSqliteReadStore({ file: place.file, beside }), (one) => one.close());
  }
  return opened.add(await openMongoReadStore({ ...place, signal }), (one) => one.close()).under(...leases);
};
