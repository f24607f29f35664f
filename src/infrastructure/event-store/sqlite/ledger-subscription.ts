import type {
  EventHandler, EventStore, Position, SubscribeOptions, Subscription,
} from '../../../application/ports/event-store.js';
import type { CommitBell } from './commit-bell.js';

/** Reads on from a position for ever: at once while there is more, and else when the bell rings. */
export class LedgerSubscription implements Subscription {
  readonly done: Promise<void>;
  private isStopped = false;

  constructor(
    private readonly store: Pick<EventStore, 'head' | 'readAll'>,
    private readonly bell: CommitBell,
    private readonly options: SubscribeOptions,
    private readonly handler: EventHandler,
    after: Position,
  ) {
    this.done = this.follow(after);
  }

  /** Resolves when the handler has finished its batch; so no handler may wait for it. */
  stop(): Promise<void> {
    this.isStopped = true;
    this.bell.ring();
    return this.done;
  }

  private async follow(after: Position): Promise<void> {
    const { categories, batch } = this.options;
    let reached = after;
    while (!this.isStopped) {
      const heard = this.bell.heard;
      const head = await this.store.head();
      const events = await this.store.readAll(reached, { categories, limit: batch });
      if (events.length > 0) await this.handler(events);
      reached = events.at(-1)?.position ?? reached;
      if (events.length === batch) continue;
      if (head > reached) reached = head; // events of other categories need not be looked at again
      await this.bell.next(heard);
    }
  }
}
