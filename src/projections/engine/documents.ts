import type { Document, ReadStore } from '../../application/ports/read-store.js';
import { alikeOf, documentsOf } from './generation.js';
import {
  type Entry, entryOf, noEntry, type StoredAlike, type StoredDocument,
} from './stored-document.js';

/**
 * A generation's documents in memory: those that changed since the last commit, and the ones used last, up
 * to a limit, so that memory stays flat however large the ledger is.
 */
export class Documents {
  /** Least recently used first. */
  private readonly entries = new Map<string, Entry>();
  private readonly changed = new Set<string>();

  constructor(
    private readonly store: ReadStore, private readonly generation: string, private readonly limit: number,
    private readonly haveAlike: boolean,
  ) {}

  /** Must be called for keys before `entry` is. A key without a document gets an entry all the same. */
  async load(keys: readonly string[]): Promise<void> {
    const missing: string[] = [];
    for (const key of keys) {
      const entry = this.entries.get(key);
      if (!entry) {
        missing.push(key);
        continue;
      }
      this.entries.delete(key);
      this.entries.set(key, entry);
    }
    if (missing.length === 0) return;
    const found = await this.store.getMany<StoredDocument>(documentsOf(this.generation), missing);
    const alike = this.haveAlike
      ? await this.store.getMany<StoredAlike>(alikeOf(this.generation), [...found.keys()]) : undefined;
    for (const key of missing) {
      const stored = found.get(key);
      this.entries.set(key, stored ? entryOf(stored, alike?.get(key)) : noEntry());
    }
  }

  entry(key: string): Entry {
    const entry = this.entries.get(key);
    if (!entry) throw new Error('A document was used before it was loaded');
    return entry;
  }

  change(key: string, document: Document): void {
    this.entry(key).document = document;
    this.changed.add(key);
  }

  /** Begins a document anew, from nothing. */
  restart(key: string, onFailure: 'keep' | 'forget'): void {
    const entry = this.entry(key);
    entry.document = undefined;
    entry.mustForget ||= onFailure === 'forget';
    this.changed.add(key);
  }

  /** Keys of changed documents, in order: rows and documents are then written next to each other. */
  changedKeys(): string[] {
    return [...this.changed].sort();
  }

  /**
   * Nothing comes of the changes: the document stays as the store has it, or goes if it must be forgotten.
   */
  giveUp(key: string): void {
    const entry = this.entries.get(key);
    if (entry?.mustForget) {
      entry.document = undefined;
    } else {
      this.entries.delete(key);
      this.changed.delete(key);
    }
  }

  /** These changes are in the store now. */
  written(keys: readonly string[]): void {
    for (const key of keys) {
      this.changed.delete(key);
      const entry = this.entries.get(key);
      if (entry) entry.mustForget = false;
    }
    for (const key of this.entries.keys()) {
      if (this.entries.size <= this.limit) return;
      if (!this.changed.has(key)) this.entries.delete(key);
    }
  }

  /** The store has others by now. */
  forgetUnchanged(): void {
    for (const key of this.entries.keys()) if (!this.changed.has(key)) this.entries.delete(key);
  }

  clear(): void {
    this.entries.clear();
    this.changed.clear();
  }
}
