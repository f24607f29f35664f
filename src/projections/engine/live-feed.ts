import type { Clock } from '../../application/ports/clock.js';
import {
  BEGINNING, type Position, type StoredEvent, type Subscription,
} from '../../application/ports/event-store.js';
import { Batches, type Stores } from './batch.js';
import { commitBatch } from './commit-batch.js';
import type { GenerationFold } from './generation-fold.js';
import { followingToo, type Interests, interestsOf, type Reader } from './interests.js';
import { type Outage, type Pause, Persistence } from './persistence.js';
import type { MakeRanges } from './range-task.js';
import { scrubIfDue } from './scrubbing.js';
import { Sweep, type Sweepers } from './sweep.js';
import { breathe } from '../../application/ledger/breathe.js';
import { Turns } from '../../application/ledger/turns.js';

export interface LiveFeedOptions {
  readonly clock: Clock;
  readonly pause: Pause;
  /** The most events that are read at once. */
  readonly eventsPerBatch: number;
  /** What is behind catches up in commits of so many events: what changes several times is written once. */
  readonly eventsPerCommit: number;
  /** Read models of others, whose part of the ledger is followed too. */
  readonly alongside: readonly Reader[];
  /** How documents are let contribute anew when references changed. */
  readonly makeRanges: MakeRanges;
}

/**
 * Follows the ledger and folds it into the generations that were added. When a store fails, it begins again
 * with what is committed, until it succeeds or is stopped.
 */
export class LiveFeed {
  private readonly folds = new Map<string, GenerationFold>();
  private interests: Interests = interestsOf([]);
  private batches: Batches;
  private readonly turns = new Turns();
  private readonly stopping = new AbortController();
  private readonly persistence: Persistence;
  private subscription: Subscription | undefined;
  /** False when folds may hold less than what is committed, or what cannot be. */
  private isLoaded = false;
  /** How many events are folded and not committed yet. */
  private uncommitted = 0;
  /** Grows when the folds begin anew: what was delivered for an earlier round is not for them. */
  private round = 0;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly stores: Stores, private readonly options: LiveFeedOptions) {
    this.batches = new Batches(stores, this.interests);
    this.persistence = new Persistence(options.clock, options.pause, this.stopping.signal);
  }

  get outage(): Outage | undefined {
    return this.persistence.outage;
  }

  /** Runs until it is stopped. */
  async run(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      try {
        await this.turns.take(() => this.load());
        await this.follow();
      } catch (error) {
        await this.turns.take(async () => this.beginAnew());
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

  /** While the work is done, no batch is: the folds hold what is committed, and nothing changes under it. */
  async exclusively<T>(work: () => Promise<T>): Promise<T> {
    const { round } = this;
    try {
      return await this.turns.take(async () => {
        await this.load();
        return this.orBeginAnew(async () => {
          await this.commit();
          return work();
        });
      });
    } finally {
      this.tell();
      if (this.round !== round) await this.endSubscription();
    }
  }

  /** Adds generations; they are folded on from their checkpoints. */
  async add(folds: readonly GenerationFold[]): Promise<void> {
    await this.exclusively(async () => {
      for (const fold of folds) this.folds.set(fold.generation.name, fold);
      this.beginAnew();
    });
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
  async until(hasComeTrue: () => Promise<boolean>): Promise<void> {
    while (!this.isStopped) {
      const change = this.nextChange();
      if (await hasComeTrue()) return;
      await change;
    }
  }

  get isStopped(): boolean {
    return this.stopping.signal.aborted;
  }

  private async load(): Promise<void> {
    if (this.isLoaded) return;
    const { readStore } = this.stores;
    const folds = this.generations();
    this.uncommitted = 0;
    this.interests = followingToo(folds.map(({ projection }) => projection), this.options.alongside);
    this.batches = new Batches(this.stores, this.interests);
    await scrubIfDue(readStore);
    for (const fold of folds) {
      await fold.load();
      await new Sweep(readStore, fold, this.sweepers).resume();
    }
    this.isLoaded = true;
    if ((await this.waitingAfter(this.earliest(), 1)).events === 0) this.persistence.succeeded();
    this.tell();
  }

  private beginAnew(): void {
    this.isLoaded = false;
    this.round += 1;
  }

  private async orBeginAnew<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.beginAnew();
      throw error;
    }
  }

  /** Where the generation is that has come the least far. */
  private earliest(): Position {
    return this.generations().map(({ checkpoint }) => checkpoint).sort()[0] ?? BEGINNING;
  }

  private async follow(): Promise<void> {
    const { round } = this;
    if (this.isStopped || !this.isLoaded) return;
    if (this.folds.size === 0) return this.nextChange();
    const options = { categories: this.interests.categories, batch: this.options.eventsPerBatch };
    const take = (stored: readonly StoredEvent[]): Promise<void> => this.turns.take(async () => {
      if (!this.isStopped && this.round === round) await this.orBeginAnew(() => this.take(stored));
    });
    this.subscription = this.stores.events.subscribeAll(this.earliest(), options, take);
    await this.subscription.done;
  }

  private async take(stored: readonly StoredEvent[]): Promise<void> {
    const batch = await this.batches.open(stored);
    for (const fold of this.generations()) {
      await fold.take(batch);
      await breathe(); // whoever asks how far it has come is not to wait until all is caught up
    }
    this.uncommitted += stored.length;
    if (batch.erasures.length === 0 && await this.mayWait(stored)) return;
    await this.commit();
    this.persistence.succeeded();
    this.tell();
  }

  /** Whether more is waiting, and there is room for it in the commit. */
  private async mayWait(stored: readonly StoredEvent[]): Promise<boolean> {
    const { eventsPerBatch, eventsPerCommit } = this.options;
    if (stored.length < eventsPerBatch || this.uncommitted + eventsPerBatch > eventsPerCommit) return false;
    return (await this.waitingAfter(stored.at(-1)!.position, 1)).events > 0;
  }

  private async commit(): Promise<void> {
    if (this.uncommitted === 0) return;
    await commitBatch(this.stores.readStore, this.generations(), this.sweepers);
    this.uncommitted = 0;
  }

  get sweepers(): Sweepers {
    return { makeRanges: this.options.makeRanges, signal: this.stopping.signal };
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
