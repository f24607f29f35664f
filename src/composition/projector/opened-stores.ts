import { openSqliteReadStore } from '../../infrastructure/read-store/sqlite/sqlite-read-store.js';
import { SodiumSealer } from '../../infrastructure/sealing/sodium-sealer.js';
import { systemClock } from '../../infrastructure/system-clock.js';
import { openSqliteVault } from '../../infrastructure/vault/sqlite/sqlite-vault.js';
import type { MakerSetting } from '../../projections/engine/make-range.js';
import { type LedgerAway, openLedgerToRead } from '../ledger-place.js';
import { readModels } from '../read-models.js';
import type { ProjectorStart } from './messages.js';

/** What folds the ledger into read models, in a thread with connections of its own. */
export interface OpenedStores extends MakerSetting {
  close(): Promise<void>;
}

export const openStores = async (start: ProjectorStart, away: LedgerAway = {}): Promise<OpenedStores> => {
  const { place, vaultFile, readStoreFile, wrappingKey } = start;
  const sealer = new SodiumSealer();
  const events = await openLedgerToRead(place, away);
  const vault = openSqliteVault({ file: vaultFile, wrappingKey, sealer });
  const readStore = openSqliteReadStore({ file: readStoreFile });
  return {
    events, vault, sealer, readStore, clock: systemClock, projections: readModels(),
    close: async () => { await Promise.all([events.close(), vault.close(), readStore.close()]); },
  };
};
