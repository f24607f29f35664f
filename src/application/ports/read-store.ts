import type { Position } from './event-store.js';

/** A stored document or row: plain JSON. */
export type Document = Readonly<Record<string, unknown>>;

/**
 * A collection and what may be asked of it. `fields` are copied out of each document for filtering and
 * sorting; each index is a list of fields, in order. What is not declared cannot be asked.
 */
export interface CollectionSpec {
  readonly name: string;
  readonly fields: Readonly<Record<string, 'text' | 'integer'>>;
  readonly indexes: readonly (readonly string[])[];
}

export type FieldValue = string | number | null;

/** Bounds of a declared field; at least one of them. */
export interface FieldRange {
  readonly lt?: FieldValue;
  readonly lte?: FieldValue;
  readonly gt?: FieldValue;
  readonly gte?: FieldValue;
}

/** One condition on a declared field. Several on one query must all hold. */
export type Condition =
  | { readonly field: string; readonly eq: FieldValue }
  | { readonly field: string; readonly in: readonly FieldValue[] }
  | { readonly field: string } & FieldRange;

export interface Query {
  readonly where: readonly Condition[];
  /** Only documents whose key begins with it: those of one person among thousands. */
  readonly keyPrefix?: string;
  /** Declared fields to sort by; the key always decides last, in the direction of the last field. */
  readonly sort?: readonly { readonly field: string; readonly descending?: boolean }[];
  readonly limit: number;
  /** Opaque: from the page before. Refused (`InvalidCursor`) with another sort. */
  readonly after?: string;
}

export interface Page<D> {
  readonly items: readonly { readonly key: string; readonly document: D }[];
  /** For the next page; absent on the last. */
  readonly next?: string;
}

export class InvalidCursor extends Error {
  constructor() {
    super('The cursor does not belong to this query');
    this.name = 'InvalidCursor';
  }
}

/** Sums are integers under text keys; parts of a key are separated by `|`. */
export interface SumRow {
  readonly key: string;
  readonly value: number;
}

/** The same frozen document may be put for many keys: a store writes it as JSON once. */
export interface Put { readonly collection: string; readonly key: string; readonly document: Document }
export interface Delete { readonly collection: string; readonly key: string }

/** Everything one batch of a projection changes; all of it becomes visible at once, or none. */
export interface Commit {
  readonly puts: readonly Put[];
  readonly deletes: readonly Delete[];
  /** Differences, added to what is there; a sum that becomes 0 disappears. */
  readonly sums: readonly { readonly space: string; readonly key: string; readonly add: number }[];
  readonly checkpoints: Readonly<Record<string, Position>>;
}

/** What can be read of read models. */
export interface ReadView {
  get<D>(collection: string, key: string): Promise<D | undefined>;
  getMany<D>(collection: string, keys: readonly string[]): Promise<Map<string, D>>;
  find<D>(collection: string, query: Query): Promise<Page<D>>;
  /** Every document of a collection in key order; never more than `limit` at a time. */
  scan<D>(collection: string, afterKey: string, limit: number): Promise<{ key: string; document: D }[]>;
  /** The same as JSON, for comparing: where the texts are equal, so are the documents. */
  scanTexts(collection: string, afterKey: string, limit: number): Promise<{ key: string; text: string }[]>;
  count(collection: string, where: readonly Condition[]): Promise<number>;
  /** Sums of a space whose key begins with `prefix` and is in `[from, to)` of the keys, in key order. */
  sums(space: string, prefix: string, range?: { from?: string; to?: string }): Promise<SumRow[]>;
  checkpoint(name: string): Promise<Position>;
}

/** Documents, sums and checkpoints of read models. Everything in it can be made again from the ledger. */
export interface ReadStore extends ReadView {
  /** Creates what is missing, indexes too; the same name with other fields is an error: raise the version. */
  declare(collections: readonly CollectionSpec[]): Promise<void>;
  /**
   * Reads everything as it is now, whatever is committed meanwhile; for what takes many questions. A store
   * may keep what was for minutes only, and fails (`StoreUnavailable`) where reading takes longer.
   */
  snapshot<T>(read: (view: ReadView) => Promise<T>): Promise<T>;
  commit(commit: Commit): Promise<void>;
  /** Removes collections, sum spaces and checkpoints that begin with a name, such as an old generation's. */
  drop(namePrefix: string): Promise<void>;
  /**
   * After erasing: no trace of deleted rows may remain in files. A store over the network does what it can,
   * and its page says what it cannot.
   */
  scrub(): Promise<void>;
  close(): Promise<void>;
}
