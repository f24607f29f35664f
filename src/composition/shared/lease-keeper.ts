import { setTimeout as pauseOf } from 'node:timers/promises';
import type { LeadNews, Leases, TakenLease } from '../../application/ports/leases.js';

/** Waits, or until the signal says that there is nothing to wait for any more. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<unknown>;

const pausing: Pause = (ms, signal) => pauseOf(ms, undefined, { signal });

export interface Keeping {
  readonly leases: Leases;
  readonly names: readonly string[];
  /** Who this is, for those who want to know. */
  readonly holder: string;
  /** How soon somebody else has a lease whose holder ended without a word. */
  readonly takeOverMs: number;
  /** Asked in every round whether to lead anything; whoever may not gives up what it has. */
  readonly mayLead?: () => Promise<boolean>;
  /** Told after every round which leases are held; waited for by nobody. */
  readonly onRound?: () => void;
  /** Told what is led from now on, or no more. */
  readonly onNews: (news: LeadNews) => void;
  /** Told when the store does not answer; the next round asks again. */
  readonly onFailure: (error: unknown) => void;
  readonly pause?: Pause;
}

/** Of the time in which others take over: how long a lease holds, and how often it is asked for. */
const HOLDS = 2 / 3;
const ROUNDS = 1 / 6;

interface Held {
  readonly lease: TakenLease;
  /** By this process's own clock, which goes on while the process is paused. */
  readonly untilMs: number;
}

/** Asks for leases, and keeps those it gets, until it is stopped. */
export class LeaseKeeper {
  private readonly kept = new Map<string, Held>();
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;

  constructor(private readonly keeping: Keeping) {
    this.running = this.run();
  }

  /**
   * Leases that nobody else is known to have. Their time may be over; what is written under them is refused
   * then, if somebody else has them.
   */
  held(): TakenLease[] {
    return this.keeping.names.flatMap((name) => this.kept.get(name)?.lease ?? []);
  }

  /** Whether it leads for sure, by its own clock: for what nobody refuses. */
  leads(name: string): boolean {
    return (this.kept.get(name)?.untilMs ?? 0) > performance.now();
  }

  /** Gives up what it has; others need not wait. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.giveUp();
  }

  private async giveUp(): Promise<void> {
    const { leases, onNews, onFailure } = this.keeping;
    const held = this.held();
    this.kept.clear();
    for (const lease of held) onNews({ is: 'given up', lease });
    await Promise.all(held.map((lease) => leases.release(lease))).catch(onFailure);
  }

  private async run(): Promise<void> {
    const { takeOverMs, pause = pausing, onRound, onFailure } = this.keeping;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.round().catch(onFailure);
      onRound?.();
      await pause(takeOverMs * ROUNDS, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    }
  }

  /** What is held comes first: its time runs, and on a busy machine whatever is asked for takes long. */
  private async round(): Promise<void> {
    const { names, mayLead } = this.keeping;
    await allOf(this.held().map((lease) => this.renew(lease)));
    if (mayLead && !await mayLead()) return this.giveUp();
    await allOf(names.filter((name) => !this.kept.has(name)).map((name) => this.acquire(name)));
  }

  private async renew(lease: TakenLease): Promise<void> {
    const { leases, onNews } = this.keeping;
    const { timeMs, untilMs } = this.fromNow();
    if (await leases.renew(lease, timeMs)) {
      this.kept.set(lease.name, { lease, untilMs });
      return;
    }
    this.kept.delete(lease.name);
    onNews({ is: 'lost', lease });
  }

  private async acquire(name: string): Promise<void> {
    const { leases, holder, onNews } = this.keeping;
    const { timeMs, untilMs } = this.fromNow();
    const lease = await leases.acquire(name, holder, timeMs);
    if (!lease) return;
    this.kept.set(name, { lease, untilMs });
    onNews({ is: 'gained', lease });
  }

  private fromNow(): { timeMs: number; untilMs: number } {
    const timeMs = Math.round(this.keeping.takeOverMs * HOLDS);
    return { timeMs, untilMs: performance.now() + timeMs };
  }
}

/** One that fails does not keep the others from being done. */
const allOf = async (asked: readonly Promise<void>[]): Promise<void> => {
  const failed = (await Promise.allSettled(asked)).find(({ status }) => status === 'rejected');
  if (failed) throw (failed as PromiseRejectedResult).reason;
};
