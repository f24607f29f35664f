import { randomBytes } from 'node:crypto';
import { eventStoreContract } from '../../../../test/contract/event-store.contract.js';
import type { EventStoreFixture } from '../../../../test/contract/event-store.fixture.js';
import { KurrentDbTestServer } from '../../../../test/support/kurrentdb-server/kurrentdb-test-server.js';
import { drivers, type DriverName } from './driver.js';
import { openKurrentDbEventStore } from './kurrentdb-event-store.js';

// Against a real server where KURRENTDB_URL names one (a ledger of its own for each test, so that what else
// is there does not matter), and else against the test server. The names of the suites say which it was.
const realServer = process.env.KURRENTDB_URL;
const where = realServer === undefined ? 'the test server' : 'a real server';

const testServer = realServer === undefined ? await KurrentDbTestServer.start() : undefined;
const url = realServer ?? testServer!.url;
afterAll(() => testServer?.stop());

const opening = (driver: DriverName) => async (): Promise<EventStoreFixture> => {
  const ledger = `test_${randomBytes(8).toString('hex')}`;
  let store = await openKurrentDbEventStore({ url, ledger, driver });
  return {
    store,
    reopen: async () => {
      await store.close();
      return store = await openKurrentDbEventStore({ url, ledger, driver });
    },
    dispose: () => store.close(),
  };
};

for (const driver of drivers) eventStoreContract(`KurrentDB (${where}, ${driver})`, opening(driver));
