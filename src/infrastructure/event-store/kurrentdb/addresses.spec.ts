import { writeFileSync } from 'node:fs';
import { BEGINNING, NO_STREAM, StoreUnavailable } from '../../../application/ports/event-store.js';
import { certificateOfLoopback } from '../../../../test/support/certificate.js';
import { EventLog } from '../../../../test/support/kurrentdb-server/event-log.js';
import {
  aLedgerName, clientsTried,
} from '../../../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import { KurrentDbTestServer } from '../../../../test/support/kurrentdb-server/kurrentdb-test-server.js';
import { anEvent, aStream, idsOf, someEvents } from '../../../../test/support/ledger-events.js';
import { temporaryFolder } from '../../../../test/support/temporary-folder.js';
import { untilThere } from '../../../../test/support/until-there.js';
import {
  type KurrentDbEventStore, type KurrentDbEventStoreOptions, openKurrentDbEventStore,
} from './kurrentdb-event-store.js';

// What an address can say beside a host: TLS, who comes, several members of a cluster; on the test server.

const folder = temporaryFolder();
const [own, other] = [certificateOfLoopback(), certificateOfLoopback()];
const [ownAuthority, otherAuthority] = [folder.file('own.pem'), folder.file('other.pem')];
let servers: KurrentDbTestServer[];
let stores: KurrentDbEventStore[];

beforeAll(() => {
  writeFileSync(ownAuthority, own.authority);
  writeFileSync(otherAuthority, other.authority);
});
beforeEach(() => { [servers, stores] = [[], []]; });
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  await Promise.all(servers.map((server) => server.stop()));
});
afterAll(() => folder.dispose());

type Start = Parameters<typeof KurrentDbTestServer.start>;

const started = async (...args: Start): Promise<KurrentDbTestServer> => {
  const server = await KurrentDbTestServer.start(...args);
  servers.push(server);
  return server;
};

describe.each(clientsTried)('through the client of %s', (driver) => {
  const open = async (
    url: string, more: Partial<KurrentDbEventStoreOptions> = {},
  ): Promise<KurrentDbEventStore> => {
    const store = await openKurrentDbEventStore({ url, ledger: aLedgerName(), driver, ...more });
    stores.push(store);
    return store;
  };

  /** The ids of the first events that come to who follows the ledger. */
  const followed = (store: KurrentDbEventStore, count: number) => new Promise<string[]>((resolve) => {
    const came: string[] = [];
    store.subscribeAll(BEGINNING, { batch: 9 }, (batch) => {
      came.push(...idsOf(batch));
      if (came.length >= count) resolve(came);
    });
  });

  describe('over TLS', () => {
    const at = ({ address: { port } }: KurrentDbTestServer, user: string, authority: string): string =>
      `esdb://${user}@127.0.0.1:${port}?tls=true&tlsCAFile=${authority}`;

    test('a user who is let in appends, reads and follows', async () => {
      const server = await started(undefined, own);
      server.faults.admitted = 'liggare:h@mligt%';
      const store = await open(at(server, 'liggare:h%40mligt%25', ownAuthority));
      const events = someEvents(3);
      const stream = aStream();
      await store.append(stream, NO_STREAM, events);
      expect(idsOf(await store.readStream(stream))).toEqual(idsOf(events));
      expect(idsOf(await store.readAll(BEGINNING, { limit: 9 }))).toEqual(idsOf(events));
      expect(await followed(store, 3)).toEqual(idsOf(events));
    });

    test('another password is refused, and not told', async () => {
      const server = await started(undefined, own);
      server.faults.admitted = 'liggare:hemligt';
      const refused = await open(at(server, 'liggare:gissning', ownAuthority)).catch((error: Error) => error);
      expect(refused).toMatchObject({
        name: 'StoreUnavailable', message: expect.stringContaining('refuses the credentials') as unknown,
      });
      const { message, stack, cause } = refused as Error;
      expect(JSON.stringify([message, stack, cause])).not.toContain('gissning');
    });

    test.each([
      ['whose certificate nobody here vouches for', () => started(undefined, own)],
      ['that speaks no TLS', () => started()],
    ])('a server %s is waited for, which is said', async (_, start) => {
      const over = new AbortController();
      const said: unknown[] = [];
      const url = at(await start(), 'liggare:hemligt', otherAuthority);
      const onAway = (reason: unknown): void => {
        said.push(reason);
        over.abort();
      };
      await expect(open(url, { onAway, signal: over.signal })).rejects.toThrow(StoreUnavailable);
      expect(said).toHaveLength(1);
    });
  });

  test('of a cluster, whoever leads is found, and whoever does after that', async () => {
    const log = new EventLog();
    const [first, second] = [await started(log), await started(log)];
    const hosts = [first, second].map(({ address: { host, port } }) => `${host}:${port}`).join();
    first.leader = second.address;
    const store = await open(`esdb://${hosts}?tls=false`);
    const [stream, events] = [aStream(), [anEvent(), anEvent()]];
    await store.append(stream, NO_STREAM, [events[0]!]);
    expect(idsOf(await store.readStream(stream))).toEqual([events[0]!.id]);
    const coming = followed(store, 2);
    expect([first.faults.reads, second.faults.reads > 0]).toEqual([0, true]);
    await second.stop();
    first.leader = undefined;
    await untilThere(() => store.append(stream, 0, [events[1]!]));
    expect(await coming).toEqual(idsOf(events));
    expect(idsOf(await untilThere(() => store.readStream(stream)))).toEqual(idsOf(events));
    expect(first.faults.reads).toBeGreaterThan(0);
  });
});
