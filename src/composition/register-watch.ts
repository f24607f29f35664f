import { setTimeout as pauseOf } from 'node:timers/promises';
import type { RegisterKeeper } from '../application/kaa/keep-register.js';
import type { ProjectionControl } from '../application/ports/projection-control.js';
import { KAA } from '../projections/kaa/collections.js';

/** Waits, or until the signal says that there is nothing to wait for any more. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<unknown>;

const PAUSE_MS = 1_000;
/** While the read model is further behind, a delivery is taken in: what it adds up to is not known yet. */
const MOST_LAG_EVENTS = 500;

export interface Watching {
  readonly register: Pick<RegisterKeeper, 'round'>;
  readonly projections: Pick<ProjectionControl, 'status'>;
  /**
   * Whether no other process keeps it, as far as is known here. Two that did would record everything once all
   * the same.
   */
  readonly isLedHere?: () => boolean;
  /** Told of every round that failed; the next one tries again. */
  readonly onFailure: (error: unknown) => void;
  readonly pause?: Pause;
}

const pausing: Pause = (ms, signal) => pauseOf(ms, undefined, { signal, ref: false });

/** Has the register kept, round after round, from when it is started until it is stopped. */
export class RegisterWatch {
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;

  constructor(private readonly watching: Watching) {
    this.running = this.run();
  }

  /** Resolves when the file at hand is kept; the rest of the round is for whoever leads next. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { pause = pausing, onFailure } = this.watching;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        await this.round();
      } catch (error) {
        onFailure(error);
      }
      await pause(PAUSE_MS, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    }
  }

  private async round(): Promise<void> {
    const { isLedHere = () => true } = this.watching;
    const mayRecord = (): boolean => isLedHere() && !this.stopping.signal.aborted;
    if (!mayRecord()) return;
    const { projections } = await this.watching.projections.status();
    const status = projections.find(({ name }) => name === KAA);
    if (status && status.lagEvents <= MOST_LAG_EVENTS) await this.watching.register.round(mayRecord);
  }
}
