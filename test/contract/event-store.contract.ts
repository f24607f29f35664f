import {
  APPEND_LIMIT_BYTES, BEGINNING, EventTooLarge, NO_STREAM, StoreUnavailable,
  WrongExpectedRevision,
} from '../../src/application/ports/event-store.js';
import { anEvent, aStream, contentOf, idsOf, someEvents } from '../support/ledger-events.js';
import type { EventStoreFixture, WithStore } from './event-store.fixture.js';
import { describeReading } from './event-store-reading.contract.js';
import { describeRaces } from './event-store-races.contract.js';
import { describeSubscriptions } from './event-store-subscription.contract.js';

/** What every event store promises, and nothing that only one of them can. `open` makes an empty one. */
export const eventStoreContract = (name: string, open: () => Promise<EventStoreFixture>): void => {
  const withStore: WithStore = async (work) => {
    const fixture = await open();
    try {
      await work(fixture.store, fixture);
    } finally {
      await fixture.dispose();
    }
  };

  describe(`${name} as an event store`, () => {
    describe('appending', () => describeAppending(withStore));
    describe('appending again', () => describeRepetition(withStore));
    describe('size', () => describeSize(withStore));
    describe('closing', () => describeClosing(withStore));
    describe('reading', () => describeReading(withStore));
    describe('subscribing', () => describeSubscriptions(withStore));
    describe('racing', () => describeRaces(withStore));
  });
};

const describeAppending = (withStore: WithStore): void => {
  test('an event is read as it was appended, byte for byte', () => withStore(async (store) => {
    const stream = aStream();
    const event = anEvent({
      version: 3, payload: Uint8Array.from({ length: 256 }, (_, byte) => byte),
      meta: {
        actor: 'å-ß-中', organisation: '1480', commandId: 'c', correlationId: 'x', causationId: 'y',
        delivery: 'd', line: 7, fingerprint: 'f',
      },
    });
    const result = await store.append(stream, NO_STREAM, [event]);
    const [stored, ...more] = await store.readStream(stream);
    expect(more).toEqual([]);
    expect(contentOf(stored!)).toEqual(contentOf(event));
    expect(result.revision).toBe(0);
    expect(stored).toMatchObject({ stream, ...result });
  }));

  test('an empty payload is an empty payload', () => withStore(async (store) => {
    const stream = aStream();
    await store.append(stream, NO_STREAM, [anEvent({ payload: new Uint8Array() })]);
    expect((await store.readStream(stream))[0]!.payload).toHaveLength(0);
  }));

  test('revisions count from 0 within each stream', () => withStore(async (store) => {
    const [one, other] = [aStream(), aStream()];
    expect(await store.append(one, NO_STREAM, someEvents(3))).toMatchObject({ revision: 2 });
    expect(await store.append(other, NO_STREAM, someEvents(1))).toMatchObject({ revision: 0 });
    expect(await store.append(one, 2, someEvents(2))).toMatchObject({ revision: 4 });
    expect((await store.readStream(one)).map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4]);
    expect((await store.readStream(other)).map(({ revision }) => revision)).toEqual([0]);
  }));

  test('the result speaks of the last of several events', () => withStore(async (store) => {
    const stream = aStream();
    const result = await store.append(stream, NO_STREAM, someEvents(3));
    expect((await store.readStream(stream)).at(-1)).toMatchObject({ ...result });
  }));

  test.each([
    ['a stream that should be new', 2, NO_STREAM],
    ['a revision too low', 2, 1],
    ['a revision too high', 2, 3],
    ['a revision of a stream that is not there', NO_STREAM, 0],
  ])('%s is refused, with the revision that it has', (_, actual, expected) => withStore(async (store) => {
    const stream = aStream();
    if (actual !== NO_STREAM) await store.append(stream, NO_STREAM, someEvents(actual + 1));
    const refused = store.append(stream, expected, [anEvent()]);
    await expect(refused).rejects.toThrow(WrongExpectedRevision);
    await expect(refused).rejects.toMatchObject({ stream, expected, actual });
    expect(await store.readStream(stream)).toHaveLength(actual + 1);
  }));

  test('what was appended is there after a restart, and can be appended to', () => withStore(
    async (store, { reopen }) => {
      const stream = aStream();
      const [first, second] = [anEvent(), anEvent()];
      const result = await store.append(stream, NO_STREAM, [first]);
      const reopened = await reopen();
      expect(await reopened.head()).toBe(result.position);
      await reopened.append(stream, 0, [second]);
      expect((await reopened.readStream(stream)).map(contentOf)).toEqual([first, second].map(contentOf));
    },
  ));

  test('the time of recording never goes back', () => withStore(async (store) => {
    const stream = aStream();
    for (let revision = NO_STREAM; revision < 20; revision += 1) {
      await store.append(stream, revision, [anEvent()]);
    }
    const times = (await store.readStream(stream)).map(({ recordedAt }) => recordedAt);
    expect(times).toEqual([...times].sort((a, b) => a - b));
  }));
};

const describeRepetition = (withStore: WithStore): void => {
  test('the same events at the same revision give the first result, and are stored once', () => withStore(
    async (store) => {
      const stream = aStream();
      await store.append(stream, NO_STREAM, [anEvent()]);
      const events = someEvents(2);
      const first = await store.append(stream, 0, events);
      expect(await store.append(stream, 0, events)).toEqual(first);
      expect(await store.readStream(stream)).toHaveLength(3);
    },
  ));

  test('they are recognised behind later events and after a restart', () => withStore(
    async (store, { reopen }) => {
      const stream = aStream();
      const events = someEvents(2);
      const first = await store.append(stream, NO_STREAM, events);
      await store.append(stream, 1, someEvents(3));
      expect(await store.append(stream, NO_STREAM, events)).toEqual(first);
      expect(await (await reopen()).append(stream, NO_STREAM, events)).toEqual(first);
    },
  ));

  const events = someEvents(4);
  test.each([
    ['other events', someEvents(2)],
    ['one that is there and one that is not', [events[0]!, anEvent()]],
    ['the same in another order', [events[1]!, events[0]!]],
    ['more than are there', [...events, anEvent()]],
    ['those that stand one revision later', [events[1]!, events[2]!]],
  ])('%s at a revision already taken are refused', (_, again) => withStore(async (store) => {
    const stream = aStream();
    await store.append(stream, NO_STREAM, events);
    await expect(store.append(stream, NO_STREAM, again)).rejects.toMatchObject({ actual: 3 });
    expect(idsOf(await store.readStream(stream))).toEqual(idsOf(events));
  }));
};

const describeSize = (withStore: WithStore): void => {
  const metaBytes = JSON.stringify(anEvent().meta).length;
  const ofBytes = (bytes: number): Uint8Array => new Uint8Array(bytes - metaBytes).fill(7);

  test('an append may be as large as the limit', () => withStore(async (store) => {
    const stream = aStream();
    await store.append(stream, NO_STREAM, [anEvent({ payload: ofBytes(APPEND_LIMIT_BYTES) })]);
    const [stored] = await store.readStream(stream);
    expect(Buffer.compare(stored!.payload, ofBytes(APPEND_LIMIT_BYTES))).toBe(0);
  }));

  test('one byte more is refused, and nothing of it is stored', () => withStore(async (store) => {
    const stream = aStream();
    const half = anEvent({ payload: ofBytes(APPEND_LIMIT_BYTES / 2) });
    const rest = anEvent({ payload: ofBytes(APPEND_LIMIT_BYTES / 2 + 1) });
    const refused = store.append(stream, NO_STREAM, [half, rest]);
    await expect(refused).rejects.toThrow(EventTooLarge);
    await expect(refused).rejects.toMatchObject({
      bytes: APPEND_LIMIT_BYTES + 1, limitBytes: APPEND_LIMIT_BYTES,
    });
    expect(await store.readStream(stream)).toEqual([]);
  }));

  test('others at the same moment are not refused with it', () => withStore(async (store) => {
    const large = anEvent({ payload: ofBytes(APPEND_LIMIT_BYTES + 1) });
    const results = await Promise.allSettled([
      store.append(aStream(), NO_STREAM, [anEvent()]),
      store.append(aStream(), NO_STREAM, [large]),
      store.append(aStream(), NO_STREAM, [anEvent()]),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  }));
};

const describeClosing = (withStore: WithStore): void => {
  test('appends on their way when it closes are answered and kept', () => withStore(
    async (store, { reopen }) => {
      const streams = Array.from({ length: 100 }, () => aStream());
      const appends = streams.map((stream) => store.append(stream, NO_STREAM, [anEvent()]));
      const closed = store.close();
      const results = await Promise.all(appends);
      await closed;
      const reopened = await reopen();
      const stored = await reopened.readAll(BEGINNING, { limit: 1_000 });
      expect(new Set(stored.map(({ position }) => position)))
        .toEqual(new Set(results.map(({ position }) => position)));
    },
  ));

  test('nothing can be asked of it afterwards', () => withStore(async (store) => {
    await store.close();
    const refused = { constructor: StoreUnavailable, outcomeUnknown: false };
    await expect(store.append(aStream(), NO_STREAM, [anEvent()])).rejects.toMatchObject(refused);
    await expect(store.readStream(aStream())).rejects.toThrow(StoreUnavailable);
    await expect(store.readAll(BEGINNING, { limit: 1 })).rejects.toThrow(StoreUnavailable);
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
  }));

  test('closing twice is closing', () => withStore(async (store) => {
    await store.close();
    await store.close();
  }));
};
