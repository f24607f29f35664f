import type {
  AllStreamResolvedEvent, AllStreamSubscription, BinaryEventData, ReadPosition, ReadRevision, RecordedEvent,
  ResolvedEvent, StreamingRead,
} from '@eventstore/db-client';
import { partsOf } from './address-parts.js';
import { isPassing } from './driver-error.js';
import type { LogPosition } from './position-text.js';

export const drivers = ['eventstore', 'kurrentdb'] as const;
/** Which of the two clients speaks: `@eventstore/db-client`, or `@kurrent/kurrentdb-client`. */
export type DriverName = (typeof drivers)[number];

export type Recorded = RecordedEvent;

interface ReadOptions {
  readonly maxCount: number;
  readonly direction: 'forwards' | 'backwards';
  /** Refused by a node that is not the leader, so that what is not found is not there. */
  readonly requiresLeader?: boolean;
}

/**
 * Until when the server may take an append is told to it as an instant of this machine's clock, and one whose
 * clock is ahead of that refuses whatever comes. So it is told a day; how long an answer is waited for is
 * counted here.
 */
export const APPEND_WITHIN_MS = 86_400_000;

/** What both clients can do, said once; their errors pass through. */
export interface Driver {
  /** Some of its ways to read tell times without their milliseconds, and others with them. */
  readonly tellsSeconds?: true;
  /** At an exact revision, always: only then does the server know a repetition from a new event. */
  append(
    stream: string, expectedRevision: number, events: readonly BinaryEventData[], deadlineMs: number,
  ): Promise<{ nextExpectedRevision: bigint; position?: LogPosition }>;
  readStream(
    stream: string, from: ReadRevision, options: ReadOptions,
  ): Reading<ResolvedEvent>;
  readAll(from: ReadPosition, options: ReadOptions): Reading<AllStreamResolvedEvent>;
  subscribe(from: ReadPosition, prefixes: readonly string[], buffered: number): DriverSubscription;
  dispose(): Promise<void>;
}

/** What is read, as it comes. That of the older client is a stream, which can be left half-way. */
export type Reading<T> = AsyncIterable<T> & Partial<Pick<StreamingRead<T>, 'cancel' | 'destroy' | 'on'>>;

/**
 * Gives up what is read, at the server too: the older client's call goes on otherwise, for as long as its
 * connection does. The newer client has no way to say so.
 */
export const leave = (reading: Reading<unknown>): void => {
  if (!reading.cancel) return;
  const isToldNobody = (): void => undefined; // who read it was told already why it is left
  reading.on?.('error', isToldNobody);
  void reading.cancel().catch(isToldNobody);
  reading.destroy?.();
};

export type DriverSubscription = AllStreamSubscription;

/**
 * Loads the client and opens it, and leaves the other unloaded: their generated classes share one global name
 * and overwrite each other. Throws what the client throws for a connection string that it cannot read.
 */
export const openDriver = (name: DriverName, url: string): Promise<Driver> =>
  (name === 'kurrentdb' ? openKurrentDb(url) : openEventStore(url));

const openEventStore = async (url: string): Promise<Driver> => {
  const { EventStoreDBClient, streamNameFilter } = await import('@eventstore/db-client');
  const client = EventStoreDBClient.connectionString(url);
  return {
    ...reads(client),
    dispose: () => disposed(client),
    append: (stream, expected, events, deadline) =>
      client.appendToStream(stream, [...events], { expectedRevision: revisionOf(expected), deadline }),
    subscribe: (fromPosition, prefixes, highWaterMark) =>
      client.subscribeToAll({ fromPosition, filter: streamNameFilter(named(prefixes)) }, { highWaterMark }),
  };
};

/** It takes `streamState` where the other takes `expectedRevision`, and ignores that name in silence. */
const openKurrentDb = async (url: string): Promise<Driver> => {
  const { KurrentDBClient, streamNameFilter } = await import('@kurrent/kurrentdb-client');
  const { credentials, isOfCluster } = partsOf(url);
  const connect = () => {
    const connected = KurrentDBClient.connectionString(url);
    // Its native part, which reads, would take what stands in the address for them as it is encoded.
    if (credentials) connected.setCredentialsProvider(() => credentials);
    return connected;
  };
  const client = connect();
  return {
    tellsSeconds: true,
    ...reads(isOfCluster ? ofWhoeverLeads(connect) : client),
    dispose: () => disposed(client),
    append: (stream, expected, events, deadline) =>
      client.appendToStream(stream, [...events], { streamState: revisionOf(expected), deadline }),
    subscribe: (fromPosition, prefixes, highWaterMark) =>
      client.subscribeToAll({ fromPosition, filter: streamNameFilter(named(prefixes)) }, { highWaterMark }),
  };
};

/** How both clients read; their filters are of types that exclude each other. */
interface ReadingClient {
  readStream(
    stream: string, options: ReadOptions & { fromRevision: ReadRevision },
  ): Reading<ResolvedEvent>;
  readAll(options: ReadOptions & { fromPosition: ReadPosition }): Reading<AllStreamResolvedEvent>;
}

/**
 * The native part of the newer client, which reads, was seen to look for no other member of a cluster once
 * the one that led is gone. So after a read that found nobody, those that follow go through a new one.
 */
const ofWhoeverLeads = (connect: () => ReadingClient): ReadingClient => {
  let client = connect();
  const read = async function* <T>(ask: (asked: ReadingClient) => Reading<T>): AsyncGenerator<T> {
    const asked = client;
    try {
      yield* ask(asked);
    } catch (error) {
      if (isPassing(error) && client === asked) client = connect();
      throw error;
    }
  };
  return {
    readStream: (stream, options) => read((asked) => asked.readStream(stream, options)),
    readAll: (options) => read((asked) => asked.readAll(options)),
  };
};

const reads = (client: ReadingClient): Pick<Driver, 'readStream' | 'readAll'> => ({
  readStream: (stream, fromRevision, options) => client.readStream(stream, { fromRevision, ...options }),
  readAll: (fromPosition, options) => client.readAll({ fromPosition, ...options }),
});

const DISPOSED_WITHIN_MS = 1_000;
/** Both clients wait for ever for the end of what was given up and answered after all. */
const disposed = async (client: { dispose(): Promise<void> }): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => { timer = setTimeout(resolve, DISPOSED_WITHIN_MS); });
  await Promise.race([client.dispose(), over]).finally(() => clearTimeout(timer));
};

/** So many events the server looks at before it must say how far it came. */
const MOST_SEARCHED = 1_000;
const named = (prefixes: readonly string[]) => ({ prefixes: [...prefixes], maxSearchWindow: MOST_SEARCHED });

const revisionOf = (expected: number): bigint | 'no_stream' =>
  (expected < 0 ? 'no_stream' : BigInt(expected));
