import { setTimeout as pauseOf } from 'node:timers/promises';
import type { Clock } from '../../application/ports/clock.js';
import { StoreUnavailable } from '../../application/ports/event-store.js';
import type { Pause } from './lease-keeper.js';

const LOOK_EVERY_MS = 1_000;
/** What waits no longer than this is on its way. */
const USUAL_MS = 5_000;

const pausing: Pause = (ms, signal) => pauseOf(ms, undefined, { signal });

/** Looks, round after round, whether read models that others make follow the ledger. */
export class StaleWatch {
  /** What was recorded after this instant may be missing in them; undefined while they follow. */
  since: number | undefined;
  private followedAt: number;
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;

  constructor(
    private readonly readModels: { waitingSince(): Promise<number | undefined> },
    private readonly clock: Clock,
    /** Told of what is more than a store that does not answer; the next round looks again. */
    private readonly onFailure: (error: unknown) => void,
    private readonly pause: Pause = pausing,
  ) {
    this.followedAt = clock.now();
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      this.since = await this.look();
      await this.pause(LOOK_EVERY_MS, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    }
  }

  /** A store that does not answer says nothing of what was recorded since it last did. */
  private async look(): Promise<number | undefined> {
    const now = this.clock.now();
    try {
      const waiting = await this.readModels.waitingSince();
      if (waiting !== undefined && now - waiting > USUAL_MS) return waiting;
      this.followedAt = now;
      return undefined;
    } catch (error) {
      if (!(error instanceof StoreUnavailable)) this.onFailure(error);
      return this.followedAt;
    }
  }
}
