import { randomBytes } from 'node:crypto';
import {
  APPEND_LIMIT_BYTES, BEGINNING, EventTooLarge, NO_STREAM, StoreUnavailable, type StoredEvent,
  WrongExpectedRevision,
} from '../../../application/ports/event-store.js';
import { Gate } from '../../../../test/support/gate.js';
import { anEvent, aStream, idsOf, someEvents } from '../../../../test/support/ledger-events.js';
import type { AppendFault } from '../../../../test/support/kurrentdb-server/faults.js';
import { KurrentDbTestServer } from '../../../../test/support/kurrentdb-server/kurrentdb-test-server.js';
import { clientsTried } from '../../../../test/support/kurrentdb-server/kurrentdb-for-tests.js';
import {
  type KurrentDbEventStore, type KurrentDbEventStoreOptions, openKurrentDbEventStore,
} from './kurrentdb-event-store.js';

// What real servers were seen to do on bad days, done on command by the test server.

let server: KurrentDbTestServer;
let over: AbortController;
const opening: Promise<KurrentDbEventStore>[] = [];

beforeEach(async () => {
  over = new AbortController();
  server = await KurrentDbTestServer.start();
});
afterEach(async () => {
  over.abort(); // a store that still waits for the server would wait for ever
  const opened = await Promise.allSettled(opening.splice(0));
  const stores = opened.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  await Promise.all(stores.map((store) => store.close()));
  await server.stop();
});

describe.each(clientsTried)('KurrentDB through the client of %s, on a bad day', (driver) => {
  const open = (options: Partial<KurrentDbEventStoreOptions> = {}): Promise<KurrentDbEventStore> => {
    const ledger = `test_${randomBytes(4).toString('hex')}`;
    const { url } = server;
    const store = openKurrentDbEventStore({ url, ledger, driver, signal: over.signal, ...options });
    opening.push(store);
    return store;
  };

  /** Follows a ledger; `has` resolves when so many events have come. */
  const following = (store: KurrentDbEventStore, after = BEGINNING) => {
    const events: StoredEvent[] = [];
    let wake = (): void => undefined;
    const subscription = store.subscribeAll(after, { batch: 10, categories: ['schooling'] }, (batch) => {
      events.push(...batch);
      wake();
    });
    const has = async (count: number): Promise<string[]> => {
      while (events.length < count) await new Promise<void>((resolve) => { wake = resolve; });
      return idsOf(events);
    };
    return { has, subscription };
  };

  test.each<[AppendFault, number]>([
    ['drop-before-write', 1], ['drop-after-write', 1], ['not-ready', 1], ['reset', 1], ['not-leader', 1],
    ['late', 1], ['dropped', 1], ['drop-after-write', 2], ['not-ready', 3],
  ])('after "%s", %d times, an append is there once', async (fault, times) => {
    const store = await open();
    const stream = aStream();
    await store.append(stream, NO_STREAM, [anEvent()]);
    server.faults.nextAppends(...Array<AppendFault>(times).fill(fault));
    const events = someEvents(2);
    const result = await store.append(stream, 0, events);
    const stored = await store.readStream(stream);
    expect(idsOf(stored.slice(1))).toEqual(idsOf(events));
    expect(stored.at(-1)).toMatchObject(result);
    expect(server.faults.inexactAppends).toBe(0);
  });

  test('an answer that never comes is given up, and what was written is found', async () => {
    const store = await open({ deadlineMs: 2_000 });
    const stream = aStream();
    server.faults.nextAppends('no-answer');
    const event = anEvent();
    expect(await store.append(stream, NO_STREAM, [event])).toMatchObject({ revision: 0 });
    expect(idsOf(await store.readStream(stream))).toEqual([event.id]);
  });

  test('a server whose clock is ahead takes what is appended', async () => {
    server.faults.clockAheadMs = 3_600_000;
    const store = await open();
    expect(await store.append(aStream(), NO_STREAM, [anEvent()])).toMatchObject({ revision: 0 });
  });

  test('what is read is read of the leader: nobody else is sure to have everything', async () => {
    const store = await open();
    const stream = aStream();
    const { position } = await store.append(stream, NO_STREAM, [anEvent()]);
    await Promise.all([
      store.readStream(stream), store.readAll(BEGINNING, { limit: 9 }), store.readAt([position]),
      store.head(), store.positionAt(0),
    ]);
    expect(server.faults.reads).toBeGreaterThan(5);
    expect(server.faults.readsOfAnyNode).toBe(0);
  });

  test('a read that is never answered is given up and made again', async () => {
    const store = await open({ deadlineMs: 1_000 });
    const [stream, event] = [aStream(), anEvent()];
    const { position } = await store.append(stream, NO_STREAM, [event]);
    server.faults.silentReads = 2;
    expect(await Promise.all([store.head(), store.readStream(stream)])).toMatchObject([position, [event]]);
    expect(server.faults.silentReads).toBe(0);
  });

  test('a first read that takes half a second is waited for, and not asked again', async () => {
    const [stream, event] = [aStream(), anEvent()];
    await (await open({ ledger: 'one' })).append(stream, NO_STREAM, [event]);
    server.faults.slowReadsMs = 500;
    const reader = await open({ ledger: 'one' });
    const before = server.faults.reads;
    expect(idsOf(await reader.readStream(stream))).toEqual([event.id]);
    expect(server.faults.reads - before).toBe(1);
  });

  test('another who was first while the answer was lost is a conflict, and nothing is doubled', async () => {
    const store = await open();
    const stream = aStream();
    server.faults.nextAppends('drop-before-write');
    const [lost, first] = [anEvent(), anEvent()];
    const outcomes = await Promise.allSettled([
      store.append(stream, NO_STREAM, [lost]), (await open({ ledger: 'another' })).head(),
      store.append(stream, NO_STREAM, [first]),
    ]);
    const won = outcomes.filter(({ status }) => status === 'fulfilled').length - 1;
    expect(await store.readStream(stream)).toHaveLength(1);
    expect(won).toBe(1);
  });

  test('a server that is away is StoreUnavailable, and the same append later is stored once', async () => {
    const store = await open();
    const stream = aStream();
    const event = anEvent();
    await store.append(aStream(), NO_STREAM, [anEvent()]);
    await server.stop();
    const failure = await store.append(stream, NO_STREAM, [event]).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(StoreUnavailable);
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
    await server.start();
    await store.append(stream, NO_STREAM, [event]);
    expect(idsOf(await store.readStream(stream))).toEqual([event.id]);
  });

  test('appends in flight when the server is killed are there once, and none that was answered is lost',
    async () => {
      const store = await open();
      const appends = Array.from({ length: 60 }, () => ({ stream: aStream(), event: anEvent() }));
      const answers = appends.map(({ stream, event }) => store.append(stream, NO_STREAM, [event]));
      await answers[0];
      await server.stop();
      await server.start();
      await Promise.all(answers);
      for (const { stream, event } of appends) {
        expect(idsOf(await store.readStream(stream))).toEqual([event.id]);
      }
    });

  test.each([
    ['cut in mid-stream', () => server.cutSubscriptions()],
    ['told that its reader is too slow', () => server.sayTooSlow()],
    ['cut off with its connection', () => server.dropConnections()],
  ])('a subscription %s goes on without a gap, and nothing comes twice', async (_, cut) => {
    const store = await open();
    const { has, subscription } = following(store);
    const stream = aStream();
    const events = someEvents(30);
    for (const [index, event] of events.entries()) {
      await store.append(stream, index - 1, [event]);
      await store.append(aStream('delivery'), NO_STREAM, [anEvent()]);
      if (index % 10 === 5) await has(index);
      if (index % 10 === 5) cut();
    }
    expect(await has(30)).toEqual(idsOf(events));
    await subscription.stop();
  });

  test('checkpoints that run ahead of events skip none', async () => {
    const store = await open();
    server.faults.checkpointsRunAhead = true;
    const events = someEvents(20);
    await store.append(aStream(), NO_STREAM, events);
    const { has, subscription } = following(store);
    await has(1);
    server.cutSubscriptions();
    expect(await has(20)).toEqual(idsOf(events));
    await subscription.stop();
  });

  test('where the last of several events is, a server that was right once is believed', async () => {
    const store = await open();
    await store.append(aStream(), NO_STREAM, someEvents(2));
    const before = server.faults.reads;
    const stream = aStream();
    const result = await store.append(stream, NO_STREAM, someEvents(2));
    expect(server.faults.reads).toBe(before);
    expect((await store.readStream(stream)).at(-1)).toMatchObject(result);
  });

  test('a server that tells where the first of several events is, is not believed', async () => {
    const store = await open();
    server.faults.firstPositions = true;
    for (let count = 0; count < 3; count += 1) {
      const stream = aStream();
      const result = await store.append(stream, NO_STREAM, someEvents(3));
      expect((await store.readStream(stream)).at(-1)).toMatchObject(result);
    }
  });

  test('nor one that tells so only of events that are appended again', async () => {
    const store = await open();
    const [stream, events] = [aStream(), someEvents(3)];
    await store.append(aStream(), NO_STREAM, someEvents(2));
    const first = await store.append(stream, NO_STREAM, events);
    server.faults.firstPositions = true;
    expect(await store.append(stream, NO_STREAM, events)).toEqual(first);
  });

  test('too large an append is refused before it is sent, so that none beside it fails', async () => {
    const store = await open();
    const large = anEvent({ payload: new Uint8Array(APPEND_LIMIT_BYTES + 1) });
    const tiny = someEvents(9_000, { payload: new Uint8Array(1) });
    const beside = Array.from({ length: 10 }, () => store.append(aStream(), NO_STREAM, [anEvent()]));
    const before = server.log.records.length;
    await expect(store.append(aStream(), NO_STREAM, [large])).rejects.toThrow(EventTooLarge);
    await expect(store.append(aStream(), NO_STREAM, tiny)).rejects.toThrow(EventTooLarge);
    await Promise.all(beside);
    expect(server.log.records.length - before).toBeLessThan(20);
  });

  test('what cannot be written is refused before it is sent', async () => {
    const store = await open();
    const circular: { actor: unknown } = { actor: undefined };
    circular.actor = circular;
    const broken = [anEvent({ id: 'no uuid' }), anEvent({ type: '' }), anEvent({ meta: circular as never })];
    for (const event of broken) {
      await expect(store.append(aStream(), NO_STREAM, [event])).rejects.toThrow(TypeError);
    }
    await expect(store.append('', NO_STREAM, [anEvent()])).rejects.toThrow(Error);
    expect(await store.head()).toBe(BEGINNING);
  });

  test('whichever revision a server tells of what is there already, it is known again', async () => {
    const [one, other] = [await open({ ledger: 'one' }), await open({ ledger: 'one' })];
    const [stream, events] = [aStream(), someEvents(2)];
    const result = await one.append(stream, NO_STREAM, events);
    await one.append(stream, 1, [anEvent()]);
    server.faults.newestRevisions = true;
    expect(await other.append(stream, NO_STREAM, events)).toEqual(result);
  });

  test('a stream deleted behind the ledger is a fault, and nobody takes it for an empty one', async () => {
    const store = await open({ ledger: 'one' });
    const [soft, good] = [aStream(), aStream()];
    for (const stream of [soft, good]) await store.append(stream, NO_STREAM, someEvents(2));
    server.log.delete(`one.${soft}`, false);
    server.log.delete(`one.${good}`, true);
    await expect(store.append(soft, NO_STREAM, [anEvent()])).rejects.toThrow('was deleted outside');
    await expect(store.readStream(good)).rejects.toMatchObject({ type: 'stream-deleted' });
    await expect(store.append(good, 1, [anEvent()])).rejects.toMatchObject({ type: 'stream-deleted' });
  });

  test('a conflict says who is where', async () => {
    const store = await open();
    const stream = aStream();
    await store.append(stream, NO_STREAM, someEvents(3));
    const refused = store.append(stream, 0, [anEvent()]);
    await expect(refused).rejects.toThrow(WrongExpectedRevision);
    await expect(refused).rejects.toMatchObject({ stream, expected: 0, actual: 2 });
  });

  test('a slow reader is not sent what it cannot hold', async () => {
    const store = await open();
    const stream = aStream();
    for (let at = NO_STREAM; at < 2_000; at += 100) {
      await store.append(stream, at, someEvents(100, { payload: new Uint8Array(5_000) }));
    }
    let [most, held] = [0, 0];
    const [busy, done] = [new Gate(), new Gate()];
    const subscription = store.subscribeAll(BEGINNING, { batch: 50 }, async (events) => {
      held += events.length;
      most = Math.max(most, events.length);
      await busy.opened;
      if (held === 2_100) done.open();
    });
    while (held === 0) await store.head();
    for (let round = 0; round < 100; round += 1) await store.head(); // all could have come by now
    expect(server.followedEvents).toBeLessThan(1_000);
    busy.open();
    await done.opened;
    await subscription.stop();
    expect(most).toBeLessThanOrEqual(50);
  });
});
