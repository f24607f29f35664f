import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BEGINNING } from '../../../application/ports/event-store.js';
import type { Driver, DriverSubscription } from './driver.js';
import { LogSubscription } from './log-subscription.js';
import { StreamNames } from './stream-names.js';

const MIB = 2 ** 20;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const inUse = (): number => {
  collectGarbage();
  return process.memoryUsage().heapUsed;
};

const anEvent = (place: number) => ({
  event: {
    streamId: 'one.schooling-a', revision: BigInt(place), id: 'a', type: 'Enrolled', created: new Date(0),
    metadata: { schemaVersion: 1 }, data: new Uint8Array(1),
    position: { commit: BigInt(place), prepare: BigInt(place) },
  },
});

/** A subscription of a driver's to which events are given one by one. */
class Given extends Readable {
  constructor() { super({ objectMode: true, read: () => undefined }); }

  async unsubscribe(): Promise<void> { await turn(); }
}

test('whoever follows for long, event by event, holds nothing of those that it has handled', async () => {
  const given = new Given();
  const driver = { subscribe: () => given as unknown as DriverSubscription } as unknown as Driver;
  let handled = 0;
  const subscription = new LogSubscription(
    driver, new StreamNames('one'), { batch: 10 }, (events) => { handled += events.length; }, BEGINNING,
    { onAway: () => undefined, onThere: () => undefined });
  const follow = async (until: number): Promise<void> => {
    while (handled < until) {
      given.push(anEvent(handled + 1));
      await turn();
    }
  };
  await follow(5_000);
  const before = inUse();
  await follow(105_000);
  expect((inUse() - before) / MIB).toBeLessThan(4);
  await subscription.stop();
});
