import { BEGINNING, NO_STREAM, StoreUnavailable } from '../../../application/ports/event-store.js';
import { aStream, someEvents } from '../../../../test/support/ledger-events.js';
import { aLedgerName, clientsTried } from '../../../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import { KurrentDbTestServer } from '../../../../test/support/kurrentdb-server/kurrentdb-test-server.js';
import {
  type KurrentDbEventStore, type KurrentDbEventStoreOptions, openKurrentDbEventStore,
} from './kurrentdb-event-store.js';

// A server that is not there yet, too slow, or lets nobody in, as the test server is on command: how a store
// is opened and closed.

let server: KurrentDbTestServer;
let over: AbortController;

beforeEach(async () => {
  over = new AbortController();
  server = await KurrentDbTestServer.start();
});
afterEach(async () => {
  over.abort(); // what still waits for the server would wait for ever
  await server.stop();
});

describe.each(clientsTried)('a store is opened, through the client of %s', (driver) => {
  const opening = (options: Partial<KurrentDbEventStoreOptions> = {}): Promise<KurrentDbEventStore> =>
    openKurrentDbEventStore({
      url: server.url, ledger: aLedgerName(), driver, signal: over.signal, ...options,
    });

  const mustBeEmpty = async (store: KurrentDbEventStore): Promise<void> => {
    expect(await store.head()).toBe(BEGINNING);
    await store.close();
  };

  test('refused credentials are told at once', async () => {
    server.faults.everything = 'access-denied';
    await expect(opening()).rejects.toMatchObject({
      name: 'StoreUnavailable', outcomeUnknown: false,
      message: expect.stringContaining('credentials') as unknown,
    });
  });

  test('a server that is not there is waited for, and that is said', async () => {
    await server.stop();
    const started: Promise<void>[] = [];
    const onAway = (): void => { if (started.length === 0) started.push(server.start()); };
    const store = await opening({ deadlineMs: 2_000, onAway });
    expect(started).toHaveLength(1);
    await mustBeEmpty(store);
  });

  test('so is one that answers too late, until it answers in time', async () => {
    server.faults.slowReadsMs = 1_500;
    const said: unknown[] = [];
    const onAway = (reason: unknown): void => {
      said.push(reason);
      server.faults.slowReadsMs = 0;
    };
    const store = await opening({ deadlineMs: 1_000, onAway });
    expect(said).toMatchObject([{ message: 'KurrentDB does not answer within 1000 ms' }]);
    await mustBeEmpty(store);
  });

  test('whoever gives up waiting is told why it was in vain', async () => {
    server.faults.slowReadsMs = 400;
    const waiting = opening({ deadlineMs: 200, onAway: () => over.abort() });
    await expect(waiting).rejects.toThrow('KurrentDB does not answer within 200 ms');
  });

  test('and it is closed, though what it gave up was answered after all', async () => {
    const store = await opening({ deadlineMs: 1_000 });
    const stream = aStream();
    await store.append(stream, NO_STREAM, someEvents(50));
    server.faults.slowReadsMs = 1_500;
    await expect(store.readStream(stream)).rejects.toThrow(StoreUnavailable);
    await store.close();
  });
});
