import { breathe } from '../../application/ledger/breathe.js';
import { Changes } from './changes.js';
import { GenerationFold } from './generation-fold.js';
import { documentsOf, stateOf } from './generation.js';
import type { KeyRange } from './key-ranges.js';
import type { MakerControl, MakerSetting, SweepTask } from './range-task.js';
import { entryOf, type StoredDocument } from './stored-document.js';

/** How far a range has come; stored with what it did, so that it goes on from there after a crash. */
export interface SweptRange {
  readonly afterKey: string;
  /** Documents that failed: they stay as they are, and whoever asked parks them. */
  readonly failed: readonly string[];
}

export const sweptKey = ({ from }: KeyRange): string => `swept/${from}`;

/** Larger pieces change each sum less often, and take more memory. */
const DOCUMENTS_AT_ONCE = 3_000;

/** Lets the documents of a range contribute anew, some at a time in the order of their keys. */
export const sweepRange = async (
  setting: MakerSetting, task: SweepTask, { signal }: MakerControl,
): Promise<void> => {
  const sweeper = await RangeSweeper.open(setting, task);
  while (await sweeper.sweepSome()) {
    await breathe();
    signal.throwIfAborted();
  }
};

class RangeSweeper {
  private readonly touched: ReadonlySet<string> | undefined;
  private readonly except: ReadonlySet<string>;

  private constructor(
    private readonly setting: MakerSetting, private readonly task: SweepTask,
    private readonly fold: GenerationFold, private swept: SweptRange,
  ) {
    this.touched = task.touched && new Set(task.touched);
    this.except = new Set(task.except);
  }

  static async open(setting: MakerSetting, task: SweepTask): Promise<RangeSweeper> {
    const { readStore, clock, projections } = setting;
    const { generation, range } = task;
    const projection = projections.find(({ name }) => name === task.projection);
    if (!projection) throw new Error(`There is no read model ${task.projection}`);
    const fold = new GenerationFold(projection, generation, { readStore, clock, cachedDocuments: 0 });
    await fold.load();
    const swept = await readStore.get<SweptRange>(stateOf(generation.name), sweptKey(range));
    return new RangeSweeper(setting, task, fold, swept ?? { afterKey: range.from, failed: [] });
  }

  /** False when nothing is left. */
  async sweepSome(): Promise<boolean> {
    const { readStore } = this.setting;
    const { generation: { name }, range } = this.task;
    const found = await readStore.scan<StoredDocument>(
      documentsOf(name), this.swept.afterKey, DOCUMENTS_AT_ONCE);
    const documents = found.filter(({ key }) => key < range.to);
    if (documents.length === 0) return false;
    const changes = new Changes();
    const failed = documents.filter(({ key, document }) => !this.contributes(key, document, changes));
    this.swept = {
      afterKey: documents.at(-1)!.key, failed: [...this.swept.failed, ...failed.map(({ key }) => key)],
    };
    changes.put(stateOf(name), sweptKey(range), { ...this.swept });
    await readStore.commit(changes.toCommit());
    return documents.length === DOCUMENTS_AT_ONCE;
  }

  /** False if it fails to. */
  private contributes(key: string, stored: StoredDocument, changes: Changes): boolean {
    const { parked } = this.fold;
    if (parked.has(key) || this.except.has(key) || !this.isAffected(stored)) return true;
    this.fold.contributeAnew(key, entryOf(stored), changes);
    return !parked.has(key);
  }

  private isAffected({ uses = [] }: StoredDocument): boolean {
    const { touched } = this;
    return touched === undefined || uses.some((key) => touched.has(key));
  }
}
