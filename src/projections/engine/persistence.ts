import type { Clock } from '../../application/ports/clock.js';
import { StoreUnavailable } from '../../application/ports/event-store.js';
import { type ErrorSummary, summaryOf } from './parking.js';

/** Waits that many milliseconds, or less if the signal comes. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export const pause: Pause = (ms, signal) => new Promise((resolve) => {
  const done = (): void => {
    clearTimeout(timer);
    signal.removeEventListener('abort', done);
    resolve();
  };
  const timer = setTimeout(done, ms);
  signal.addEventListener('abort', done);
  if (signal.aborted) done();
});

/** Stores did not answer; another attempt follows. */
export interface Outage {
  readonly error: ErrorSummary;
  /** What a store says of itself, such as that the disk is full: it quotes no facts. */
  readonly reason?: string;
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly attempts: number;
}

const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 10_000;

/** Keeps trying while stores fail, with longer and longer pauses, until it succeeds or is stopped. */
export class Persistence {
  outage: Outage | undefined;

  constructor(
    private readonly clock: Clock, private readonly pause: Pause, private readonly signal: AbortSignal,
  ) {}

  /** Does the work until it succeeds; throws the signal's reason when stopped. */
  async insist<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      this.signal.throwIfAborted();
      try {
        const result = await work();
        this.succeeded();
        return result;
      } catch (error) {
        this.signal.throwIfAborted();
        await this.failed(error);
      }
    }
  }

  succeeded(): void {
    this.outage = undefined;
  }

  /** Notes the failure, and waits before the next attempt. */
  async failed(error: unknown): Promise<void> {
    const { since = this.clock.now(), attempts = 0 } = this.outage ?? {};
    const reason = error instanceof StoreUnavailable ? error.message : undefined;
    this.outage = { error: summaryOf(error), reason, since, attempts: attempts + 1 };
    await this.pause(Math.min(FIRST_PAUSE_MS * 2 ** attempts, LONGEST_PAUSE_MS), this.signal);
  }
}
