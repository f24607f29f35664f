import {
  BEGINNING, type EventHandler, type EventStore, NO_STREAM, type StoredEvent,
} from '../../src/application/ports/event-store.js';
import { anEvent, aStream, idsOf, someEvents } from '../support/ledger-events.js';
import type { WithStore } from './event-store.fixture.js';

/** Collects what a subscription delivers, and tells when a number of events has come. */
class Collector {
  readonly batches: (readonly StoredEvent[])[] = [];
  private reached: { count: number; resolve: () => void } | undefined;

  readonly handler: EventHandler = (events) => {
    this.batches.push(events);
    if (this.reached && this.events.length >= this.reached.count) this.reached.resolve();
  };

  get events(): StoredEvent[] {
    return this.batches.flat();
  }

  async has(count: number): Promise<StoredEvent[]> {
    if (this.events.length < count) {
      await new Promise<void>((resolve) => { this.reached = { count, resolve }; });
    }
    return this.events;
  }
}

const append = async (store: EventStore, count: number, stream = aStream()): Promise<string[]> => {
  const events = someEvents(count);
  await store.append(stream, NO_STREAM, events);
  return idsOf(events);
};

export const describeSubscriptions = (withStore: WithStore): void => {
  test('everything after the position comes, then what is new, each once and in order', () => withStore(
    async (store) => {
      await append(store, 2);
      const after = await store.head();
      const old = await append(store, 3);
      const collector = new Collector();
      const subscription = store.subscribeAll(after, { batch: 10 }, collector.handler);
      expect(idsOf(await collector.has(3))).toEqual(old);
      const more = [...await append(store, 1), ...await append(store, 2)];
      expect(idsOf(await collector.has(6))).toEqual([...old, ...more]);
      await subscription.stop();
    },
  ));

  test('no batch is larger than asked', () => withStore(async (store) => {
    const ids = await append(store, 10);
    const collector = new Collector();
    const subscription = store.subscribeAll(BEGINNING, { batch: 3 }, collector.handler);
    expect(idsOf(await collector.has(10))).toEqual(ids);
    expect(Math.max(...collector.batches.map((batch) => batch.length))).toBeLessThanOrEqual(3);
    await subscription.stop();
  }));

  test('the next batch waits until the handler is done with the one before', () => withStore(
    async (store) => {
      await append(store, 6);
      const collector = new Collector();
      let atOnce = 0;
      const most: number[] = [];
      const subscription = store.subscribeAll(BEGINNING, { batch: 1 }, async (events) => {
        most.push(atOnce += 1);
        await store.head();
        await append(store, 1);
        atOnce -= 1;
        await collector.handler(events);
      });
      await collector.has(12);
      await subscription.stop();
      expect(Math.max(...most)).toBe(1);
    },
  ));

  test('only the categories asked for', () => withStore(async (store) => {
    const collector = new Collector();
    const subscription = store.subscribeAll(
      BEGINNING, { batch: 2, categories: ['delivery'] }, collector.handler,
    );
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) {
      await append(store, 3, aStream('schooling'));
      ids.push(...await append(store, 1, aStream('delivery')));
    }
    expect(idsOf(await collector.has(5))).toEqual(ids);
    await subscription.stop();
  }));

  test('nothing appended while it catches up is lost', () => withStore(async (store) => {
    const collector = new Collector();
    const subscription = store.subscribeAll(BEGINNING, { batch: 7 }, collector.handler);
    await Promise.all(Array.from({ length: 200 }, () => append(store, 1)));
    const delivered = idsOf(await collector.has(200));
    expect(delivered).toEqual(idsOf(await store.readAll(BEGINNING, { limit: 1_000 })));
    await subscription.stop();
  }));

  test('once stopped, the handler is not called again', () => withStore(async (store) => {
    const collector = new Collector();
    const subscription = store.subscribeAll(BEGINNING, { batch: 10 }, collector.handler);
    await append(store, 1);
    await collector.has(1);
    await subscription.stop();
    await subscription.done;
    await append(store, 1);
    const control = new Collector();
    const other = store.subscribeAll(BEGINNING, { batch: 10 }, control.handler);
    await control.has(2);
    await other.stop();
    expect(collector.events).toHaveLength(1);
  }));

  test('a handler that fails ends it, with its error', () => withStore(async (store) => {
    await append(store, 2);
    const failure = new Error('the read model is on fire');
    let calls = 0;
    const subscription = store.subscribeAll(BEGINNING, { batch: 1 }, async () => {
      calls += 1;
      throw failure;
    });
    await expect(subscription.done).rejects.toBe(failure);
    expect(calls).toBe(1);
  }));

  test('one that waits for news ends when the store is closed', () => withStore(async (store) => {
    const collector = new Collector();
    const subscription = store.subscribeAll(BEGINNING, { batch: 1 }, collector.handler);
    await store.append(aStream(), NO_STREAM, [anEvent()]);
    await collector.has(1);
    await store.close();
    await expect(subscription.done).resolves.toBeUndefined();
  }));
};
