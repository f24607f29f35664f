import type { ReadStore } from '../../application/ports/read-store.js';
import { Changes } from './changes.js';
import type { GenerationFold } from './generation-fold.js';
import { documentsOf, stateOf, usesOf } from './generation.js';
import type { StoredDocument } from './stored-document.js';

/** Documents that are to contribute anew; stored until it is done, so that it goes on after a crash. */
interface SweepTask {
  /** Reference keys; documents that used none of them are left alone. Absent for all documents. */
  readonly touched?: readonly string[];
  /** Where it has come to. */
  readonly afterKey: string;
}

const TASK = 'sweep';
const DOCUMENTS_AT_ONCE = 1_000;

/** Lets documents contribute anew when references changed, in batches of their own. */
export class Sweep {
  constructor(private readonly store: ReadStore, private readonly fold: GenerationFold) {}

  /**
   * To be called before the documents of a batch are written: those contribute by the new references
   * anyway.
   */
  async afterReferences(): Promise<void> {
    const touched = await this.keysInUse(this.fold.references.touchedKeys());
    if (touched.length > 0) await this.run({ touched, afterKey: '' });
  }

  /** All documents, whatever they used. */
  async everything(): Promise<void> {
    await this.run({ afterKey: '' });
  }

  /** Goes on with what a crash interrupted. */
  async resume(): Promise<void> {
    const task = await this.store.get<SweepTask>(this.state, TASK);
    if (task) await this.run(task);
  }

  /** Mostly nobody has read a price before it is published: then there is nothing to search for. */
  private async keysInUse(touched: readonly string[]): Promise<string[]> {
    if (touched.length === 0) return [];
    const sums = await this.store.sums(usesOf(this.fold.generation.name), '');
    const used = new Set(sums.map(({ key }) => key));
    return touched.filter((key) => used.has(key));
  }

  /** The references are stored with the task: from then on it no longer matters who asks for them. */
  private async run(task: SweepTask): Promise<void> {
    const changes = new Changes();
    this.fold.references.writeTo(changes);
    this.putTask(task, changes);
    await this.store.commit(changes.toCommit());
    this.fold.references.written();
    let next: SweepTask | undefined = task;
    while (next) next = await this.step(next);
  }

  private async step(task: SweepTask): Promise<SweepTask | undefined> {
    const found = await this.store.scan<StoredDocument>(
      documentsOf(this.fold.generation.name), task.afterKey, DOCUMENTS_AT_ONCE,
    );
    const touched = task.touched && new Set(task.touched);
    const changes = new Changes();
    for (const { key, document: stored } of found) {
      if (this.fold.documents.hasChanged(key) || !isAffected(stored, touched)) continue;
      this.fold.contributeAnew(key, this.fold.documents.entryFor(key, stored), changes);
    }
    const next = found.length < DOCUMENTS_AT_ONCE ? undefined : { ...task, afterKey: found.at(-1)!.key };
    if (next) this.putTask(next, changes);
    else changes.delete(this.state, TASK);
    await this.store.commit(changes.toCommit());
    return next;
  }

  private putTask(task: SweepTask, changes: Changes): void {
    changes.put(this.state, TASK, { ...task });
  }

  private get state(): string {
    return stateOf(this.fold.generation.name);
  }
}

const isAffected = ({ uses }: StoredDocument, touched: ReadonlySet<string> | undefined): boolean =>
  touched === undefined || (uses?.some((key) => touched.has(key)) ?? false);
