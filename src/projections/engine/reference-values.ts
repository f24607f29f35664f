import type { Legible } from '../../application/ledger/opened-event.js';
import type { ReadStore, ReadView } from '../../application/ports/read-store.js';
import { type Changes } from './changes.js';
import { stateOf } from './generation.js';
import type { ParkedSubjects } from './parking.js';
import type { Reference, References } from './projection.js';

const stateKey = (reference: string): string => `reference/${reference}`;

interface StoredReference { readonly value: unknown }

/** A reference's current value, if a generation keeps it. */
export const storedReference = async <R>(
  store: ReadView, generation: string, name: string,
): Promise<R | undefined> => {
  const stored = await store.get<StoredReference>(stateOf(generation), stateKey(name));
  return stored?.value as R | undefined;
};

/**
 * The values of a generation's references, and which of their keys events have touched since the last
 * commit.
 */
export class ReferenceValues {
  private current: Record<string, unknown> = {};
  /** As stored, to notice whether an event said anything new. */
  private stored: Record<string, string> = {};
  private readonly touched = new Map<string, Set<string>>();
  private readonly handlers = new Map<string, Reference[]>();

  constructor(
    private readonly store: ReadStore, private readonly generation: string,
    private readonly references: readonly Reference[],
  ) {
    for (const reference of references) {
      for (const { type } of reference.handles) {
        this.handlers.set(type, [...(this.handlers.get(type) ?? []), reference]);
      }
    }
  }

  async load(): Promise<void> {
    this.current = {};
    this.stored = {};
    this.touched.clear();
    for (const reference of this.references) {
      const value = await storedReference(this.store, this.generation, reference.name);
      this.current[reference.name] = value ?? reference.init();
      this.stored[reference.name] = JSON.stringify(this.current[reference.name]);
    }
  }

  get values(): References {
    return this.current;
  }

  handles(type: string): boolean {
    return this.handlers.has(type);
  }

  /** Folds an event; a reference that fails is parked, and keeps its value until it is driven again. */
  take(event: Legible, parked: ParkedSubjects, only?: string): void {
    for (const reference of this.handlers.get(event.type) ?? []) {
      const { name } = reference;
      if (only !== undefined && name !== only) continue;
      if (parked.has(name)) parked.wait(name, 1);
      else this.evolve(reference, event, parked);
    }
  }

  /** Starts a reference over, to fold it again from the ledger. */
  restart(name: string): void {
    const reference = this.references.find((one) => one.name === name);
    if (!reference) throw new Error(`There is no reference ${name}`);
    this.current[name] = reference.init();
    this.touch(name, []);
  }

  restartAll(): void {
    for (const { name } of this.references) this.restart(name);
  }

  /** The keys that events touched, by the name of each reference that is not as it was. */
  touchedKeys(): ReadonlyMap<string, ReadonlySet<string>> {
    return new Map([...this.touched].filter(([name]) =>
      this.stored[name] !== JSON.stringify(this.current[name])));
  }

  writeTo(changes: Changes): void {
    for (const name of this.touched.keys()) {
      changes.put(stateOf(this.generation), stateKey(name), { value: this.current[name] });
    }
  }

  written(): void {
    for (const name of this.touched.keys()) this.stored[name] = JSON.stringify(this.current[name]);
    this.touched.clear();
  }

  private evolve(reference: Reference, event: Legible, parked: ParkedSubjects): void {
    const { name } = reference;
    try {
      const keys = reference.keysOf(event);
      this.current[name] = reference.evolve(this.current[name], event);
      this.touch(name, keys);
    } catch (error) {
      parked.park('reference', name, event.position, error);
    }
  }

  private touch(name: string, keys: readonly string[]): void {
    let touched = this.touched.get(name);
    if (!touched) this.touched.set(name, touched = new Set());
    for (const key of keys) touched.add(key);
  }
}
