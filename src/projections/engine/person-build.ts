import type { Position } from '../../application/ports/event-store.js';
import type { Stores } from './batch.js';
import { Changes } from './changes.js';
import { commitRest } from './commit-batch.js';
import type { GenerationFold } from './generation-fold.js';
import { stateOf } from './generation.js';
import { Histories, NO_HISTORY } from './histories.js';
import { interestsOf } from './interests.js';
import { RANGES } from './key-ranges.js';
import { commitDocuments, progressKey, type RangeProgress } from './make-range.js';
import type { MakeRanges, MakerControl, MakeTask } from './range-task.js';

/** Makes the documents of generations about persons, range by range, up to a position. */
export class PersonBuild {
  constructor(
    private readonly stores: Stores, private readonly folds: readonly GenerationFold[],
    private readonly end: Position, private readonly makeRanges: MakeRanges,
    private readonly personsPerCommit: number,
  ) {}

  /** The folds must hold their references. */
  async run(control: MakerControl): Promise<void> {
    if (this.folds.length === 0) return;
    await commitRest(this.stores.readStore, this.folds);
    const { end, personsPerCommit } = this;
    const generations = Object.fromEntries(
      this.folds.map(({ projection: { name }, generation }) => [name, generation]));
    await this.makeRanges(RANGES.map((range): MakeTask => (
      { does: 'make', range, generations, end, personsPerCommit })), control);
    for (const fold of this.folds) await fold.load();
    await this.finish();
  }

  private async finish(): Promise<void> {
    const joined = await this.joined();
    const changes = new Changes();
    for (const fold of this.folds) {
      await this.makeJoined(fold, joined);
      for (const range of RANGES) changes.delete(stateOf(fold.generation.name), progressKey(range));
      fold.reach(this.end);
    }
    await commitDocuments(this.stores.readStore, this.folds, changes);
  }

  private async joined(): Promise<string[]> {
    const joined = new Set<string>();
    for (const { generation } of this.folds) {
      const progress = await this.stores.readStore.getMany<RangeProgress>(
        stateOf(generation.name), RANGES.map(progressKey));
      for (const range of progress.values()) for (const person of range.joined) joined.add(person);
    }
    return [...joined];
  }

  /** Whoever was joined has a document no longer; the survivor has all the facts. */
  private async makeJoined(fold: GenerationFold, persons: readonly string[]): Promise<void> {
    const histories = new Histories(this.stores, interestsOf([fold.projection]).wants);
    for (let from = 0; from < persons.length; from += this.personsPerCommit) {
      const some = persons.slice(from, from + this.personsPerCommit);
      const found = await histories.of(some, this.end);
      await fold.documents.load(some);
      for (const key of some) fold.remake(key, found.get(key) ?? NO_HISTORY, this.end);
    }
  }
}
