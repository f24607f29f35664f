import type { Clock } from '../../application/ports/clock.js';
import {
  BEGINNING, type Position, type StoredEvent, type Subscription,
} from '../../application/ports/event-store.js';
import { Batches, type Stores } from './batch.js';
import { commitBatch } from './commit-batch.js';
import type { GenerationFold } from './generation-fold.js';
import { type Interests, interestsOf } from './interests.js';
import { type Outage, type Pause, Persistence } from './persistence.js';
import { scrubIfDue } from './scrubbing.js';
import { Sweep } from './sweep.js';
import { Turns } from './turns.js';

export interface LiveFeedOptions {
  readonly clock: Clock;
  readonly pause: Pause;
  /** The most events of one batch: what is behind catches up in steps of this size. */
  readonly eventsPerBatch: number;
}

/**
 * Follows the ledger and folds it into the generations that were added: each batch is one commit. When a
 * store fails, it begins again with what is committed, until it succeeds or is stopped.
 */
export class LiveFeed {
  private readonly folds = new Map<string, GenerationFold>();
  private interests: Interests = interestsOf([]);
  private batches: Batches;
  private readonly turns = new Turns();
  private readonly stopping = new AbortController();
  private readonly persistence: Persistence;
  private subscription: Subscription | undefined;
  private isLoaded = false;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly stores: Stores, private readonly options: LiveFeedOptions) {
    this.batches = new Batches(stores, this.interests.wants);
    this.persistence = new Persistence(options.clock, options.pause, this.stopping.signal);
  }

  get outage(): Outage | undefined {
    return this.persistence.outage;
  }

  /** Runs until it is stopped. */
  async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        if (!this.isLoaded) await this.turns.take(() => this.load());
        await this.follow();
      } catch (error) {
        this.isLoaded = false;
        await this.persistence.failed(error);
      }
    }
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.tell();
    await this.endSubscription();
    await this.turns.take(async () => undefined);
  }

  /** While the work is done, no batch is: nothing the folds hold changes under it. */
  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const result = await this.turns.take(work);
    this.tell();
    return result;
  }

  /** Adds generations; they are folded on from their checkpoints. */
  async add(folds: readonly GenerationFold[]): Promise<void> {
    await this.turns.take(async () => {
      for (const fold of folds) this.folds.set(fold.generation.name, fold);
      this.isLoaded = false;
    });
    this.tell();
    await this.endSubscription();
  }

  /** From the next batch on, a generation is not folded any more. */
  remove(generation: string): void {
    this.folds.delete(generation);
  }

  generations(): GenerationFold[] {
    return [...this.folds.values()];
  }

  fold(generation: string): GenerationFold | undefined {
    return this.folds.get(generation);
  }

  /** Whether everything up to a position that concerns the fold is committed. */
  async hasReached(fold: GenerationFold, position: Position): Promise<boolean> {
    if (fold.checkpoint >= position) return true;
    const { categories } = this.interests;
    if (!categories) return false;
    const [next] = await this.stores.events.readAll(fold.checkpoint, { categories, limit: 1 });
    return next === undefined || next.position > position;
  }

  /** How many events wait, up to a limit, and since when the oldest does (milliseconds since 1970). */
  async waitingAfter(position: Position, limit: number): Promise<{ events: number; since?: number }> {
    const { categories } = this.interests;
    const waiting = await this.stores.events.readAll(position, { categories, limit });
    return { events: waiting.length, since: waiting[0]?.recordedAt };
  }

  /** Resolves when something has come true, which is looked at after every commit; or when stopped. */
  async until(hasComeTrue: () => Promise<boolean>, signal?: AbortSignal): Promise<void> {
    signal?.addEventListener('abort', this.tell);
    while (!signal?.aborted && !this.isStopped) {
      const change = this.nextChange();
      if (await hasComeTrue()) return;
      await change;
    }
  }

  get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async load(): Promise<void> {
    const { readStore } = this.stores;
    const folds = this.generations();
    this.interests = interestsOf(folds.map(({ projection }) => projection));
    this.batches = new Batches(this.stores, this.interests.wants);
    await scrubIfDue(readStore);
    for (const fold of folds) {
      await fold.load();
      await new Sweep(readStore, fold).resume();
    }
    this.isLoaded = true;
    this.tell();
  }

  private async follow(): Promise<void> {
    const checkpoints = this.generations().map(({ checkpoint }) => checkpoint).sort();
    if (this.stopping.signal.aborted || !this.isLoaded) return;
    if (checkpoints.length === 0) {
      await this.nextChange();
      return;
    }
    const options = { categories: this.interests.categories, batch: this.options.eventsPerBatch };
    this.subscription = this.stores.events.subscribeAll(
      checkpoints[0] ?? BEGINNING, options, (stored) => this.turns.take(() => this.take(stored)),
    );
    await this.subscription.done;
  }

  private async take(stored: readonly StoredEvent[]): Promise<void> {
    if (this.stopping.signal.aborted || !this.isLoaded) return;
    const folds = this.generations();
    const batch = await this.batches.open(stored);
    for (const fold of folds) await fold.take(batch);
    await commitBatch(this.stores.readStore, folds);
    this.persistence.succeeded();
    this.tell();
  }

  private async endSubscription(): Promise<void> {
    await this.subscription?.stop().catch(() => undefined); // `run` hears of a failure by `done`
  }

  private nextChange(): Promise<void> {
    return new Promise((resolve) => { this.listeners.add(resolve); });
  }

  private readonly tell = (): void => {
    const listeners = [...this.listeners];
    this.listeners.clear();
    for (const listener of listeners) listener();
  };
}
