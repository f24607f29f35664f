import { BEGINNING, NO_STREAM } from '../../../application/ports/event-store.js';
import { anEvent, aStream, someEvents } from '../../../../test/support/ledger-events.js';
import { aLedgerName } from '../../../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import { KurrentDbTestServer } from '../../../../test/support/kurrentdb-server/kurrentdb-test-server.js';
import { type KurrentDbEventStore, openKurrentDbEventStore } from './kurrentdb-event-store.js';

// A ledger on a server where others write much more than it does.

let server: KurrentDbTestServer;
const opened: KurrentDbEventStore[] = [];

beforeAll(async () => { server = await KurrentDbTestServer.start(); });
afterAll(async () => {
  await Promise.all(opened.map((store) => store.close()));
  await server.stop();
});

const open = async (ledger = aLedgerName()): Promise<KurrentDbEventStore> => {
  const store = await openKurrentDbEventStore({ url: server.url, ledger });
  opened.push(store);
  return store;
};

test('ledgers of one server do not see each other, and each is itself again', async () => {
  const ledger = aLedgerName();
  const [one, other] = [await open(ledger), await open()];
  await one.append(aStream(), NO_STREAM, [anEvent()]);
  expect(await other.head()).toBe(BEGINNING);
  expect(other.identity.id).not.toBe(one.identity.id);
  expect((await open(ledger)).identity).toEqual(one.identity);
});

test('where a ledger ends is found without looking at what others wrote more than once', async () => {
  const [quiet, busy] = [await open(), await open()];
  const { position } = await quiet.append(aStream(), NO_STREAM, [anEvent()]);
  const headIn = async (): Promise<number> => {
    const before = server.faults.reads;
    expect(await quiet.head()).toBe(position);
    return server.faults.reads - before;
  };
  for (let many = 0; many < 20; many += 1) await busy.append(aStream(), NO_STREAM, someEvents(100));
  expect(await headIn()).toBeGreaterThan(1);
  expect(await headIn()).toBe(1);
  await busy.append(aStream(), NO_STREAM, [anEvent()]);
  expect(await headIn()).toBe(1);
  const newer = await quiet.append(aStream(), NO_STREAM, [anEvent()]);
  expect(await quiet.head()).toBe(newer.position);
});

test('an event of another process is found, though others have written after it', async () => {
  const ledger = aLedgerName();
  const [one, other] = await Promise.all([1, 2].map(() => open(ledger)));
  const busy = await open();
  for (let round = 0; round < 3; round += 1) {
    const { position } = await other!.append(aStream(), NO_STREAM, [anEvent()]);
    await busy.append(aStream(), NO_STREAM, someEvents(50));
    expect(await one!.head()).toBe(position);
    await busy.append(aStream(), NO_STREAM, someEvents(50));
    expect(await one!.head()).toBe(position);
  }
});
