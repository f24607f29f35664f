import { SodiumSealer } from '../../src/infrastructure/sealing/sodium-sealer.js';
import { randomIds } from '../../src/infrastructure/random-ids.js';
import { systemClock } from '../../src/infrastructure/system-clock.js';
import { eventStoreContract } from '../contract/event-store.contract.js';
import { fenceJournalContract } from '../contract/fence-journal.contract.js';
import { vaultContract } from '../contract/vault.contract.js';
import { InMemoryEventStore } from './in-memory-event-store.js';
import { InMemoryFenceJournal } from './in-memory-fence-journal.js';
import { InMemoryVault } from './in-memory-vault.js';

// Other tests rest on these, so they keep what the ports promise.

eventStoreContract('memory', async () => {
  const store = new InMemoryEventStore(systemClock);
  return { store, reopen: async () => store.reopen(), dispose: () => store.close() };
});

vaultContract('memory', async () => {
  const vault = new InMemoryVault(new SodiumSealer(), randomIds);
  return { vault, another: async () => vault, dispose: () => vault.close() };
});

fenceJournalContract('memory', async () => {
  const journal = new InMemoryFenceJournal();
  return { journal, reopen: async () => journal, dispose: () => journal.close() };
});
