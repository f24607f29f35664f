import { realpathSync } from 'node:fs';
import { BroadcastChannel } from 'node:worker_threads';

/** How long a commit of another process may stay unseen, since its bell is not heard here. */
const LOOK_AGAIN_AFTER_MS = 1_000;

/** The channel on which a ledger's writer rings after each commit; heard in all threads of the process. */
export const bellName = (file: string): string => `liggare-ledger:${realpathSync(file)}`;

/** Wakes those who wait for new events. */
export class CommitBell {
  private readonly channel: BroadcastChannel;
  private readonly sleepers = new Set<() => void>();
  private rings = 0;

  constructor(file: string) {
    this.channel = new BroadcastChannel(bellName(file));
    this.channel.onmessage = () => this.ring();
  }

  /** How often it rang so far. Must be taken before looking for events, so that no ring is slept through. */
  get heard(): number {
    return this.rings;
  }

  /** Resolves at the first ring after those that were heard, and after a while without one. */
  next(heard: number): Promise<void> {
    if (heard !== this.rings) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer);
        this.sleepers.delete(wake);
        resolve();
      };
      const timer = setTimeout(wake, LOOK_AGAIN_AFTER_MS);
      this.sleepers.add(wake);
    });
  }

  ring(): void {
    this.rings += 1;
    for (const wake of this.sleepers) wake();
  }

  close(): void {
    this.channel.close();
  }
}
