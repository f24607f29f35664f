import { BEGINNING, type Position, type StoredEvent } from '../../application/ports/event-store.js';
import { Batches, type Stores } from './batch.js';
import { Changes } from './changes.js';
import { commitRest } from './commit-batch.js';
import type { FrozenGeneration } from './frozen-generation.js';
import type { GenerationFold } from './generation-fold.js';
import { collectionsOf } from './generation.js';
import { type Interests, interestsOf } from './interests.js';
import { Sweep } from './sweep.js';
import { breathe } from './turns.js';

export interface BuildOptions {
  readonly signal: AbortSignal;
  /** How many events are folded. */
  readonly onProgress: (events: number) => void;
  readonly eventsPerRead: number;
  /** Documents are written when so many events were folded, or so many documents changed. */
  readonly eventsPerWrite: number;
  readonly documentsPerWrite: number;
}

const DOCUMENTS_PER_COMMIT = 5_000;

/**
 * Folds new generations from the beginning of the ledger to its end, all in one pass. Nobody reads them
 * yet, so they contribute once, at the end, and documents are written only when memory is to be freed. What
 * is committed stays: after a crash, or in another process, `run` goes on from there.
 */
export class Build {
  private readonly interests: Interests;
  /** Which documents are stored that have not contributed what they should: perhaps all, after a crash. */
  private toSweep: 'none' | 'stale' | 'all' = 'none';

  constructor(
    private readonly stores: Stores, private readonly folds: readonly GenerationFold[],
    private readonly frozen: readonly FrozenGeneration[], private readonly options: BuildOptions,
  ) {
    this.interests = interestsOf(folds.map(({ projection }) => projection));
  }

  async run(): Promise<void> {
    await this.declare('not-yet-indexed');
    for (const fold of this.folds) await fold.load();
    const checkpoints = this.folds.map(({ checkpoint }) => checkpoint).sort();
    this.toSweep = checkpoints.every((checkpoint) => checkpoint === BEGINNING) ? 'none' : 'all';
    await this.foldAll(checkpoints[0] ?? BEGINNING);
    await this.write('now');
    if (this.toSweep !== 'none') await this.sweep(this.toSweep);
    await this.declare('indexed');
  }

  private async foldAll(after: Position): Promise<void> {
    const batches = new Batches(this.stores, this.interests.wants);
    let events = 0;
    for await (const stored of this.read(after)) {
      const batch = await batches.open(stored);
      for (const fold of this.folds) await fold.take(batch);
      for (const frozen of this.frozen) await frozen.heed(batch.erasures);
      this.options.onProgress(Math.max(...this.folds.map(({ events }) => events)));
      events += stored.length;
      if (this.isFull(events)) {
        await this.write('later');
        if (this.toSweep === 'none') this.toSweep = 'stale';
        events = 0;
      }
      await this.pause();
    }
  }

  /** Memory is full of what was not written yet. */
  private isFull(events: number): boolean {
    const documents = this.folds.reduce((sum, fold) => sum + fold.documents.changedCount(), 0);
    return events >= this.options.eventsPerWrite || documents >= this.options.documentsPerWrite;
  }

  /** The next events are read while the ones before them are folded. */
  private async* read(after: Position): AsyncGenerator<StoredEvent[]> {
    const limit = this.options.eventsPerRead;
    const { categories } = this.interests;
    const readAfter = (position: Position): Promise<StoredEvent[]> =>
      this.stores.events.readAll(position, { categories, limit });
    let next: Promise<StoredEvent[]> | undefined = readAfter(after);
    try {
      while (next) {
        const stored: StoredEvent[] = await next;
        next = stored.length < limit ? undefined : readAfter(stored.at(-1)!.position);
        if (stored.length > 0) yield stored;
      }
    } finally {
      await Promise.allSettled([next]);
    }
  }

  private async write(contributing: 'now' | 'later'): Promise<void> {
    for (const fold of this.folds) {
      const keys = fold.documents.changedKeys();
      for (let from = 0; from < keys.length; from += DOCUMENTS_PER_COMMIT) {
        const some = keys.slice(from, from + DOCUMENTS_PER_COMMIT);
        const changes = new Changes();
        fold.write(some, changes, contributing);
        await this.stores.readStore.commit(changes.toCommit());
        fold.documents.written(some);
        await this.pause();
      }
    }
    await commitRest(this.stores.readStore, this.folds);
  }

  private async sweep(which: 'stale' | 'all'): Promise<void> {
    for (const fold of this.folds) {
      await new Sweep(this.stores.readStore, fold).everything(which, () => this.pause());
    }
    await commitRest(this.stores.readStore, this.folds);
  }

  private async declare(rowIndexes: 'indexed' | 'not-yet-indexed'): Promise<void> {
    const collections = this.folds.flatMap(({ projection, generation }) =>
      collectionsOf(projection, generation.name, rowIndexes));
    await this.stores.readStore.declare(collections);
  }

  /** Between two steps, others have their turn, and the build may be stopped. */
  private async pause(): Promise<void> {
    await breathe();
    this.options.signal.throwIfAborted();
  }
}
