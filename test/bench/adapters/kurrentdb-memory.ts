import { randomBytes, randomUUID } from 'node:crypto';
import { BEGINNING, type EventToAppend } from '../../../src/application/ports/event-store.js';
import type { DriverName } from '../../../src/infrastructure/event-store/kurrentdb/driver.js';
import {
  openKurrentDbEventStore,
} from '../../../src/infrastructure/event-store/kurrentdb/kurrentdb-event-store.js';
import { inParallel } from '../measure.js';
import { storedBatches } from '../reading.js';
import { progress } from './cost.js';

/** The program that appends, reads and follows a long ledger, and looks at the memory of its process. */
export interface MemoryOrders {
  readonly url: string;
  readonly driver: DriverName;
  readonly events: number;
}

/** What memory came to while something was done with every event of the ledger. */
export interface Grown {
  readonly what: string;
  /** What was in use once garbage was collected: at the end, more than when a tenth was done. */
  readonly grownMiB: number;
  /** The most that the process held, garbage included, up to a tenth and up to the end. */
  readonly peakOfTenthMiB: number;
  readonly peakMiB: number;
}

const [PAGE, BATCH, PER_STREAM, AT_ONCE] = [1_000, 100, 1_000, 8];
const PAYLOAD_BYTES = 220;
const MIB = 2 ** 20;

const { url, driver, events } = JSON.parse(process.argv[2]!) as MemoryOrders;
const ledger = `test_${randomBytes(8).toString('hex')}`;
const store = await openKurrentDbEventStore({ url, driver, ledger });

const inUse = (): number => {
  globalThis.gc!();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** `work` tells how many more it has done, as it goes on. */
const grown = async (
  what: string, work: (done: (more: number) => void) => Promise<void>,
): Promise<Grown> => {
  const tenth = events / 10;
  let [count, peak, peakOfTenth, atTenth, atEnd] = [0, 0, 0, 0, 0];
  await work((more) => {
    const tenthsBefore = Math.floor(count / tenth);
    count += more;
    peak = Math.max(peak, process.memoryUsage.rss());
    if (Math.floor(count / tenth) === tenthsBefore) return;
    progress(`memory of ${what}: ${count.toLocaleString('en')} of ${events.toLocaleString('en')} events`);
    if (tenthsBefore === 0) [peakOfTenth, atTenth] = [peak, inUse()];
    if (count >= events) atEnd = inUse(); // now, and not once what did it has let go of everything
  });
  if (count !== events) throw new Error(`${what}: ${count} events instead of ${events}`);
  const told = {
    what, grownMiB: (atEnd - atTenth) / MIB, peakOfTenthMiB: peakOfTenth / MIB, peakMiB: peak / MIB,
  };
  progress(`memory grown by ${what}: ${told.grownMiB.toFixed(1)} MiB, of ${told.peakMiB.toFixed(0)} MiB`);
  return told;
};

const payload = randomBytes(PAYLOAD_BYTES);
const anEvent = (): EventToAppend => ({
  id: randomUUID(), type: 'Enrolled', version: 1, payload,
  meta: { actor: 'bench', organisation: '1480', commandId: randomUUID(), fingerprint: randomUUID() },
});

const appended = await grown('appending', (done) => inParallel(events / PER_STREAM, AT_ONCE, async () => {
  const stream = `schooling-${randomUUID().replaceAll('-', '')}`;
  for (let at = 0; at < PER_STREAM; at += BATCH) {
    await store.append(stream, at - 1, Array.from({ length: BATCH }, anEvent));
    done(BATCH);
  }
}));

const read = await grown('reading page by page', async (done) => {
  for await (const page of storedBatches(store, PAGE)) done(page.length);
});

const followed = await grown('following', async (done) => {
  let left = events;
  let isThere = (): void => undefined;
  const there = new Promise<void>((resolve) => { isThere = resolve; });
  const subscription = store.subscribeAll(BEGINNING, { batch: PAGE }, (batch) => {
    done(batch.length);
    if ((left -= batch.length) === 0) isThere();
  });
  await Promise.race([there, subscription.done]);
  await subscription.stop();
});

await store.close();
process.stdout.write(JSON.stringify([appended, read, followed]));
