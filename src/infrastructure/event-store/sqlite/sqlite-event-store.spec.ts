import { eventStoreContract } from '../../../../test/contract/event-store.contract.js';
import type { EventStoreFixture } from '../../../../test/contract/event-store.fixture.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { openSqliteEventStore } from './sqlite-event-store.js';

const openFixture = async (): Promise<EventStoreFixture> => {
  const folder = temporaryFolder();
  const file = folder.file('ledger.db');
  let store = await openSqliteEventStore({ file });
  return {
    store,
    reopen: async () => {
      await store.close();
      return store = await openSqliteEventStore({ file });
    },
    dispose: async () => {
      await store.close();
      folder.dispose();
    },
  };
};

eventStoreContract('SQLite', openFixture);
