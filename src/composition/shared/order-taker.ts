import { setTimeout as pauseOf } from 'node:timers/promises';
import type { Clock } from '../../application/ports/clock.js';
import { LeaseLost } from '../../application/ports/leases.js';
import { StoreUnavailable } from '../../application/ports/event-store.js';
import type { ProjectionControl } from '../../application/ports/projection-control.js';
import type { ReadStore } from '../../application/ports/read-store.js';
import {
  isOpen, isRebuild, type KeptOrder, type Order, Orders,
} from '../../projections/engine/orders.js';
import type { Pause } from './lease-keeper.js';

const LOOK_EVERY_MS = 500;
const TELL_EVERY_MS = 1_000;
/** Whoever asked has long gone. */
const KEPT_MS = 3_600_000;

const pausing: Pause = (ms, signal) => pauseOf(ms, undefined, { signal });

export interface TakingOrders {
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
    const forgotten = all.filter((one) => !isOpen(one) && one.order.asked < clock.now() - KEPT_MS);
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
    await this.put([asked], () => ({ answer }));
  }

  private async rebuild(asked: readonly KeptOrder[]): Promise<void> {
    const names = [...new Set(asked.map(({ order }) => order.projection))];
    let telling: Promise<void> | undefined;
    let toldMs = 0;
    const tell = (done: number, total: number): void => {
      if (performance.now() < toldMs + TELL_EVERY_MS) return;
      toldMs = Number.POSITIVE_INFINITY; // not again before this is written
      telling = this.put(asked, () => ({ progress: { done, total } })).catch(this.taking.onFailure)
        .finally(() => { toldMs = performance.now(); });
    };
    const outcome = await this.answerOf(async () =>
      ({ reports: await this.taking.control.rebuild(names, tell) }));
    await telling;
    await this.put(asked, ({ projection }) => ({
      answer: 'failed' in outcome ? outcome
        : { report: outcome.reports.find(({ name }) => name === projection)! },
    }));
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
