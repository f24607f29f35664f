import type { IdSource } from '../../../application/ports/id-source.js';
import {
  type AppendResult, BEGINNING, type EventHandler, type EventStore, type EventToAppend,
  type ExpectedRevision, type Position, type ReadAllOptions, StoreUnavailable, type StoredEvent,
  type SubscribeOptions, type Subscription,
} from '../../../application/ports/event-store.js';
import { categoryOf } from '../../../domain/catalogue.js';
import { randomIds } from '../../random-ids.js';
import { Appender } from './appender.js';
import { connectionStringFor } from './connection-string.js';
import { type Driver, type DriverName, openDriver } from './driver.js';
import { isPassing, storeError } from './driver-error.js';
import { identityOrFounded, type LedgerIdentity, ledgerIdentity } from './ledger-identity.js';
import { LogReader } from './log-reader.js';
import { type ConnectionEars, LogSubscription } from './log-subscription.js';
import { logPosition } from './position-text.js';
import { inTime, pause, reading } from './retrying.js';
import { StreamNames } from './stream-names.js';

const DEADLINE_MS = 10_000;
const ASK_AGAIN_AFTER_MS = 1_000;

export interface KurrentDbEventStoreOptions {
  /** `esdb://` or `kurrentdb://`, with credentials, TLS and members of a cluster in it. */
  readonly url: string;
  /** What the names of the ledger's streams begin with, so that others may use the server too. */
  readonly ledger?: string;
  /** Whether a ledger that is not there is founded; it is, if nothing is said. */
  readonly founds?: boolean;
  readonly driver?: DriverName;
  /** How long one call may take before its outcome counts as unknown. */
  readonly deadlineMs?: number;
  readonly ids?: IdSource;
  /** Told each time that the server does not answer: at start, and to subscriptions. */
  readonly onAway?: (reason: unknown) => void;
  /** Told each time that a subscription is connected. */
  readonly onThere?: () => void;
  /** Ends the waiting for a server that is not there at start. */
  readonly signal?: AbortSignal;
}

/** An event store that knows which ledger it is, as vaults and read models note it. */
export interface KurrentDbEventStore extends EventStore {
  readonly identity: LedgerIdentity;

  /** As `append`, for what another ledger recorded first: it keeps the time at which that was. */
  appendAsRecorded(
    stream: string, expectedRevision: ExpectedRevision, events: readonly EventToAppend[], recordedAt: number,
  ): Promise<AppendResult>;
}

/**
 * Opens a ledger in KurrentDB, and founds it where there is none. Waits for a server that is not there.
 * Rejects with `StoreUnavailable` when the credentials are refused or the waiting is ended, and with
 * `NoSuchLedger` for one that is not to be founded.
 */
export const openKurrentDbEventStore = async (
  options: KurrentDbEventStoreOptions,
): Promise<KurrentDbEventStore> => {
  const {
    url, ledger = 'liggare', founds = true, driver: driverName = 'eventstore', deadlineMs = DEADLINE_MS,
    ids = randomIds, onAway = () => undefined, onThere = () => undefined, signal,
  } = options;
  const names = new StreamNames(ledger);
  const address = connectionStringFor(driverName, url);
  for (;;) {
    // A new one each time: the newer client does not come back from a server that was away at its start.
    const driver = await openDriver(driverName, address);
    try {
      const asked = founds ? identityOrFounded(driver, names, ids) : ledgerIdentity(driver, names);
      const identity = await inTime(asked, deadlineMs);
      return new OpenedStore(driver, names, identity, deadlineMs, { onAway, onThere });
    } catch (error) {
      await driver.dispose();
      if (!isPassing(error)) throw storeError(error, false);
      onAway(storeError(error, false));
      await pause(ASK_AGAIN_AFTER_MS, signal);
      if (signal?.aborted) throw storeError(error, false);
    }
  }
};

class OpenedStore implements KurrentDbEventStore {
  private readonly reader: LogReader;
  private readonly appender: Appender;
  private readonly subscriptions = new Set<Subscription>();
  private readonly appends = new Set<Promise<unknown>>();
  private closing: Promise<void> | undefined;

  constructor(
    private readonly driver: Driver,
    private readonly names: StreamNames,
    readonly identity: LedgerIdentity,
    deadlineMs: number,
    private readonly tell: ConnectionEars,
  ) {
    this.reader = new LogReader(driver, names, identity.start, deadlineMs);
    this.appender = new Appender(driver, this.reader, (stream) => names.inLog(stream), deadlineMs);
  }

  append(
    stream: string, expectedRevision: ExpectedRevision, events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    return this.appendAsRecorded(stream, expectedRevision, events);
  }

  async appendAsRecorded(
    stream: string, expectedRevision: ExpectedRevision, events: readonly EventToAppend[], recordedAt?: number,
  ): Promise<AppendResult> {
    this.mustBeOpen();
    categoryOf(stream);
    const append = this.appender.append(stream, expectedRevision, events, recordedAt);
    this.appends.add(append);
    try {
      const result = await append;
      this.reader.saw(result.position);
      return result;
    } finally {
      this.appends.delete(append);
    }
  }

  readStream(stream: string, fromRevision = 0): Promise<StoredEvent[]> {
    return this.reading(() => this.reader.stream(stream, fromRevision));
  }

  readStreams(streams: readonly string[]): Promise<StoredEvent[][]> {
    return this.reading(() => Promise.all(streams.map((stream) => this.reader.stream(stream, 0))));
  }

  readAll(after: Position, options: ReadAllOptions): Promise<StoredEvent[]> {
    return this.reading(() => this.reader.all(after, options));
  }

  readAt(positions: readonly Position[]): Promise<StoredEvent[]> {
    return this.reading(() => this.reader.at(positions));
  }

  subscribeAll(after: Position, options: SubscribeOptions, handler: EventHandler): Subscription {
    this.mustBeOpen();
    const from = after === BEGINNING ? this.identity.start : after;
    const subscription = new LogSubscription(this.driver, this.names, options, handler, from, this.tell);
    this.subscriptions.add(subscription);
    const forget = (): void => { this.subscriptions.delete(subscription); };
    void subscription.done.then(forget, forget);
    return subscription;
  }

  isPosition(text: string): boolean {
    return logPosition(text) !== undefined;
  }

  head(): Promise<Position> {
    return this.reading(() => this.reader.head());
  }

  positionAt(instantMs: number): Promise<Position> {
    return this.reading(() => this.reader.positionAt(instantMs));
  }

  close(): Promise<void> {
    return this.closing ??= this.shutDown();
  }

  /** Subscriptions end first; appends on their way are answered before the connection goes. */
  private async shutDown(): Promise<void> {
    await Promise.allSettled([...this.subscriptions].map((subscription) => subscription.stop()));
    await Promise.allSettled(this.appends);
    await this.driver.dispose();
  }

  private async reading<T>(read: () => Promise<T>): Promise<T> {
    this.mustBeOpen();
    return reading(read);
  }

  private mustBeOpen(): void {
    if (this.closing) throw new StoreUnavailable('The ledger is closed', false);
  }
}
