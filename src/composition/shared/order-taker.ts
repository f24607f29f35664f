import { setTimeout as pauseOf } from 'node:timers/promises';
import type { Clock } from '../../application/ports/clock.js';
import { LeaseLost } from '../../application/ports/leases.js';
import { StoreUnavailable } from '../../application/ports/event-store.js';
import type { ProjectionControl } from '../../application/ports/projection-control.js';
import type { ReadStore } from '../../application/ports/read-store.js';
import {
  isOpen, isRebuild, type KeptOrder, type Order, type OrderAnswer, Orders,
} from '../../projections/engine/orders.js';
import type { Pause } from './lease-keeper.js';

const LOOK_EVERY_MS = 500;
const TELL_EVERY_MS = 1_000;
/** Whoever asked looks several times a second: nobody looks for an answer any more that is so old. */
const KEPT_MS = 3_600_000;

const pausing: Pause = (ms, signal) => pauseOf(ms, undefined, { signal });

export interface TakingOrders {
  /** Under the leases of whoever takes orders: once others have them, it tells nothing any more. */
  readonly readStore: ReadStore;
  readonly clock: Clock;
  /** Names of the read models that are led here. */
  readonly projections: readonly string[];
  readonly control: Pick<ProjectionControl, 'rebuild' | 'redrive'>;
  readonly onFailure: (error: unknown) => void;
  readonly pause?: Pause;
}

/**
 * Does what leaders are asked to do, one thing after the other. What is not done when it is stopped, the next
 * leader does.
 */
export class OrderTaker {
  private readonly orders: Orders;
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;

  constructor(private readonly taking: TakingOrders) {
    this.orders = new Orders(taking.readStore);
    this.running = this.run();
  }

  /** Resolves when what is under way has ended: whoever is driven is to be stopped meanwhile. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { pause = pausing } = this.taking;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      await this.look().catch((error: unknown) => {
        if (!signal.aborted) this.taking.onFailure(error);
      });
      await pause(LOOK_EVERY_MS, signal).catch((error: unknown) => {
        if (!signal.aborted) throw error;
      });
    }
  }

  private async look(): Promise<void> {
    const { projections, clock } = this.taking;
    const all = await this.orders.all();
    const isForgotten = ({ order: { answered = 0 } }: KeptOrder): boolean =>
      answered < clock.now() - KEPT_MS;
    const forgotten = all.filter((one) => !isOpen(one) && isForgotten(one));
    if (forgotten.length > 0) await this.orders.remove(forgotten.map(({ id }) => id));
    const open = all.filter((one) => isOpen(one) && projections.includes(one.order.projection));
    for (const one of open.filter((order) => !isRebuild(order))) await this.redrive(one);
    const rebuilds = open.filter(isRebuild);
    if (rebuilds.length > 0) await this.rebuild(rebuilds);
  }

  private async redrive(asked: KeptOrder): Promise<void> {
    const { projection, key } = asked.order;
    const answer = await this.answerOf(async () =>
      ({ folded: await this.taking.control.redrive(projection, key!) }));
    await this.answer([asked], () => answer);
  }

  private async rebuild(asked: readonly KeptOrder[]): Promise<void> {
    const names = [...new Set(asked.map(({ order }) => order.projection))];
    let progress: Order['progress'];
    const over = new AbortController();
    const told = this.tell(asked, () => progress, over.signal);
    const outcome = await this.answerOf(async () => ({
      reports: await this.taking.control.rebuild(names, (done, total) => { progress = { done, total }; }),
    })).finally(async () => {
      over.abort();
      await told;
    });
    await this.answer(asked, ({ projection }) => ('failed' in outcome ? outcome
      : { report: outcome.reports.find(({ name }) => name === projection)! }));
  }

  /** Tells how far it is, again and again until it is over. */
  private async tell(
    asked: readonly KeptOrder[], latest: () => Order['progress'], over: AbortSignal,
  ): Promise<void> {
    const { pause = pausing, onFailure } = this.taking;
    for (let told: Order['progress']; !over.aborted;) {
      const progress = latest();
      if (progress !== told) await this.put(asked, () => ({ progress })).catch(onFailure);
      told = progress;
      await pause(TELL_EVERY_MS, over).catch((error: unknown) => {
        if (!over.aborted) throw error;
      });
    }
  }

  private answer(asked: readonly KeptOrder[], give: (order: Order) => OrderAnswer): Promise<void> {
    return this.put(asked, (order) => ({ answer: give(order), answered: this.taking.clock.now() }));
  }

  private put(asked: readonly KeptOrder[], news: (order: Order) => Partial<Order>): Promise<void> {
    return this.orders.put(asked.map(({ id, order }) => ({ id, order: { ...order, ...news(order) } })));
  }

  /** That a store is away, or that somebody else leads now, is no answer: whoever leads next gives one. */
  private async answerOf<T extends object>(work: () => Promise<T>): Promise<T | { failed: string }> {
    try {
      return await work();
    } catch (error) {
      const mayGoWell = error instanceof StoreUnavailable || error instanceof LeaseLost;
      if (this.stopping.signal.aborted || mayGoWell) throw error;
      this.taking.onFailure(error);
      return { failed: (error as Error).name };
    }
  }
}
