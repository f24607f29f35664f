import type { Envelope, Legible } from '../../application/ledger/opened-event.js';
import type { CollectionSpec, Document } from '../../application/ports/read-store.js';
import type { EventKind } from '../../domain/shared/event.js';

/**
 * Plain facts that documents are read against: a price list, a register of schools. Folded by the engine into
 * one value; when it changes, the documents that used the touched keys contribute anew.
 */
export interface Reference<R = unknown> {
  readonly name: string;
  readonly handles: readonly EventKind[];
  init(): R;
  evolve(value: R, event: Legible): R;
  /** The keys an event may change the answer for, such as `price|2026|NA`. */
  keysOf(event: Legible): readonly string[];
}

/** The current values of a projection's references, by name. */
export type References = Readonly<Record<string, unknown>>;

/** One row for querying. `key` is unique within the document; the engine puts the document's key first. */
export interface Row {
  readonly collection: string;
  readonly key: string;
  readonly document: Document;
}

/** What one document adds to the read model. */
export interface Contribution {
  readonly rows: readonly Row[];
  /** By sum key; parts separated by `|`. Integers. */
  readonly sums: ReadonlyMap<string, number>;
  /** Reference keys that were looked up, found or not. */
  readonly uses: readonly string[];
  /** What many documents have alike, for a projection that has such a part. */
  readonly alike?: Document;
}

/**
 * The part of contributions that follows from something many documents have alike, such as the days of a
 * place, and from references: it is made once for all that say the same. Where nothing but `references`
 * changed, it alone is made anew, without a look at the documents.
 */
export interface Alike<S extends Document = Document> {
  /** Names of references that nothing else of a contribution follows from. */
  readonly references: readonly string[];
  /** Rows are the same for all who say it: whose they are is in their keys. */
  contribute(said: S, references: References): Pick<Contribution, 'rows' | 'sums'>;
}

/**
 * A read model: data and pure functions. `evolve` only collects facts (adding one twice changes nothing), so
 * that documents are the same for any order of arrival; everything derived is derived in `contribute`.
 */
export interface Projection<D extends Document = Document, E extends Envelope = Legible> {
  readonly name: string;
  /** Raise it when anything below changes: the engine then builds the new version beside the old. */
  readonly version: number;
  readonly handles: readonly EventKind[];
  /** The documents an event belongs to; usually its person. */
  keys(event: E): readonly string[];
  init(key: string): D;
  /** May change the document in place and return it: the engine owns it and hands out no reference to it. */
  evolve(document: D, event: E): D;
  contribute(document: D, references: References, key: string): Contribution;
  readonly alike?: Alike;
  /** Collections of rows; the engine adds one of its own for the documents. */
  readonly collections: readonly CollectionSpec[];
  readonly references: readonly Reference[];
  /**
   * Documents about one person are folded anew from the ledger when something of theirs is erased or joined.
   */
  readonly aboutPersons: boolean;
  /**
   * `envelopes`: does not care what events say, and is given all of them, even those whose key is destroyed.
   * Otherwise `facts`.
   */
  readonly reads?: 'facts' | 'envelopes';
}
