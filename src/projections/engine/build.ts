import { breathe } from '../../application/ledger/breathe.js';
import { BEGINNING, type Position, type StoredEvent } from '../../application/ports/event-store.js';
import { Batches, type Batch, type Stores } from './batch.js';
import { commitBatch } from './commit-batch.js';
import type { FrozenGeneration } from './frozen-generation.js';
import type { GenerationFold } from './generation-fold.js';
import { collectionsOf } from './generation.js';
import { interestsOf, readerOf } from './interests.js';
import type { MakeRanges } from './range-task.js';
import { PersonBuild } from './person-build.js';

export interface BuildOptions {
  readonly signal: AbortSignal;
  /** How many events are folded. */
  readonly onProgress: (events: number) => void;
  readonly eventsPerRead: number;
  readonly personsPerCommit: number;
  readonly makeRanges: MakeRanges;
}

/**
 * Makes new generations of all there was when the first of them was born; what came since is for the live
 * feed. First the ledger is read in its order, for references and for what is about no person, without
 * opening what nobody needs to see; then person by person, each document whole, contributing once. What is
 * committed stays: after a crash, or in another process, `run` goes on from there.
 */
export class Build {
  private readonly aboutPersons: readonly GenerationFold[];
  private readonly others: readonly GenerationFold[];
  private readonly end: Position;
  private eventsOfPersons = 0;

  constructor(
    private readonly stores: Stores, private readonly folds: readonly GenerationFold[],
    private readonly frozen: readonly FrozenGeneration[], private readonly options: BuildOptions,
  ) {
    this.aboutPersons = folds.filter(({ projection }) => projection.aboutPersons);
    this.others = folds.filter(({ projection }) => !projection.aboutPersons);
    this.end = folds.map(({ generation }) => generation.bornAt).sort()[0] ?? BEGINNING;
  }

  async run(): Promise<void> {
    await this.declare('not-yet-indexed');
    for (const fold of this.folds) await fold.load();
    const toMake = this.aboutPersons.filter(({ checkpoint }) => checkpoint < this.end);
    for (const fold of toMake) fold.references.restartAll();
    await this.readInOrder(toMake);
    const { makeRanges, personsPerCommit, signal } = this.options;
    await new PersonBuild(this.stores, toMake, this.end, makeRanges, personsPerCommit).run({
      signal, onProgress: (events) => {
        this.eventsOfPersons += events;
        this.tell();
      },
    });
    await this.declare('indexed');
  }

  private async readInOrder(toMake: readonly GenerationFold[]): Promise<void> {
    const { makeRanges, signal } = this.options;
    const references = toMake.flatMap(({ projection }) => projection.references);
    const reader = readerOf(references, this.frozen.length > 0);
    const interests = interestsOf([...this.others.map(({ projection }) => projection), reader]);
    const batches = new Batches(this.stores, interests);
    const after = references.length > 0 || this.frozen.length > 0 ? BEGINNING : this.earliestOfOthers();
    for await (const stored of this.read(after, interests.categories)) {
      const batch = await batches.open(stored);
      for (const fold of toMake) takeReferences(fold, batch);
      for (const frozen of this.frozen) await frozen.heed(batch.erasures);
      for (const fold of this.others) await fold.take(batch);
      await commitBatch(this.stores.readStore, this.others, { makeRanges, signal });
      await this.goOn();
    }
  }

  private earliestOfOthers(): Position {
    return this.others.map(({ checkpoint }) => checkpoint).sort()[0] ?? this.end;
  }

  /** The ledger up to the end; the next events are read while the ones before them are folded. */
  private async* read(
    after: Position, categories: ReturnType<typeof interestsOf>['categories'],
  ): AsyncGenerator<StoredEvent[]> {
    const limit = this.options.eventsPerRead;
    const readAfter = (position: Position): Promise<StoredEvent[]> | undefined =>
      (position < this.end ? this.stores.events.readAll(position, { categories, limit }) : undefined);
    let next = readAfter(after);
    try {
      while (next) {
        const stored: StoredEvent[] = await next;
        next = stored.length < limit ? undefined : readAfter(stored.at(-1)!.position);
        const known = stored.filter(({ position }) => position <= this.end);
        if (known.length > 0) yield known;
      }
    } finally {
      await Promise.allSettled([next]);
    }
  }

  private async declare(rowIndexes: 'indexed' | 'not-yet-indexed'): Promise<void> {
    const collections = this.folds.flatMap(({ projection, generation }) =>
      collectionsOf(projection, generation.name, rowIndexes));
    await this.stores.readStore.declare(collections);
  }

  /** Between two steps, others have their turn, and the build may be stopped. */
  private async goOn(): Promise<void> {
    this.tell();
    await breathe();
    this.options.signal.throwIfAborted();
  }

  private tell(): void {
    this.options.onProgress(Math.max(this.eventsOfPersons, ...this.folds.map(({ events }) => events)));
  }
}

const takeReferences = (fold: GenerationFold, { events, unreadable }: Batch): void => {
  for (const one of unreadable) if (fold.references.handles(one.type)) fold.parkUnreadable(one);
  fold.takeReferences(events);
};
