import type { Position } from '../../application/ports/event-store.js';
import type { Stores } from './batch.js';
import { Changes } from './changes.js';
import { commitRest } from './commit-batch.js';
import type { GenerationFold } from './generation-fold.js';
import { stateOf } from './generation.js';
import { Histories, NO_HISTORY } from './histories.js';
import { interestsOf } from './interests.js';
import { Joins } from './joins.js';
import type { Opened } from './opening.js';

export interface PersonBuildOptions {
  readonly personsPerCommit: number;
  /** Throws if the build is to be stopped. */
  readonly afterCommit: () => Promise<void>;
}

/** How far a build has come: all persons up to this one are committed. */
interface Progress { readonly person: string }

const PROGRESS = 'build';

/**
 * Makes the documents of generations about persons, some persons at a time, in the order of their ids: each
 * from all there is about somebody up to a position. Nothing is held longer than its commit takes, so memory
 * stays flat, and each document is written once, beside its neighbours.
 */
export class PersonBuild {
  private readonly histories: Histories;
  private readonly joins: Joins;
  private readonly doneTo = new Map<GenerationFold, string>();

  constructor(
    private readonly stores: Stores, private readonly folds: readonly GenerationFold[],
    private readonly end: Position, private readonly options: PersonBuildOptions,
  ) {
    this.histories = new Histories(stores, interestsOf(folds.map(({ projection }) => projection)).wants);
    this.joins = new Joins(stores.vault, stores.readStore);
  }

  async run(): Promise<void> {
    if (this.folds.length === 0) return;
    for (const fold of this.folds) this.doneTo.set(fold, await this.progressOf(fold));
    let [after = ''] = [...this.doneTo.values()].sort();
    for (;;) {
      const persons = await this.stores.vault.personsAfter(after, this.options.personsPerCommit);
      if (persons.length === 0) break;
      await this.make(persons);
      after = persons.at(-1)!;
    }
    await this.finish();
  }

  private async progressOf({ generation }: GenerationFold): Promise<string> {
    return (await this.stores.readStore.get<Progress>(stateOf(generation.name), PROGRESS))?.person ?? '';
  }

  private async make(persons: readonly string[]): Promise<void> {
    const histories = await this.histories.of(persons, this.end);
    const joined = await this.heedJoins(histories);
    const changes = new Changes();
    for (const fold of this.folds) {
      const keys = persons.filter((person) => histories.has(person) && person > this.doneTo.get(fold)!);
      await fold.documents.load(keys);
      for (const key of keys) fold.make(key, histories.get(key)!, this.end);
      await this.makeJoined(fold, joined);
      this.noteProgress(fold, persons.at(-1)!, changes);
    }
    await this.commit(changes);
  }

  /** A crash may have kept the vault from joining whom the ledger says are one: then it does so now. */
  private async heedJoins(histories: Map<string, Opened>): Promise<string[]> {
    const concerned = new Set<string>();
    for (const [person, { events, unreadable }] of histories) {
      const { joins, failed } = await this.joins.among(events);
      if (failed.length > 0) histories.set(person, { events, unreadable: [...unreadable, ...failed] });
      for (const { survivor, gone } of joins) for (const one of [survivor, ...gone]) concerned.add(one);
    }
    return [...concerned];
  }

  /** Whoever was joined has a document no longer; the survivor has all the facts. */
  private async makeJoined(fold: GenerationFold, persons: readonly string[]): Promise<void> {
    if (persons.length === 0) return;
    const histories = await this.histories.of(persons, this.end);
    await fold.documents.load(persons);
    for (const key of persons) fold.remake(key, histories.get(key) ?? NO_HISTORY, this.end, 'forget');
  }

  private noteProgress(fold: GenerationFold, person: string, changes: Changes): void {
    if (person <= this.doneTo.get(fold)!) return;
    this.doneTo.set(fold, person);
    changes.put(stateOf(fold.generation.name), PROGRESS, { person } satisfies Progress);
  }

  private async finish(): Promise<void> {
    const changes = new Changes();
    for (const fold of this.folds) {
      fold.reach(this.end);
      changes.delete(stateOf(fold.generation.name), PROGRESS);
    }
    await this.commit(changes);
  }

  private async commit(changes: Changes): Promise<void> {
    const written = this.folds.map((fold) => ({ fold, keys: fold.documents.changedKeys() }));
    for (const { fold, keys } of written) fold.write(keys, changes);
    await commitRest(this.stores.readStore, this.folds, changes);
    for (const { fold, keys } of written) fold.documents.written(keys);
    await this.options.afterCommit();
  }
}
