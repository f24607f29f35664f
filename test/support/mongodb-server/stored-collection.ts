import { duplicateKey, writeConflict } from './server-error.js';
import { keyText } from './values.js';
import type { Doc } from './wire.js';

export interface StoredIndex {
  readonly name: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly unique: boolean;
  /** Whatever else was asked for: shown again, and not acted upon. */
  readonly options: Doc;
}

/** A document as it was from some moment on; undefined while it was not there. */
interface Version {
  readonly from: number;
  readonly document: Doc | undefined;
}

/** What a transaction sees: everything as of its beginning, and its own writes. */
export interface Snapshot {
  readonly at: number;
  readonly writes?: ReadonlyMap<string, Doc | undefined>;
}

/**
 * A collection with all that its documents ever were. Whoever writes a document first keeps others from it:
 * they have a write conflict, as they have with what was committed after their snapshot.
 */
export class StoredCollection {
  readonly indexes: StoredIndex[] = [{ name: '_id_', key: { _id: 1 }, unique: true, options: {} }];
  private readonly versions = new Map<string, Version[]>();
  /** Who is about to write which document, and to take which key of a unique index. */
  private readonly writers = new Map<string, object>();
  private readonly reservations = new Map<string, object>();
  private readonly owners = new Map<StoredIndex, Map<string, string>>();

  constructor(readonly database: string, readonly name: string, readonly options: Doc) {}

  get(id: string, { at, writes }: Snapshot): Doc | undefined {
    if (writes?.has(id)) return writes.get(id);
    return this.versions.get(id)?.findLast(({ from }) => from <= at)?.document;
  }

  *all(snapshot: Snapshot): Generator<Doc> {
    for (const id of new Set([...this.versions.keys(), ...snapshot.writes?.keys() ?? []])) {
      const document = this.get(id, snapshot);
      if (document) yield document;
    }
  }

  /** Makes sure that a transaction may write the document; throws the server's errors. */
  claim(writer: object, id: string, document: Doc | undefined, snapshot: Snapshot): void {
    const newest = this.versions.get(id)?.at(-1);
    const other = this.writers.get(id);
    if ((other && other !== writer) || (newest && newest.from > snapshot.at)) throw writeConflict();
    for (const index of this.indexes) if (document) this.mustBeFree(index, writer, id, document, snapshot);
    this.writers.set(id, writer);
  }

  /** Makes writes visible from a moment on. */
  commit(writer: object, writes: ReadonlyMap<string, Doc | undefined>, from: number): void {
    for (const [id, document] of writes) {
      const versions = this.versions.get(id) ?? [];
      this.keepIndexes(id, versions.at(-1)?.document, document);
      versions.push({ from, document });
      this.versions.set(id, versions);
    }
    this.release(writer);
  }

  release(writer: object): void {
    for (const held of [this.writers, this.reservations]) {
      for (const [key, holder] of held) if (holder === writer) held.delete(key);
    }
  }

  addIndex(index: StoredIndex): void {
    this.indexes.push(index);
    if (!index.unique) return;
    for (const [id, versions] of this.versions) this.own(index, id, versions.at(-1)?.document);
  }

  private mustBeFree(
    index: StoredIndex, writer: object, id: string, document: Doc, snapshot: Snapshot,
  ): void {
    if (!index.unique || index.name === '_id_') return;
    const key = entryOf(index, document);
    const owner = this.owners.get(index)?.get(key);
    const isTaken = owner !== undefined && owner !== id && !isDeletedIn(snapshot, owner);
    if (isTaken) throw this.get(owner, snapshot) ? duplicateKey(index.name) : writeConflict();
    for (const [other, wanted] of snapshot.writes ?? []) {
      if (wanted && other !== id && entryOf(index, wanted) === key) throw duplicateKey(index.name);
    }
    const reservation = `${index.name} ${key}`;
    const holder = this.reservations.get(reservation) ?? writer;
    if (holder !== writer) throw writeConflict();
    this.reservations.set(reservation, writer);
  }

  private keepIndexes(id: string, before: Doc | undefined, after: Doc | undefined): void {
    for (const index of this.indexes) {
      if (!index.unique) continue;
      if (before) this.owners.get(index)?.delete(entryOf(index, before));
      this.own(index, id, after);
    }
  }

  private own(index: StoredIndex, id: string, document: Doc | undefined): void {
    let owners = this.owners.get(index);
    if (!owners) this.owners.set(index, owners = new Map());
    if (document) owners.set(entryOf(index, document), id);
  }
}

const isDeletedIn = ({ writes }: Snapshot, id: string): boolean =>
  writes?.has(id) === true && writes.get(id) === undefined;

const entryOf = ({ key }: StoredIndex, document: Doc): string =>
  keyText(Object.keys(key).map((field) => document[field]));
