import type { Position } from '../../application/ports/event-store.js';
import type { Commit, Delete, Document, Put } from '../../application/ports/read-store.js';
import type { Sums } from './stored-document.js';

/** Differences of sums, by space. */
export type SumDifferences = Readonly<Record<string, Sums>>;

/**
 * What is to be committed together. Differences of one sum are added up here, so that it is written once.
 * What many documents change alike is recorded once, as that of a document whose key is empty.
 */
export class Changes {
  private readonly puts: Put[] = [];
  private readonly deletes: Delete[] = [];
  private readonly sums = new Map<string, Map<string, number>>();
  private readonly checkpoints: Record<string, Position> = {};
  /** How many times sums change as they do in others. */
  private readonly repeated = new Map<Changes, number>();

  put(collection: string, key: string, document: Document): void {
    this.puts.push({ collection, key, document });
  }

  delete(collection: string, key: string): void {
    this.deletes.push({ collection, key });
  }

  add(space: string, key: string, value: number): void {
    let sums = this.sums.get(space);
    if (!sums) this.sums.set(space, sums = new Map());
    sums.set(key, (sums.get(key) ?? 0) + value);
  }

  /** Changes of a document what was recorded for one with an empty key. */
  repeat(recorded: Changes, key: string): void {
    for (const put of recorded.puts) this.put(put.collection, key + put.key, put.document);
    for (const { collection, key: rest } of recorded.deletes) this.delete(collection, key + rest);
    this.repeated.set(recorded, (this.repeated.get(recorded) ?? 0) + 1);
  }

  /** Takes the differences of sums out of what is to be committed. */
  takeSums(): SumDifferences {
    this.addRepeated();
    const taken = Object.fromEntries([...this.sums].map(([space, sums]) => [space, [...sums]]));
    this.sums.clear();
    return taken;
  }

  /** Adds what was taken out of others. */
  addSums(differences: SumDifferences): void {
    for (const space in differences) {
      for (const [key, value] of differences[space]!) this.add(space, key, value);
    }
  }

  checkpoint(name: string, position: Position): void {
    this.checkpoints[name] = position;
  }

  toCommit(): Commit {
    this.addRepeated();
    const sums: Commit['sums'][number][] = [];
    for (const [space, ofSpace] of this.sums) {
      for (const [key, add] of ofSpace) if (add !== 0) sums.push({ space, key, add });
    }
    return { puts: this.puts, deletes: this.deletes, sums, checkpoints: this.checkpoints };
  }

  private addRepeated(): void {
    for (const [{ sums }, times] of this.repeated) {
      for (const [space, ofSpace] of sums) {
        for (const [key, add] of ofSpace) this.add(space, key, times * add);
      }
    }
    this.repeated.clear();
  }
}
