import { breathe } from '../../application/ledger/breathe.js';
import type { ReadStore } from '../../application/ports/read-store.js';
import { Recent } from '../../domain/shared/recent.js';
import { Changes, type SumDifferences } from './changes.js';
import { GenerationFold } from './generation-fold.js';
import { alikeOf, documentsOf, stateOf } from './generation.js';
import type { KeyRange } from './key-ranges.js';
import type { MakerControl, MakerSetting, SweepTask } from './range-task.js';
import {
  alikeIn, type Contributed, type Entry, entryOf, type StoredAlike, type StoredDocument,
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

/** So much is kept: some documents say the same as hundreds of others, many as none. */
const MOST_KEPT = 5_000;

/** What a sweep does where something is said alike: changes for each, or a look at the document. */
type Sweeps = Changes | 'document' | 'nothing' | 'fails';

/** The fold of a generation that is swept. */
interface Swept {
  readonly fold: GenerationFold;
  /** By what is stored of what is said alike, and of what follows from it. */
  readonly sweeps: Recent<Sweeps>;
}

/**
 * Folds of the generations that one thread sweeps. Each is loaded once for all ranges, since no reference
 * changes while a sweep lasts: what it has worked out in one range it knows in the next.
 */
export class SweptFolds {
  private readonly loaded = new Map<string, Swept>();

  constructor(private readonly setting: MakerSetting) {}

  async of({ projection: wanted, generation }: SweepTask): Promise<Swept> {
    const known = this.loaded.get(generation.name);
    if (known) return known;
    const { readStore, clock, projections } = this.setting;
    const projection = projections.find(({ name }) => name === wanted);
    if (!projection) throw new Error(`There is no read model ${wanted}`);
    const fold = new GenerationFold(projection, generation, { readStore, clock, cachedDocuments: 0 });
    await fold.load();
    const swept = { fold, sweeps: new Recent<Sweeps>(MOST_KEPT) };
    this.loaded.set(generation.name, swept);
    return swept;
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
  private readonly fold: GenerationFold;
  private readonly sweeps: Recent<Sweeps>;

  private constructor(
    private readonly readStore: ReadStore, private readonly task: SweepTask,
    { fold, sweeps }: Swept, private swept: SweptRange,
  ) {
    this.fold = fold;
    this.sweeps = sweeps;
    this.touched = task.touched && new Set(task.touched);
    this.except = new Set(task.except);
  }

  static async open(readStore: ReadStore, task: SweepTask, its: Swept): Promise<RangeSweeper> {
    const { generation, range } = task;
    const swept = await readStore.get<SweptRange>(stateOf(generation.name), sweptKey(range));
    return new RangeSweeper(readStore, task, its, swept ?? { afterKey: range.from, failed: [], sums: {} });
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
    const documents = await this.next(documentsOf(name));
    const keys = documents.map(({ key }) => key);
    const alike = this.fold.projection.alike
      ? await this.readStore.getMany<StoredAlike>(alikeOf(name), keys) : undefined;
    const failed = documents.filter(({ key, text }) => this.isToSweep(key)
      && !this.contributes(key, entryOf(JSON.parse(text) as StoredDocument, alike?.get(key)), changes));
    return { keys, failed: failed.map(({ key }) => key) };
  }

  /** Looks at documents only where they have nothing alike with others. */
  private async sweepAlike(changes: Changes): Promise<SweptKeys> {
    const { documents } = this.fold;
    const found = await this.next(alikeOf(this.task.generation.name));
    const keys = found.map(({ key }) => key);
    const swept = found.filter(({ key }) => this.isToSweep(key))
      .map(({ key, text }) => ({ key, sweeps: this.sweeps.of(text, () => this.sweepsOf(text)) }));
    await documents.load(swept.filter(({ sweeps }) => sweeps === 'document').map(({ key }) => key));
    const failed = swept.filter(({ key, sweeps }) => {
      if (sweeps === 'document') return !this.contributes(key, documents.entry(key), changes);
      if (sweeps instanceof Changes) changes.repeat(sweeps, key);
      return sweeps === 'fails';
    });
    documents.forgetUnchanged();
    return { keys, failed: failed.map(({ key }) => key) };
  }

  private sweepsOf(text: string): Sweeps {
    const stored: StoredAlike = JSON.parse(text);
    const alike = alikeIn(stored);
    if (!this.isTouched(alike)) return 'nothing';
    if (alike.said === undefined) return 'document';
    try {
      return this.fold.alikeAnew(alike);
    } catch {
      return 'fails'; // and once more where whom it is about is parked
    }
  }

  private async next(collection: string): Promise<{ readonly key: string; readonly text: string }[]> {
    const found = await this.readStore.scanTexts(collection, this.swept.afterKey, DOCUMENTS_AT_ONCE);
    return found.filter(({ key }) => key < this.task.range.to);
  }

  /** False if it fails to. */
  private contributes(key: string, entry: Entry, changes: Changes): boolean {
    if (!this.isTouched(entry.alike ?? entry.contributed)) return true;
    this.fold.contributeAnew(key, entry, changes);
    return !this.fold.parked.has(key);
  }

  private isToSweep(key: string): boolean {
    return !this.fold.parked.has(key) && !this.except.has(key);
  }

  private isTouched({ uses }: Contributed): boolean {
    const { touched } = this;
    return touched === undefined || uses.some((use) => touched.has(use));
  }
}

/** What was swept: all, and those that failed. */
interface SweptKeys {
  readonly keys: readonly string[];
  readonly failed: readonly string[];
}
