import type { ReadStore } from '../../application/ports/read-store.js';
import { Changes } from './changes.js';
import type { GenerationFold } from './generation-fold.js';
import { stateOf, usesOf } from './generation.js';
import { isIn, EIGHTHS } from './key-ranges.js';
import type { MakeRanges, SweepTask } from './range-task.js';
import { type SweptRange, sweptKey } from './sweep-range.js';

/** What is swept for; stored until it is done, so that it goes on after a crash. */
type Sweeping = Pick<SweepTask, 'touched' | 'onlyAlike'>;

const SWEEPING = 'sweep';

/** How the documents of ranges are let contribute anew, and until when. */
export interface Sweepers {
  readonly makeRanges: MakeRanges;
  readonly signal: AbortSignal;
}

/** Lets documents contribute anew when references changed, in commits of their own, range by range. */
export class Sweep {
  constructor(
    private readonly store: ReadStore, private readonly fold: GenerationFold,
    private readonly sweepers: Sweepers,
  ) {}

  /**
   * To be called before the documents of a batch are written: those contribute by the new references
   * anyway.
   */
  async afterReferences(): Promise<void> {
    const changed = this.fold.references.touchedKeys();
    const touched = await this.keysInUse([...new Set([...changed.values()].flatMap((keys) => [...keys]))]);
    if (touched.length > 0) await this.begin({ touched, onlyAlike: this.areOnlyAlike([...changed.keys()]) });
  }

  /** All documents, whatever they used. */
  async everything(): Promise<void> {
    await this.begin({});
  }

  /** Goes on with what a crash interrupted. */
  async resume(): Promise<void> {
    const sweeping = await this.store.get<Sweeping>(this.state, SWEEPING);
    if (sweeping) await this.run(sweeping);
  }

  /** Whether nothing but what documents have alike follows from these references. */
  private areOnlyAlike(references: readonly string[]): boolean {
    const { alike } = this.fold.projection;
    return alike !== undefined && references.every((name) => alike.references.includes(name));
  }

  /** Mostly nobody has read a price before it is published: then there is nothing to search for. */
  private async keysInUse(touched: readonly string[]): Promise<string[]> {
    if (touched.length === 0) return [];
    const sums = await this.store.sums(usesOf(this.fold.generation.name), '');
    const used = new Set(sums.map(({ key }) => key));
    return touched.filter((key) => used.has(key));
  }

  /** The references are stored with it: from then on it no longer matters who asks for them. */
  private async begin(sweeping: Sweeping): Promise<void> {
    const changes = new Changes();
    this.fold.references.writeTo(changes);
    changes.put(this.state, SWEEPING, { ...sweeping });
    await this.store.commit(changes.toCommit());
    this.fold.references.written();
    await this.run(sweeping);
  }

  private async run({ touched, onlyAlike }: Sweeping): Promise<void> {
    const { makeRanges, signal } = this.sweepers;
    const { documents, generation, projection: { name: projection } } = this.fold;
    const changed = documents.changedKeys();
    await makeRanges(EIGHTHS.map((range): SweepTask => ({
      does: 'sweep', range, projection, generation, touched, onlyAlike,
      except: changed.filter((key) => isIn(range, key)),
    })), { signal, onProgress: () => undefined });
    documents.forgetUnchanged();
    await this.finish();
  }

  /** Parks what failed; it is committed with the batch at hand. */
  private async finish(): Promise<void> {
    const { documents } = this.fold;
    const ranges = await this.store.getMany<SweptRange>(this.state, EIGHTHS.map(sweptKey));
    const failed = [...ranges.values()].flatMap((range) => range.failed);
    await documents.load(failed);
    const changes = new Changes();
    for (const key of failed) this.fold.contributeAnew(key, documents.entry(key), changes);
    for (const range of EIGHTHS) changes.delete(this.state, sweptKey(range));
    changes.delete(this.state, SWEEPING);
    await this.store.commit(changes.toCommit());
  }

  private get state(): string {
    return stateOf(this.fold.generation.name);
  }
}
