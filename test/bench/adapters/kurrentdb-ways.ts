import { BEGINNING } from '../../../src/application/ports/event-store.js';
import type { Driver, Reading, Recorded } from '../../../src/infrastructure/event-store/kurrentdb/driver.js';
import { encoded } from '../../../src/infrastructure/event-store/kurrentdb/event-format.js';
import type {
  KurrentDbEventStore,
} from '../../../src/infrastructure/event-store/kurrentdb/kurrentdb-event-store.js';
import { logPosition } from '../../../src/infrastructure/event-store/kurrentdb/position-text.js';
import { StreamNames } from '../../../src/infrastructure/event-store/kurrentdb/stream-names.js';
import type { PlacedEvent } from '../bare-loop.js';
import { madeStream } from '../made-stream.js';
import { inParallel } from '../measure.js';
import { storedBatches } from '../reading.js';
import type { Ways, Work } from './cost.js';

const DEADLINE_MS = 10_000;
const PER_STREAM = 5;
const [BATCH, BATCHES_PER_STREAM] = [100, 10];
const AT_ONCE = { singles: 64, batches: 8, streams: 16 } as const;
const PAGE = 1_000;
/** As many as the adapter lets wait. */
const BUFFERED = 256;
const FORWARDS = { direction: 'forwards' } as const;

export interface KurrentDbSetting {
  readonly seed: number;
  /** Events of each round. */
  readonly events: number;
  /** What is appended to. */
  readonly written: KurrentDbEventStore;
  /** What is read, and its name. */
  readonly read: KurrentDbEventStore;
  readonly ledger: string;
}

type Append = (stream: string, expected: number, events: readonly PlacedEvent[]) => Promise<unknown>;

/**
 * What is done through the adapter and through the driver by itself. The driver is called by the few lines in
 * which the adapter says what both clients can do (driver.ts), with bytes made ready before.
 */
export class KurrentDbWays {
  private readonly names: StreamNames;
  private readonly filled: string[] = [];
  private made = 0;

  constructor(private readonly driver: Driver, private readonly setting: KurrentDbSetting) {
    this.names = new StreamNames(setting.ledger);
  }

  /** Writes what is read later. */
  async fill(): Promise<void> {
    const streams = this.newStreams(PER_STREAM);
    await inParallel(streams.length, AT_ONCE.singles, (index) => {
      const { stream } = streams[index]![0]!;
      this.filled.push(stream);
      return this.setting.read.append(stream, -1, streams[index]!);
    });
  }

  singles(): Ways {
    return this.appends(`single-event appends, ${AT_ONCE.singles} at once`, PER_STREAM, 1, AT_ONCE.singles);
  }

  batches(): Ways {
    return this.appends(
      `appends of ${BATCH}, ${AT_ONCE.batches} at once`, BATCH * BATCHES_PER_STREAM, BATCH, AT_ONCE.batches);
  }

  /** The whole ledger, page by page. */
  pages(): Ways {
    return {
      what: `pages of ${PAGE} of the ledger`, unit: 'events',
      bare: () => async () => {
        let [after, count] = [logPosition(this.setting.read.identity.start)!, 0];
        while (count < this.setting.events) {
          const page = await collected(this.driver.readAll(after, { maxCount: PAGE, ...FORWARDS }));
          for (const { position, streamId } of page) {
            if (position!.commit > after.commit && this.isOfLedger(streamId)) count += 1;
          }
          after = page.at(-1)!.position!;
        }
        return count;
      },
      adapter: () => async () => {
        let count = 0;
        for await (const page of storedBatches(this.setting.read, PAGE)) {
          count += page.length;
          if (count >= this.setting.events) break;
        }
        return count;
      },
    };
  }

  streams(): Ways {
    const { driver, filled, names, setting: { read } } = this;
    const reading = (one: (stream: string) => Promise<readonly unknown[]>): Work => async () => {
      let count = 0;
      await inParallel(filled.length, AT_ONCE.streams, async (index) => {
        const { length } = await one(filled[index]!);
        count += length;
      });
      return count;
    };
    const options = { maxCount: Number.MAX_SAFE_INTEGER, requiresLeader: true, ...FORWARDS };
    return {
      what: `streams of ${PER_STREAM}, ${AT_ONCE.streams} at once`, unit: 'events',
      bare: () => reading((stream) => collected(driver.readStream(names.inLog(stream), 0n, options))),
      adapter: () => reading((stream) => read.readStream(stream)),
    };
  }

  following(): Ways {
    const { setting: { read, events } } = this;
    return {
      what: 'following from the beginning', unit: 'events',
      bare: () => async () => {
        const start = logPosition(read.identity.start)!;
        const subscription = this.driver.subscribe(start, this.names.prefixes(undefined), BUFFERED);
        let count = 0;
        await new Promise<void>((resolve, reject) => {
          subscription.on('error', reject);
          subscription.on('data', () => { if ((count += 1) === events) resolve(); });
        });
        await subscription.unsubscribe();
        return count;
      },
      adapter: () => async () => {
        let count = 0;
        let isThere = (): void => undefined;
        const there = new Promise<void>((resolve) => { isThere = resolve; });
        const subscription = read.subscribeAll(BEGINNING, { batch: PAGE }, (batch) => {
          count += batch.length;
          if (count >= events) isThere();
        });
        await Promise.race([there, subscription.done]);
        await subscription.stop();
        return count;
      },
    };
  }

  private appends(what: string, perStream: number, piece: number, atOnce: number): Ways {
    return {
      what, unit: 'events',
      bare: () => {
        const streams = this.newStreams(perStream);
        const ready = new Map(streams.flat().map((event) => [event, encoded([event])[0]!]));
        return appending(streams, piece, atOnce, (stream, expected, events) => this.driver.append(
          `bare.${stream}`, expected, events.map((event) => ready.get(event)!), DEADLINE_MS));
      },
      adapter: () => appending(this.newStreams(perStream), piece, atOnce, (stream, expected, events) =>
        this.setting.written.append(stream, expected, events)),
    };
  }

  /** Streams that there are not yet, with as many events in all as a round has. */
  private newStreams(perStream: number): PlacedEvent[][] {
    const { events, seed } = this.setting;
    return Array.from({ length: events / perStream }, () =>
      madeStream(`${seed}|${this.made += 1}`, perStream));
  }

  private isOfLedger(stream: string): boolean {
    return this.names.inLedger(stream) !== undefined;
  }
}

/** Appends streams in pieces, so many streams at once. */
const appending = (
  streams: readonly PlacedEvent[][], piece: number, atOnce: number, append: Append,
): Work => async () => {
  await inParallel(streams.length, atOnce, async (index) => {
    const events = streams[index]!;
    for (let at = 0; at < events.length; at += piece) {
      await append(events[0]!.stream, at - 1, events.slice(at, at + piece));
    }
  });
  return streams.length * streams[0]!.length;
};

const collected = async (reading: Reading<{ readonly event?: Recorded }>): Promise<Recorded[]> => {
  const events: Recorded[] = [];
  for await (const { event } of reading) if (event) events.push(event);
  return events;
};
