import { breathe } from '../../application/ledger/breathe.js';
import type { ReadStore } from '../../application/ports/read-store.js';
import { Changes, type SumDifferences } from './changes.js';
import { GenerationFold } from './generation-fold.js';
import { alikeOf, documentsOf, stateOf } from './generation.js';
import type { KeyRange } from './key-ranges.js';
import type { MakerControl, MakerSetting, SweepTask } from './range-task.js';
import {
  alikeIn, type Contributed, type ContributedAlike, type Entry, entryOf, type StoredAlike,
  type StoredDocument,
} from './stored-document.js';

/** How far a range has come; stored with what it did, so that it goes on from there after a crash. */
export interface SweptRange {
  readonly afterKey: string;
  /** Documents that failed: they stay as they are, and whoever asked parks them. */
  readonly failed: readonly string[];
  /** By how much sums differ: each piece would change most of them, so the last one writes them. */
  readonly sums: SumDifferences;
}

export const sweptKey = ({ from }: KeyRange): string => `swept/${from}`;

/** Larger pieces take more memory. */
const DOCUMENTS_AT_ONCE = 3_000;

/**
 * Folds of the generations that one thread sweeps. Each is loaded once for all ranges, since no reference
 * changes while a sweep lasts: what it has worked out in one range it knows in the next.
 */
export class SweptFolds {
  private readonly loaded = new Map<string, GenerationFold>();

  constructor(private readonly setting: MakerSetting) {}

  async of({ projection: wanted, generation }: SweepTask): Promise<GenerationFold> {
    const known = this.loaded.get(generation.name);
    if (known) return known;
    const { readStore, clock, projections } = this.setting;
    const projection = projections.find(({ name }) => name === wanted);
    if (!projection) throw new Error(`There is no read model ${wanted}`);
    const fold = new GenerationFold(projection, generation, { readStore, clock, cachedDocuments: 0 });
    await fold.load();
    this.loaded.set(generation.name, fold);
    return fold;
  }
}

/** Lets the documents of a range contribute anew, some at a time in the order of their keys. */
export const sweepRange = async (
  { readStore }: MakerSetting, task: SweepTask, folds: SweptFolds, { signal }: MakerControl,
): Promise<void> => {
  const sweeper = await RangeSweeper.open(readStore, task, await folds.of(task));
  while (await sweeper.sweepSome()) {
    await breathe();
    signal.throwIfAborted();
  }
};

class RangeSweeper {
  private readonly touched: ReadonlySet<string> | undefined;
  private readonly except: ReadonlySet<string>;

  private constructor(
    private readonly readStore: ReadStore, private readonly task: SweepTask,
    private readonly fold: GenerationFold, private swept: SweptRange,
  ) {
    this.touched = task.touched && new Set(task.touched);
    this.except = new Set(task.except);
  }

  static async open(readStore: ReadStore, task: SweepTask, fold: GenerationFold): Promise<RangeSweeper> {
    const { generation, range } = task;
    const swept = await readStore.get<SweptRange>(stateOf(generation.name), sweptKey(range));
    return new RangeSweeper(readStore, task, fold, swept ?? { afterKey: range.from, failed: [], sums: {} });
  }

  /** False when nothing is left. */
  async sweepSome(): Promise<boolean> {
    const { generation: { name }, range, onlyAlike = false } = this.task;
    const changes = new Changes();
    const swept = await (onlyAlike ? this.sweepAlike(changes) : this.sweepDocuments(changes));
    const isLast = swept.keys.length < DOCUMENTS_AT_ONCE;
    changes.addSums(this.swept.sums);
    this.swept = {
      afterKey: swept.keys.at(-1) ?? this.swept.afterKey, failed: [...this.swept.failed, ...swept.failed],
      sums: isLast ? {} : changes.takeSums(),
    };
    changes.put(stateOf(name), sweptKey(range), { ...this.swept });
    await this.readStore.commit(changes.toCommit());
    return !isLast;
  }

  private async sweepDocuments(changes: Changes): Promise<SweptKeys> {
    const { name } = this.task.generation;
    const documents = await this.next<StoredDocument>(documentsOf(name));
    const keys = documents.map(({ key }) => key);
    const alike = this.fold.projection.alike
      ? await this.readStore.getMany<StoredAlike>(alikeOf(name), keys) : undefined;
    const failed = documents.filter(({ key, document }) =>
      !this.contributes(key, entryOf(document, alike?.get(key)), changes));
    return { keys, failed: failed.map(({ key }) => key) };
  }

  /** Looks at documents only where they have nothing alike with others. */
  private async sweepAlike(changes: Changes): Promise<SweptKeys> {
    const { documents } = this.fold;
    const found = await this.next<StoredAlike>(alikeOf(this.task.generation.name));
    const own = found.filter(({ document: { said } }) => said === undefined).map(({ key }) => key);
    await documents.load(own);
    const failed = found.filter(({ key, document }) => (document.said === undefined
      ? !this.contributes(key, documents.entry(key), changes)
      : !this.contributesAlike(key, alikeIn(document), changes)));
    documents.forgetUnchanged();
    return { keys: found.map(({ key }) => key), failed: failed.map(({ key }) => key) };
  }

  private async next<D>(collection: string): Promise<{ readonly key: string; readonly document: D }[]> {
    const found = await this.readStore.scan<D>(collection, this.swept.afterKey, DOCUMENTS_AT_ONCE);
    return found.filter(({ key }) => key < this.task.range.to);
  }

  /** False if it fails to. */
  private contributes(key: string, entry: Entry, changes: Changes): boolean {
    if (!this.isToSweep(key, entry.alike ?? entry.contributed)) return true;
    this.fold.contributeAnew(key, entry, changes);
    return !this.fold.parked.has(key);
  }

  private contributesAlike(key: string, alike: ContributedAlike, changes: Changes): boolean {
    if (!this.isToSweep(key, alike)) return true;
    try {
      this.fold.contributeAlikeAnew(key, alike, changes);
      return true;
    } catch {
      return false; // it fails once more where it is parked
    }
  }

  private isToSweep(key: string, { uses }: Contributed): boolean {
    const { touched } = this;
    if (this.fold.parked.has(key) || this.except.has(key)) return false;
    return touched === undefined || uses.some((use) => touched.has(use));
  }
}

/** What was swept: all, and those that failed. */
interface SweptKeys {
  readonly keys: readonly string[];
  readonly failed: readonly string[];
}
