import { once } from 'node:events';
import type { AllStreamResolvedEvent } from '@eventstore/db-client';
import type {
  EventHandler, Position, StoredEvent, SubscribeOptions, Subscription,
} from '../../../application/ports/event-store.js';
import type { Driver, DriverSubscription } from './driver.js';
import { isPassing, storeError } from './driver-error.js';
import { storedEvent } from './event-format.js';
import { logPosition, mustBePosition, positionText } from './position-text.js';
import { pause } from './retrying.js';
import type { StreamNames } from './stream-names.js';

/** Waits before it subscribes again; the last for as long as it takes. */
const AGAIN_AFTER_MS = [20, 100, 500, 2_000, 5_000] as const;
/** So many events wait here while the handler is busy; after that the server is not read from. */
const MOST_BUFFERED = 256;

/** Who is told that the server does not answer, and that a subscription is connected. */
export interface ConnectionEars {
  onAway(reason: unknown): void;
  onThere(): void;
}

/**
 * Follows the log for ever. The drivers do not: what they call a subscription ends with its connection, and
 * when its reader is slow. Each new one begins after the last event that was handled. The checkpoints of the
 * server are not begun from: versions before 25.0.1 let them run ahead of events that were still to come.
 */
export class LogSubscription implements Subscription {
  readonly done: Promise<void>;
  private readonly stopping = new AbortController();
  private attempts = 0;

  constructor(
    private readonly driver: Driver,
    private readonly names: StreamNames,
    private readonly options: SubscribeOptions,
    private readonly handler: EventHandler,
    /** After this one; the ledger's beginning when nothing was handled yet. */
    private reached: Position,
    private readonly tell: ConnectionEars,
  ) {
    mustBePosition(reached);
    this.done = this.follow();
  }

  /** Resolves when the handler has finished its batch; so no handler may wait for it. */
  stop(): Promise<void> {
    this.stopping.abort();
    return this.done;
  }

  private get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async follow(): Promise<void> {
    const { signal } = this.stopping;
    if (this.options.categories?.length === 0) await once(signal, 'abort');
    while (!this.isStopped) {
      const failure = await this.followOnce();
      if (this.isStopped) return;
      if (!isPassing(failure)) throw storeError(failure, false);
      this.tell.onAway(storeError(failure, false));
      const waitMs = AGAIN_AFTER_MS[Math.min(this.attempts, AGAIN_AFTER_MS.length - 1)]!;
      this.attempts += 1;
      await pause(waitMs, signal, { ref: false });
    }
  }

  /** One subscription of the driver; what ended it is answered, and what the handler threw is thrown. */
  private async followOnce(): Promise<unknown> {
    const buffered = Math.min(this.options.batch, MOST_BUFFERED);
    const source = new Source(this.driver.subscribe(
      logPosition(this.reached) ?? 'start', this.names.prefixes(this.options.categories), buffered,
    ), this.stopping.signal, () => this.tell.onThere());
    try {
      while (!this.isStopped && !source.isOver) {
        const events = this.take(source);
        if (events.length > 0) await this.handle(events);
        else await source.changed();
      }
      return source.failure;
    } finally {
      await source.leave();
    }
  }

  private async handle(events: readonly StoredEvent[]): Promise<void> {
    await this.handler(events);
    this.reached = events.at(-1)!.position;
    this.attempts = 0;
  }

  /** What has come, up to a batch; nothing twice, whatever the server counts as after a position. */
  private take(source: Source): StoredEvent[] {
    const events: StoredEvent[] = [];
    let last = this.reached;
    while (events.length < this.options.batch) {
      const resolved = source.read();
      if (resolved === null) break;
      const stream = resolved.event && this.names.inLedger(resolved.event.streamId);
      if (stream === undefined) continue;
      const position = positionText(resolved.event!.position);
      if (position <= last) continue;
      events.push(storedEvent(this.driver, resolved.event!, stream, position));
      last = position;
    }
    return events;
  }
}

/** A driver's subscription, read when its reader likes. That it ends by itself is an error too. */
class Source {
  failure: unknown;
  isOver = false;
  private wake = (): void => undefined;
  private readonly wakeUp = (): void => this.wake();

  constructor(
    private readonly subscription: DriverSubscription, private readonly stop: AbortSignal,
    onThere: () => void,
  ) {
    subscription.once('confirmation', onThere);
    subscription.on('readable', this.wakeUp);
    stop.addEventListener('abort', this.wakeUp);
    subscription.on('error', (error: unknown) => this.end(error));
    for (const name of ['end', 'close']) subscription.once(name, () => this.end(ended()));
  }

  read(): AllStreamResolvedEvent | null {
    return this.subscription.read() as AllStreamResolvedEvent | null;
  }

  /**
   * Resolves when there is more to read, it is over, or its reader is to stop. Nothing that lives as long as
   * the reader is waited for: it would keep something of each time that it was.
   */
  changed(): Promise<void> {
    return new Promise((resolve) => {
      this.wake = resolve;
      if (this.isOver || this.stop.aborted || this.subscription.readableLength > 0) resolve();
    });
  }

  /** Leaving what could not be entered fails as entering did, and that has been told. */
  async leave(): Promise<void> {
    this.stop.removeEventListener('abort', this.wakeUp);
    await this.subscription.unsubscribe().catch((error: unknown) => {
      if (!this.isOver) throw error;
    });
    this.subscription.destroy();
  }

  private end(error: unknown): void {
    this.failure ??= error;
    this.isOver = true;
    this.wake();
  }
}

const ended = (): Error => Object.assign(new Error('The subscription ended'), { type: 'cancelled' });
