import { breathe } from '../../application/ledger/breathe.js';
import type { Stores } from './batch.js';
import { Changes } from './changes.js';
import { commitRest } from './commit-batch.js';
import { GenerationFold } from './generation-fold.js';
import { stateOf } from './generation.js';
import { Histories } from './histories.js';
import { interestsOf } from './interests.js';
import { Joins } from './joins.js';
import type { KeyRange } from './key-ranges.js';
import type { Opened } from './opening.js';
import type { MakerControl, MakerSetting, MakeTask } from './range-task.js';

/** How far a range has come: everybody up to this person is committed. */
export interface RangeProgress {
  readonly person: string;
  /** Whom joins in these histories concern. They are made once more at the end, when all joins are known. */
  readonly joined: readonly string[];
}

export const progressKey = ({ from }: KeyRange): string => `build/${from}`;

/**
 * Makes the documents of a range, some persons at a time in the order of their ids: each from all there is
 * about somebody. Nothing is held longer than its commit takes, so memory stays flat, and each document is
 * written once, beside its neighbours.
 */
export const makeRange = async (
  setting: MakerSetting, task: MakeTask, { signal, onProgress }: MakerControl,
): Promise<void> => {
  const maker = await RangeMaker.open(setting, task);
  for (let events = await maker.makeSome(); events !== undefined; events = await maker.makeSome()) {
    onProgress(events);
    await breathe();
    signal.throwIfAborted();
  }
};

/** A generation's documents, and how far they have come: others of the task may have begun before. */
interface Making {
  readonly fold: GenerationFold;
  progress: RangeProgress;
}

class RangeMaker {
  private readonly histories: Histories;
  private readonly joins: Joins;
  private readonly folds: readonly GenerationFold[];
  private reached: string;

  private constructor(
    private readonly stores: Stores, private readonly task: MakeTask,
    private readonly made: readonly Making[],
  ) {
    this.folds = made.map(({ fold }) => fold);
    const { folds } = this;
    this.reached = made.map(({ progress: { person } }) => person).sort()[0]!;
    this.histories = new Histories(stores, interestsOf(folds.map(({ projection }) => projection)).wants);
    this.joins = new Joins(stores);
  }

  static async open(setting: MakerSetting, task: MakeTask): Promise<RangeMaker> {
    const { readStore, clock, projections } = setting;
    const made: Making[] = [];
    for (const projection of projections) {
      const generation = task.generations[projection.name];
      if (!generation) continue;
      const fold = new GenerationFold(projection, generation, { readStore, clock, cachedDocuments: 0 });
      await fold.load();
      const progress = await readStore.get<RangeProgress>(stateOf(generation.name), progressKey(task.range));
      made.push({ fold, progress: progress ?? { person: task.range.from, joined: [] } });
    }
    return new RangeMaker(setting, task, made);
  }

  /** How many events the next persons have; undefined when there is nobody left. */
  async makeSome(): Promise<number | undefined> {
    const { range, personsPerCommit, end } = this.task;
    const found = await this.stores.vault.personsAfter(this.reached, personsPerCommit);
    const persons = found.filter((person) => person < range.to);
    if (persons.length === 0) return undefined;
    const histories = await this.histories.of(persons, end);
    const joined = await this.heedJoins(histories);
    this.reached = persons.at(-1)!;
    const before = this.eventsFolded();
    for (const making of this.made) await this.makeDocuments(making, histories, joined);
    await this.commit();
    return this.eventsFolded() - before;
  }

  private async makeDocuments(
    making: Making, histories: ReadonlyMap<string, Opened>, joined: readonly string[],
  ): Promise<void> {
    const { fold, progress } = making;
    if (progress.person >= this.reached) return;
    const persons = [...histories.keys()].filter((person) => person > progress.person);
    await fold.documents.load(persons);
    for (const person of persons) fold.make(person, histories.get(person)!, this.task.end);
    making.progress = { person: this.reached, joined: [...progress.joined, ...joined] };
  }

  /** A crash may have kept the vault from joining whom the ledger says are one: then it does so now. */
  private async heedJoins(histories: Map<string, Opened>): Promise<string[]> {
    const concerned = new Set<string>();
    for (const [person, { events, unreadable }] of histories) {
      const { joins, failed } = await this.joins.among(events);
      if (failed.length > 0) histories.set(person, { events, unreadable: [...unreadable, ...failed] });
      for (const { survivors, gone } of joins) for (const one of [...survivors, ...gone]) concerned.add(one);
    }
    return [...concerned];
  }

  private async commit(): Promise<void> {
    const changes = new Changes();
    for (const { fold, progress } of this.made) {
      changes.put(stateOf(fold.generation.name), progressKey(this.task.range), { ...progress });
    }
    await commitDocuments(this.stores.readStore, this.folds, changes);
  }

  private eventsFolded(): number {
    return Math.max(...this.folds.map(({ events }) => events));
  }
}

/** Writes all documents that changed, and what goes with them, as one commit. */
export const commitDocuments = async (
  readStore: Stores['readStore'], folds: readonly GenerationFold[], changes: Changes,
): Promise<void> => {
  const written = folds.map((fold) => ({ fold, keys: fold.documents.changedKeys() }));
  for (const { fold, keys } of written) fold.write(keys, changes);
  await commitRest(readStore, folds, changes);
  for (const { fold, keys } of written) fold.documents.written(keys);
};
