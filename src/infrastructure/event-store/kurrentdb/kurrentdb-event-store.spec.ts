import { randomBytes } from 'node:crypto';
import {
  BEGINNING, type EventStore, NO_STREAM, type StoredEvent,
} from '../../../application/ports/event-store.js';
import { eventStoreContract } from '../../../../test/contract/event-store.contract.js';
import type { EventStoreFixture } from '../../../../test/contract/event-store.fixture.js';
import { anEvent, aStream, idsOf, someEvents } from '../../../../test/support/ledger-events.js';
import {
  type KurrentDbForTests, clientsTried, kurrentDbForTests, where,
} from '../../../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import { drivers, type DriverName } from './driver.js';
import { openKurrentDbEventStore } from './kurrentdb-event-store.js';

// Against a real server where KURRENTDB_URL names one (a ledger of its own for each test, so that what else
// is there does not matter), and else against the test server. The names of the suites say which it was.
// Through which clients: see `clientsTried`.

let server: KurrentDbForTests;
beforeAll(async () => { server = await kurrentDbForTests(); });
afterAll(() => server.stop());

const opening = (driver: DriverName) => async (): Promise<EventStoreFixture> => {
  const options = { url: server.url, ledger: `test_${randomBytes(8).toString('hex')}`, driver };
  let store = await openKurrentDbEventStore(options);
  return {
    store,
    reopen: async () => {
      await store.close();
      return store = await openKurrentDbEventStore(options);
    },
    dispose: () => store.close(),
  };
};

for (const driver of clientsTried) eventStoreContract(`KurrentDB (${where}, ${driver})`, opening(driver));

/** The first events that are told to who follows the ledger. */
const followed = (store: EventStore, count: number): Promise<StoredEvent[]> => new Promise((resolve) => {
  const came: StoredEvent[] = [];
  store.subscribeAll(BEGINNING, { batch: 9, categories: ['schooling'] }, (batch) => {
    came.push(...batch);
    if (came.length >= count) resolve(came);
  });
});

// What differs between the clients, in one test, so that one through which the contract is not run here does
// not rot.
for (const driver of drivers.filter((one) => !clientsTried.includes(one))) {
  test(`KurrentDB (${where}, ${driver}): appended at a revision, read and followed`, async () => {
    const { store, dispose } = await opening(driver)();
    try {
      const stream = aStream();
      const events = someEvents(2);
      await store.append(stream, NO_STREAM, [events[0]!]);
      await store.append(stream, 0, [events[1]!]);
      await expect(store.append(stream, 0, [anEvent()])).rejects.toMatchObject({ expected: 0, actual: 1 });
      const stored = await store.readStream(stream);
      expect(idsOf(stored)).toEqual(idsOf(events));
      expect(await store.readAll(BEGINNING, { limit: 9 })).toEqual(stored);
      expect(await followed(store, events.length)).toEqual(stored);
    } finally {
      await dispose();
    }
  });
}
