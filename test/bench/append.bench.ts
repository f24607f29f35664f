import { openSqliteEventStore } from '../../src/infrastructure/event-store/sqlite/sqlite-event-store.js';
import { BareLoop, type PlacedEvent } from './bare-loop.js';
import { madeStream } from './made-stream.js';
import { inParallel, inTurns, timed, timings } from './measure.js';
import { type Figure, share } from './result.js';
import type { Rig } from './rig.js';

const AT_ONCE = 64;
const EVENTS_PER_STREAM = 5;
const WANTED_SHARE = 0.5;

/** Single events, each durable before the next of its lane: 64 lanes at once, as that many clients make. */
export const appendBench = async (rig: Rig): Promise<Figure[]> => {
  const { appends, rounds } = rig.sizes;
  const streams = Array.from({ length: Math.ceil(appends / EVENTS_PER_STREAM) }, (_, index) =>
    madeStream(`${rig.seed}|${index}`, EVENTS_PER_STREAM));
  const count = streams.length * EVENTS_PER_STREAM;
  const latenciesMs: number[] = [];
  const { work, limit } = await inTurns(
    rounds, async () => count / await bareSeconds(rig.place('bare.db'), streams.flat()),
    async () => count / await storeSeconds(rig.place('ledger.db'), streams, latenciesMs),
  );
  const bare = { what: `bare loop, ${AT_ONCE} per commit`, value: limit };
  const details = { events: count, rounds, ...timings(latenciesMs) };
  return [share(
    `durable single-event appends, ${AT_ONCE} at once`, work, 'events/s', bare, WANTED_SHARE, details,
  )];
};

const bareSeconds = async (file: string, events: readonly PlacedEvent[]): Promise<number> => {
  const bare = new BareLoop(file);
  const seconds = await bare.write(events, AT_ONCE);
  bare.close();
  return seconds;
};

/** Through the port that the product appends through. */
const storeSeconds = async (
  file: string, streams: readonly (readonly PlacedEvent[])[], latenciesMs: number[],
): Promise<number> => {
  const store = await openSqliteEventStore({ file });
  const { seconds } = await timed(() => inParallel(streams.length, AT_ONCE, async (index) => {
    for (const { stream, revision, ...event } of streams[index]!) {
      const startMs = performance.now();
      await store.append(stream, revision - 1, [event]);
      latenciesMs.push(performance.now() - startMs);
    }
  }));
  await store.close();
  return seconds;
};
