import type { Category } from '../../domain/shared/event.js';

/**
 * A place in the whole ledger: an opaque token that compares as text (`a < b` means a came first). SQLite
 * writes a number, KurrentDB commit and prepare, both padded.
 */
export type Position = string;

/** Before the first event of any ledger. */
export const BEGINNING: Position = '';

/** `-1` means that the stream must not exist yet; otherwise the revision of its last event. */
export type ExpectedRevision = number;
export const NO_STREAM: ExpectedRevision = -1;

/** Who did what on whose behalf. Opaque ids only: never a name, a number or free text. */
export interface EventMeta {
  readonly actor: string;
  readonly organisation: string;
  readonly commandId: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly delivery?: string;
  readonly line?: number;
  /** Keyed hash of the command, to tell a repetition from another command under the same id. */
  readonly fingerprint?: string;
}

/** One event ready to store: `payload` is sealed, or plain JSON in a stream about no person. */
export interface EventToAppend {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly meta: EventMeta;
  readonly payload: Uint8Array;
}

export interface StoredEvent extends EventToAppend {
  readonly position: Position;
  readonly stream: string;
  readonly revision: number;
  /** Milliseconds since 1970; never earlier than the event before it, whatever the machine's clock did. */
  readonly recordedAt: number;
}

export interface AppendResult {
  readonly revision: number;
  readonly position: Position;
}

/** Another writer was first. `actual` is the revision the stream has now (-1 for none). */
export class WrongExpectedRevision extends Error {
  constructor(readonly stream: string, readonly expected: number, readonly actual: number) {
    super(`The stream is at revision ${actual}, not ${expected}`);
    this.name = 'WrongExpectedRevision';
  }
}

/** The event, or the whole append, is larger than any store must take. */
export class EventTooLarge extends Error {
  constructor(readonly bytes: number, readonly limitBytes: number) {
    super(`An append of ${bytes} bytes is over the limit of ${limitBytes}`);
    this.name = 'EventTooLarge';
  }
}

/** `said`: what was said where it went wrong, with hosts and ports in it. For operators, in logs. */
export type UnavailableOptions = ErrorOptions & { readonly said?: string };

/**
 * The store could not be reached or could not write (disk full, read-only, shutting down). Where
 * `outcomeUnknown`, the append may have happened: append the same ids at the same revision again to find out.
 * The reason is told to whoever asked for something, and stands in reports: it names no machine.
 */
export class StoreUnavailable extends Error {
  readonly said?: string;

  constructor(reason: string, readonly outcomeUnknown: boolean, options: UnavailableOptions = {}) {
    super(reason, options);
    this.name = 'StoreUnavailable';
    this.said = options.said;
  }
}

/** Nobody comes in with these credentials: waiting does not help. */
export class StoreRefused extends StoreUnavailable {
  constructor(reason: string, options?: ErrorOptions) {
    super(reason, false, options);
  }
}

/** What any store must take in one append, over all payloads and metadata (KurrentDB's, less its own). */
export const APPEND_LIMIT_BYTES = 1_000_000;

export interface ReadAllOptions {
  /** Only streams of these categories. */
  readonly categories?: readonly Category[];
  readonly limit: number;
  readonly direction?: 'forwards' | 'backwards';
}

/**
 * The append-only ledger. A resolved append is durable. Appending the same event ids at the same expected
 * revision again gives the first result again; other ids at a revision already taken are a
 * `WrongExpectedRevision`.
 */
export interface EventStore {
  append(
    stream: string, expectedRevision: ExpectedRevision, events: readonly EventToAppend[],
  ): Promise<AppendResult>;

  /** A stream's events from a revision on, oldest first; none for a stream that does not exist. */
  readStream(stream: string, fromRevision?: number): Promise<StoredEvent[]>;

  /** Whole streams, in the order asked, as `readStream` reads each: for whoever reads all about somebody. */
  readStreams(streams: readonly string[]): Promise<StoredEvent[][]>;

  /**
   * Events after a position (before it, when backwards), in the order of the ledger; fewer than `limit` means
   * the end. Backwards from `BEGINNING` starts at the newest.
   */
  readAll(after: Position, options: ReadAllOptions): Promise<StoredEvent[]>;

  /** The events at these positions, in the order asked; a text that is the position of none is left out. */
  readAt(positions: readonly Position[]): Promise<StoredEvent[]>;

  /**
   * Calls `handler` with every event after a position, batch by batch, and goes on with new ones as they
   * come; the next batch waits for the handler. Ends when stopped, or rejects `done` when the handler or the
   * store fails.
   */
  subscribeAll(after: Position, options: SubscribeOptions, handler: EventHandler): Subscription;

  /** Whether a text could be the position of an event here, be it one that is still to come. */
  isPosition(text: string): boolean;

  /** The position of the newest event; `BEGINNING` for an empty ledger. */
  head(): Promise<Position>;

  /** The newest position recorded at or before an instant: what was known then. */
  positionAt(instantMs: number): Promise<Position>;

  close(): Promise<void>;
}

export type EventHandler = (events: readonly StoredEvent[]) => void | Promise<void>;

export interface SubscribeOptions {
  readonly categories?: readonly Category[];
  /** The most events in one batch. */
  readonly batch: number;
}

export interface Subscription {
  stop(): Promise<void>;
  readonly done: Promise<void>;
}
