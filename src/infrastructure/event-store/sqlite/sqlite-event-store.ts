import type { Clock } from '../../../application/ports/clock.js';
import {
  type AppendResult, type EventHandler, type EventStore, type EventToAppend, type ExpectedRevision,
  type Position, type ReadAllOptions, StoreUnavailable, type StoredEvent, type SubscribeOptions,
  type Subscription,
} from '../../../application/ports/event-store.js';
import { openDatabaseFile } from '../../sqlite/database-file.js';
import { isSqliteError, reasonOf } from '../../sqlite/sqlite-error.js';
import { systemClock } from '../../system-clock.js';
import { CommitBell } from './commit-bell.js';
import { LedgerReader } from './ledger-reader.js';
import { LedgerSubscription } from './ledger-subscription.js';
import { isPosition, positionNumber, positionText } from './position-text.js';
import { ledgerFile } from './schema.js';
import { WriterLink } from './writer-link.js';

export interface SqliteEventStoreOptions {
  /** Where the ledger is; it is made if there is none. */
  readonly file: string;
  readonly clock?: Clock;
  /** For threads and processes beside the one that writes: appends are refused; the file must be there. */
  readonly readOnly?: boolean;
}

/** Opens a ledger in one SQLite file; rejects with `StoreUnavailable`. */
export const openSqliteEventStore = async (options: SqliteEventStoreOptions): Promise<EventStore> => {
  const { file, clock = systemClock, readOnly = false } = options;
  const writer = readOnly ? undefined : await WriterLink.start(file, clock);
  try {
    const reader = new LedgerReader(openDatabaseFile(file, ledgerFile, { readOnly: true }));
    return new SqliteEventStore(reader, new CommitBell(file), writer);
  } catch (error) {
    await writer?.close();
    throw new StoreUnavailable(reasonOf(error), false, { cause: error });
  }
};

/** Appends go to the writer's thread. Reads are done here; each statement sees one moment of the ledger. */
class SqliteEventStore implements EventStore {
  private readonly subscriptions = new Set<Subscription>();
  private closing: Promise<void> | undefined;
  private isClosed = false;

  constructor(
    private readonly reader: LedgerReader,
    private readonly bell: CommitBell,
    private readonly writer: WriterLink | undefined,
  ) {}

  append(
    stream: string, expectedRevision: ExpectedRevision, events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    if (this.writer) return this.writer.append(stream, expectedRevision, events);
    return Promise.reject(new StoreUnavailable('The ledger was opened for reading only', false));
  }

  readStream(stream: string, fromRevision = 0): Promise<StoredEvent[]> {
    return this.reading(() => this.reader.stream(stream, fromRevision));
  }

  readStreams(streams: readonly string[]): Promise<StoredEvent[][]> {
    return this.reading(() => this.reader.streams(streams));
  }

  readAll(after: Position, options: ReadAllOptions): Promise<StoredEvent[]> {
    const { categories, limit, direction = 'forwards' } = options;
    return this.reading(() => this.reader.all(positionNumber(after), { direction, categories, limit }));
  }

  readAt(positions: readonly Position[]): Promise<StoredEvent[]> {
    return this.reading(() => this.reader.at(positions.filter(isPosition).map(positionNumber)));
  }

  subscribeAll(after: Position, options: SubscribeOptions, handler: EventHandler): Subscription {
    const subscription = new LedgerSubscription(this, this.bell, options, handler, after);
    this.subscriptions.add(subscription);
    return subscription;
  }

  isPosition(text: string): boolean {
    return isPosition(text);
  }

  head(): Promise<Position> {
    return this.reading(() => positionText(this.reader.head()));
  }

  positionAt(instantMs: number): Promise<Position> {
    return this.reading(() => positionText(this.reader.positionAt(instantMs)));
  }

  close(): Promise<void> {
    return this.closing ??= this.shutDown();
  }

  /** Subscriptions end first, so that none of them fails for want of a ledger. */
  private async shutDown(): Promise<void> {
    await Promise.allSettled([...this.subscriptions].map((subscription) => subscription.stop()));
    this.isClosed = true;
    this.bell.close();
    this.reader.close();
    await this.writer?.close();
  }

  private async reading<T>(work: () => T | Promise<T>): Promise<T> {
    if (this.isClosed) throw closed();
    try {
      return await work();
    } catch (error) {
      if (this.isClosed) throw closed();
      if (!isSqliteError(error)) throw error;
      throw new StoreUnavailable(`The ledger cannot be read: ${reasonOf(error)}`, false, { cause: error });
    }
  }
}

const closed = (): StoreUnavailable => new StoreUnavailable('The ledger is closed', false);
