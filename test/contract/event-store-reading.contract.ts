import {
  BEGINNING, type EventStore, NO_STREAM, type Position, type StoredEvent,
} from '../../src/application/ports/event-store.js';
import { anEvent, aStream, idsOf, someEvents } from '../support/ledger-events.js';
import type { WithStore } from './event-store.fixture.js';

/** Three streams of two categories, their events interleaved; the answer is the whole ledger in its order. */
const interleaved = async (store: EventStore): Promise<StoredEvent[]> => {
  const streams = [aStream('schooling'), aStream('delivery'), aStream('schooling')];
  for (let revision = NO_STREAM; revision < 3; revision += 1) {
    for (const stream of streams) await store.append(stream, revision, [anEvent()]);
  }
  return store.readAll(BEGINNING, { limit: 100 });
};

/** Everything by pages. */
const paged = async (
  store: EventStore, limit: number, direction: 'forwards' | 'backwards',
): Promise<StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for (let position: Position = BEGINNING; ;) {
    const page = await store.readAll(position, { limit, direction });
    events.push(...page);
    if (page.length < limit) return events;
    position = page.at(-1)!.position;
  }
};

export const describeReading = (withStore: WithStore): void => {
  test('a stream that does not exist has no events', () => withStore(async (store) => {
    await store.append(aStream(), NO_STREAM, [anEvent()]);
    expect(await store.readStream(aStream())).toEqual([]);
  }));

  test('a stream is read from a revision on', () => withStore(async (store) => {
    const stream = aStream();
    const events = someEvents(5);
    await store.append(stream, NO_STREAM, events);
    expect(idsOf(await store.readStream(stream, 3))).toEqual(idsOf(events.slice(3)));
    expect(await store.readStream(stream, 5)).toEqual([]);
  }));

  test('streams are read whole, in the order asked', () => withStore(async (store) => {
    const [one, other, none] = [aStream(), aStream(), aStream()];
    for (const revision of [-1, 0, 1]) {
      for (const stream of [one, other]) await store.append(stream, revision, [anEvent()]);
    }
    const each = await Promise.all([other, none, one, other].map((stream) => store.readStream(stream)));
    expect(await store.readStreams([other, none, one, other])).toEqual(each);
    expect(await store.readStreams([])).toEqual([]);
  }));

  test('what was answered can be read at once', () => withStore(async (store) => {
    const stream = aStream();
    for (let revision = NO_STREAM; revision < 50; revision += 1) {
      const { position } = await store.append(stream, revision, [anEvent()]);
      expect(await store.readStream(stream)).toHaveLength(revision + 2);
      expect(await store.head()).toBe(position);
    }
  }));

  test('the ledger has one order, and its positions compare as text', () => withStore(async (store) => {
    const all = await interleaved(store);
    const positions = all.map(({ position }) => position);
    expect(all).toHaveLength(12);
    expect(positions).toEqual([...new Set(positions)].sort());
    expect(positions.every((position) => position > BEGINNING)).toBe(true);
  }));

  test.each([1, 2, 5, 12, 13])('pages of %d give all of it, in both directions', (limit) => withStore(
    async (store) => {
      const all = idsOf(await interleaved(store));
      expect(idsOf(await paged(store, limit, 'forwards'))).toEqual(all);
      expect(idsOf(await paged(store, limit, 'backwards'))).toEqual(all.toReversed());
    },
  ));

  test('only streams of the categories asked for', () => withStore(async (store) => {
    const all = await interleaved(store);
    const schooling = all.filter(({ stream }) => stream.startsWith('schooling-'));
    expect(await store.readAll(BEGINNING, { categories: ['schooling'], limit: 100 })).toEqual(schooling);
    const both = { categories: ['delivery', 'schooling'] as const, limit: 100 };
    expect(await store.readAll(BEGINNING, both)).toEqual(all);
    expect(await store.readAll(BEGINNING, { categories: ['kaa'], limit: 100 })).toEqual([]);
    expect(await store.readAll(BEGINNING, { categories: [], limit: 100 })).toEqual([]);
    expect(await store.readAll(schooling[2]!.position, { categories: ['schooling'], limit: 2 }))
      .toEqual(schooling.slice(3, 5));
    expect(await store.readAll(BEGINNING, { categories: ['schooling'], limit: 3, direction: 'backwards' }))
      .toEqual(schooling.toReversed().slice(0, 3));
  }));

  test('backwards from a position is what came before it', () => withStore(async (store) => {
    const all = await interleaved(store);
    expect(await store.readAll(all[4]!.position, { limit: 100, direction: 'backwards' }))
      .toEqual(all.slice(0, 4).toReversed());
    expect(await store.readAll(all[0]!.position, { limit: 100, direction: 'backwards' })).toEqual([]);
  }));

  test('after the newest there is nothing', () => withStore(async (store) => {
    await interleaved(store);
    expect(await store.readAll(await store.head(), { limit: 100 })).toEqual([]);
  }));

  test('events at positions come in the order asked', () => withStore(async (store) => {
    const all = await interleaved(store);
    const asked = [all[7]!, all[0]!, all[3]!];
    expect(await store.readAt(asked.map(({ position }) => position))).toEqual(asked);
    expect(await store.readAt([])).toEqual([]);
  }));

  test('a position that the ledger never gave holds no event, whatever it looks like', () => withStore(
    async (store) => {
      const [first] = await interleaved(store);
      const { position } = first!;
      const beyond = position.replace(/^./, '9');
      const never = [BEGINNING, 'yesterday', '1', '-1', `${position}0`, ` ${position}`, beyond];
      expect(await store.readAt([...never, position])).toEqual([first]);
    },
  ));

  test('whether a text is a position is told without looking it up', () => withStore(async (store) => {
    const { position } = (await interleaved(store))[0]!;
    const later = `${position.slice(0, 8)}9${position.slice(9)}`;
    expect([position, later].map((text) => store.isPosition(text))).toEqual([true, true]);
    const never = [BEGINNING, 'yesterday', '1', '-1', `${position}0`, ` ${position}`];
    expect(never.filter((text) => store.isPosition(text))).toEqual([]);
  }));

  test('an empty ledger has no events, and its head is the beginning', () => withStore(async (store) => {
    expect(await store.head()).toBe(BEGINNING);
    expect(await store.readAll(BEGINNING, { limit: 10 })).toEqual([]);
    expect(await store.readAll(BEGINNING, { limit: 10, direction: 'backwards' })).toEqual([]);
    expect(await store.positionAt(Number.MAX_SAFE_INTEGER)).toBe(BEGINNING);
  }));

  test('what was known at an instant ends with the last event recorded by then', () => withStore(
    async (store) => {
      const all = await interleaved(store);
      for (const { recordedAt } of all) {
        const known = all.findLast((event) => event.recordedAt <= recordedAt)!;
        expect(await store.positionAt(recordedAt)).toBe(known.position);
      }
      expect(await store.positionAt(all[0]!.recordedAt - 1)).toBe(BEGINNING);
      expect(await store.positionAt(all.at(-1)!.recordedAt + 1)).toBe(all.at(-1)!.position);
    },
  ));
};
