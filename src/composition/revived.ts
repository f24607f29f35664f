import { setTimeout as pauseOf } from 'node:timers/promises';
import type { Clock } from '../application/ports/clock.js';

export interface Reviving<T> {
  /**
   * Starts one, and tells when it ends unasked. Rejects when it cannot be started, and when the signal says
   * that it is not wanted any more.
   */
  readonly start: (onEnd: (error: Error) => void, signal: AbortSignal) => Promise<T>;
  /** Told of every end that nobody asked for, and of every attempt that fails. */
  readonly onFailure: (error: unknown) => void;
  readonly clock: Clock;
  /** Ends it as `stop` does, save for the one that lives. */
  readonly until?: AbortSignal;
  /** How to wait before the next attempt; for tests. */
  readonly pause?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** The wait before an attempt: twice the one before, until one has lived for the longest of them. */
const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

/** Something that is started anew whenever it ends unasked, after a while that grows. */
export class Revived<T extends { stop(): Promise<void> }> {
  private living: T | undefined;
  private waitMs = FIRST_WAIT_MS;
  private bornMs = 0;
  private endedAt: number | undefined;
  private many = 0;
  private readonly stopping = new AbortController();
  private reviving: Promise<void> = Promise.resolve();

  private constructor(private readonly options: Reviving<T>) {
    const { until } = options;
    const abort = (): void => this.stopping.abort();
    if (until?.aborted) abort();
    else until?.addEventListener('abort', abort, { once: true });
  }

  /** Rejects when the first cannot be started. */
  static async begin<T extends { stop(): Promise<void> }>(options: Reviving<T>): Promise<Revived<T>> {
    const revived = new Revived(options);
    await revived.startOne();
    return revived;
  }

  /** Undefined between one and the next. */
  get one(): T | undefined {
    return this.living;
  }

  /** Since when there is none (milliseconds since 1970). */
  get downSince(): number | undefined {
    return this.endedAt;
  }

  /** How often one was started anew. */
  get restarts(): number {
    return this.many;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.reviving;
    await this.living?.stop();
  }

  private async startOne(): Promise<void> {
    let hasEnded = false;
    const one = await this.options.start((error) => {
      hasEnded = true;
      this.end(error);
    }, this.stopping.signal);
    this.bornMs = performance.now();
    if (hasEnded) return;
    this.living = one;
    this.endedAt = undefined;
  }

  private end(error: Error): void {
    const { signal } = this.stopping;
    if (signal.aborted) return;
    this.living = undefined;
    this.endedAt ??= this.options.clock.now();
    this.options.onFailure(error);
    if (performance.now() - this.bornMs > LONGEST_WAIT_MS) this.waitMs = FIRST_WAIT_MS;
    this.reviving = this.reviving.then(() => this.revive());
  }

  private async revive(): Promise<void> {
    const { onFailure, pause = pausing } = this.options;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const { waitMs } = this;
      this.waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS);
      await pause(waitMs, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
      if (signal.aborted) return;
      this.many += 1;
      try {
        return await this.startOne();
      } catch (error) {
        if (!signal.aborted) onFailure(error);
      }
    }
  }
}

const pausing = (ms: number, signal: AbortSignal): Promise<unknown> => pauseOf(ms, undefined, { signal });
