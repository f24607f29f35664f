import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BEGINNING, NO_STREAM, StoreUnavailable } from '../../../application/ports/event-store.js';
import { aStream, someEvents } from '../../../../test/support/ledger-events.js';
import { aLedgerName, clientsTried } from '../../../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import { KurrentDbTestServer } from '../../../../test/support/kurrentdb-server/kurrentdb-test-server.js';
import { connectionStringFor } from './connection-string.js';
import { type Driver, openDriver } from './driver.js';
import { type KurrentDbEventStore, openKurrentDbEventStore } from './kurrentdb-event-store.js';
import { whileItComes } from './retrying.js';

// What is given up is over at the server, too, as the test server counts it.

const LONG_MS = 60_000;
const EVERYTHING = { maxCount: 10_000, direction: 'forwards' } as const;

let server: KurrentDbTestServer;
let store: KurrentDbEventStore;
let driver: Driver;

afterEach(async () => {
  await Promise.all([driver.dispose(), store.close()]);
  await server.stop();
});

const open = async (name: typeof clientsTried[number]): Promise<void> => {
  server = await KurrentDbTestServer.start();
  store = await openKurrentDbEventStore({
    url: server.url, ledger: aLedgerName(), driver: name, deadlineMs: 1_000,
  });
  driver = await openDriver(name, connectionStringFor(name, server.url));
};

/** Far more than is on its way at once. */
const fill = async (): Promise<void> => {
  const stream = aStream();
  for (let at = NO_STREAM; at < 2_000; at += 100) {
    await store.append(stream, at, someEvents(100, { payload: new Uint8Array(5_000) }));
  }
};

/** Ends in the test's time running out, if somebody leaves one open. */
const untilNoneIsOpen = async (onTurn: () => void = () => undefined): Promise<void> => {
  while (server.openReads > 0) {
    onTurn();
    await turn();
  }
};

/** Where nobody needs it any more, the newer client lets go of a read: it has no other way to. */
const collectGarbage = (): void => {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
};

// The older client comes first: it does not work any more once the newer is loaded beside it.
describe('what is given up through the client of eventstore is over at the server', () => {
  beforeEach(() => open('eventstore'));

  test('a read that stops coming half-way, and one that never comes', async () => {
    await fill();
    server.faults.silentReads = 4; // one call, again and again
    await expect(store.readAll(BEGINNING, { limit: 9 })).rejects.toThrow(StoreUnavailable);
    await untilNoneIsOpen();
    const reading = whileItComes(driver.readAll('start', EVERYTHING), LONG_MS);
    await reading.next();
    await expect(reading.throw(new Error('who reads it has failed'))).rejects.toThrow('has failed');
    await untilNoneIsOpen();
  });

  test('one that is left while there is no connection yet fails for nobody', async () => {
    await server.stop();
    await expect(store.readAll(BEGINNING, { limit: 9 })).rejects.toThrow(StoreUnavailable);
    const reading = whileItComes(driver.readAll('start', EVERYTHING), 1);
    await expect(reading.next()).rejects.toThrow();
  });
});

describe.each(clientsTried)('so is, through the client of %s,', (name) => {
  beforeEach(() => open(name));

  test('a read that is left half-way', async () => {
    await fill();
    const first = async (): Promise<unknown> => {
      for await (const one of whileItComes(driver.readAll('start', EVERYTHING), LONG_MS)) return one;
      return undefined;
    };
    expect(await first()).toBeDefined();
    await untilNoneIsOpen(name === 'kurrentdb' ? collectGarbage : undefined);
  });

  test('a subscription that is stopped', async () => {
    await fill();
    const subscription = store.subscribeAll(BEGINNING, { batch: 10 }, () => turn());
    while (server.openReads === 0) await turn();
    await subscription.stop();
    await untilNoneIsOpen();
  });
});
