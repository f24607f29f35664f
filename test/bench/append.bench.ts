import { createHash } from 'node:crypto';
import { openSqliteEventStore } from '../../src/infrastructure/event-store/sqlite/sqlite-event-store.js';
import { dashedUuid } from '../../src/infrastructure/uuid-bytes.js';
import { BareLoop, type PlacedEvent } from './bare-loop.js';
import { inParallel, inTurns, timed, timings } from './measure.js';
import { type Figure, share } from './result.js';
import type { Rig } from './rig.js';

const AT_ONCE = 64;
const EVENTS_PER_STREAM = 5;
/** What a sealed fact about schooling takes, within a few bytes. */
const PAYLOAD_BYTES = 220;
const UUID_BYTES = 16;
const WANTED_SHARE = 0.5;

/** Single events, each durable before the next of its lane: 64 lanes at once, as that many clients make. */
export const appendBench = async (rig: Rig): Promise<Figure[]> => {
  const { appends, rounds } = rig.sizes;
  const streams = Array.from({ length: Math.ceil(appends / EVENTS_PER_STREAM) }, (_, index) =>
    streamOf(`${rig.seed}|${index}`));
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

/** A stream's events, of bytes that a seed repeats. */
const streamOf = (seed: string): PlacedEvent[] => {
  const stream = `schooling-${uuidFrom(bytesOf(seed, UUID_BYTES))}`;
  return Array.from({ length: EVENTS_PER_STREAM }, (_, revision) => {
    const bytes = bytesOf(`${seed}|${revision}`, 3 * UUID_BYTES + PAYLOAD_BYTES);
    const [id, commandId, fingerprint] = [0, 1, 2].map((part) =>
      uuidFrom(bytes.subarray(part * UUID_BYTES, (part + 1) * UUID_BYTES))) as [string, string, string];
    const meta = { actor: 'bench', organisation: '1480', commandId, fingerprint };
    return {
      stream, revision, id, type: 'Enrolled', version: 1, meta, payload: bytes.subarray(3 * UUID_BYTES),
    };
  });
};

const bytesOf = (seed: string, outputLength: number): Buffer =>
  createHash('shake256', { outputLength }).update(seed).digest();

const uuidFrom = (bytes: Buffer): string => dashedUuid(bytes.toString('hex'));
