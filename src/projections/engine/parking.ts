import type { Clock } from '../../application/ports/clock.js';
import type { Position } from '../../application/ports/event-store.js';
import type { ReadStore } from '../../application/ports/read-store.js';
import type { Changes } from './changes.js';
import { parkedOf } from './generation.js';

/**
 * A subject that is not folded for the time being, because one of its events, or its document, made us
 * fail.
 */
export interface Parked {
  /**
   * Of a document; of a stream, where nobody knows which document its unreadable event is for; a reference.
   */
  readonly kind: 'document' | 'stream' | 'reference';
  /** The document's key, or the name of the stream or reference. */
  readonly key: string;
  /** Where in the ledger it happened. */
  readonly position: Position;
  readonly error: ErrorSummary;
  /** Milliseconds since 1970. */
  readonly since: number;
  /** How many of its later events wait. */
  readonly waiting: number;
}

/** What may be told of an error. Its message may quote a fact about a person, and is left out. */
export interface ErrorSummary {
  readonly name: string;
  /** The place in our code that threw, such as `evolve (caseload.js:34:11)`. */
  readonly at: string;
}

export const summaryOf = (error: unknown): ErrorSummary => {
  const isError = typeof error === 'object' && error !== null && 'stack' in error && 'name' in error;
  if (!isError) return { name: typeof error, at: '' };
  const frame = /^\s+at (?:(\S+) )?\(?(?:.*[\\/])?([^\\/]+:\d+:\d+)\)?$/m.exec(String(error.stack));
  return { name: String(error.name), at: frame ? `${frame[1] ?? ''} (${frame[2]})`.trim() : '' };
};

/** The parked subjects of one generation. */
export class ParkedSubjects {
  private readonly subjects = new Map<string, Parked>();
  private readonly changed = new Set<string>();

  constructor(
    private readonly store: ReadStore, private readonly generation: string, private readonly clock: Clock,
  ) {}

  async load(): Promise<void> {
    this.subjects.clear();
    this.changed.clear();
    const AT_ONCE = 1_000;
    for (let after = ''; ;) {
      const found = await this.store.scan<Parked>(parkedOf(this.generation), after, AT_ONCE);
      for (const { key, document } of found) this.subjects.set(key, document);
      if (found.length < AT_ONCE) return;
      after = found.at(-1)!.key;
    }
  }

  get size(): number {
    return this.subjects.size;
  }

  list(): Parked[] {
    return [...this.subjects.values()];
  }

  has(key: string): boolean {
    return this.subjects.has(key);
  }

  get(key: string): Parked | undefined {
    return this.subjects.get(key);
  }

  park(kind: Parked['kind'], key: string, position: Position, error: unknown): void {
    const { since, waiting, ...earlier } = this.subjects.get(key)
      ?? { position, since: this.clock.now(), waiting: 0 };
    this.set({ kind, key, position: earlier.position, since, waiting, error: summaryOf(error) });
  }

  /** More events of a parked subject came, and wait. */
  wait(key: string, events: number): void {
    const parked = this.subjects.get(key);
    if (parked) this.set({ ...parked, waiting: parked.waiting + events });
  }

  release(key: string): void {
    if (this.subjects.delete(key)) this.changed.add(key);
  }

  writeTo(changes: Changes): void {
    for (const key of this.changed) {
      const parked = this.subjects.get(key);
      if (parked) changes.put(parkedOf(this.generation), key, { ...parked });
      else changes.delete(parkedOf(this.generation), key);
    }
  }

  written(): void {
    this.changed.clear();
  }

  private set(parked: Parked): void {
    this.subjects.set(parked.key, parked);
    this.changed.add(parked.key);
  }
}
