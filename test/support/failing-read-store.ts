import { StoreUnavailable } from '../../src/application/ports/event-store.js';
import type {
  CollectionSpec, Commit, Condition, Page, Query, ReadStore, ReadView, SumRow,
} from '../../src/application/ports/read-store.js';

/** How a commit fails: nothing of it is there, or all of it, and the caller does not know. */
export type Failure = 'before' | 'after';

/** A read store whose commits can be made to fail. */
export class FailingReadStore implements ReadStore {
  /** By how many more commits succeed first. */
  private readonly failures = new Map<number, Failure>();
  private commits = 0;

  constructor(private readonly store: ReadStore) {}

  /** The commit after so many others fails. */
  failAfter(commits: number, how: Failure): void {
    this.failures.set(this.commits + commits + 1, how);
  }

  async commit(commit: Commit): Promise<void> {
    this.commits += 1;
    const failure = this.failures.get(this.commits);
    if (failure !== 'before') await this.store.commit(commit);
    if (failure) throw new StoreUnavailable('The disk fails, as the test wants it', failure === 'after');
  }

  declare(collections: readonly CollectionSpec[]): Promise<void> {
    return this.store.declare(collections);
  }

  get<D>(collection: string, key: string): Promise<D | undefined> {
    return this.store.get<D>(collection, key);
  }

  getMany<D>(collection: string, keys: readonly string[]): Promise<Map<string, D>> {
    return this.store.getMany<D>(collection, keys);
  }

  find<D>(collection: string, query: Query): Promise<Page<D>> {
    return this.store.find<D>(collection, query);
  }

  scan<D>(collection: string, afterKey: string, limit: number): Promise<{ key: string; document: D }[]> {
    return this.store.scan<D>(collection, afterKey, limit);
  }

  scanTexts(collection: string, afterKey: string, limit: number): Promise<{ key: string; text: string }[]> {
    return this.store.scanTexts(collection, afterKey, limit);
  }

  count(collection: string, where: readonly Condition[]): Promise<number> {
    return this.store.count(collection, where);
  }

  sums(space: string, prefix: string, range?: { from?: string; to?: string }): Promise<SumRow[]> {
    return this.store.sums(space, prefix, range);
  }

  checkpoint(name: string): Promise<string> {
    return this.store.checkpoint(name);
  }

  snapshot<T>(read: (view: ReadView) => Promise<T>): Promise<T> {
    return this.store.snapshot(read);
  }

  drop(namePrefix: string): Promise<void> {
    return this.store.drop(namePrefix);
  }

  scrub(): Promise<void> {
    return this.store.scrub();
  }

  close(): Promise<void> {
    return this.store.close();
  }
}
