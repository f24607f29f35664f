import type {
  Fence, FenceJournal, KeptFence, LedgerPoint,
} from '../../src/application/ports/fence-journal.js';

/** A fence journal that lasts as long as its test. */
export class InMemoryFenceJournal implements FenceJournal {
  private readonly fences = new Map<string, KeptFence>();
  private point: LedgerPoint | undefined;

  /** Another one with the same in it, as a copy on disk would be. */
  copied(): InMemoryFenceJournal {
    const copy = new InMemoryFenceJournal();
    for (const [stream, fence] of this.fences) copy.fences.set(stream, fence);
    copy.point = this.point;
    return copy;
  }

  async add(fences: readonly Fence[]): Promise<void> {
    for (const fence of fences) {
      if (!this.fences.has(fence.stream)) this.fences.set(fence.stream, { ...fence, isDone: false });
    }
  }

  async done(stream: string, mark: LedgerPoint): Promise<void> {
    const fence = this.fences.get(stream);
    if (!fence || fence.isDone) return;
    this.fences.set(stream, { ...fence, isDone: true });
    this.point = mark;
  }

  async all(): Promise<KeptFence[]> {
    return [...this.fences.values()];
  }

  async agreeUpTo(point: LedgerPoint): Promise<void> {
    this.point = point;
  }

  async agreedUpTo(): Promise<LedgerPoint | undefined> {
    return this.point;
  }

  async close(): Promise<void> {
    this.fences.clear();
  }
}
