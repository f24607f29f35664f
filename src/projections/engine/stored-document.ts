import type { Document } from '../../application/ports/read-store.js';

/** What a document adds to rows and sums at the moment: enough to write nothing but differences. */
export interface Contributed {
  readonly sums: Readonly<Record<string, number>>;
  /** By `collection/row key`, the fingerprint of what was written. */
  readonly rows: Readonly<Record<string, number>>;
  readonly uses: readonly string[];
}

export const NOTHING_CONTRIBUTED: Contributed = { sums: {}, rows: {}, uses: [] };

/** A projection's document as the engine stores it, in the generation's collection `documents`. */
export interface StoredDocument extends Partial<Contributed> {
  readonly [key: string]: unknown;
  readonly document: Document;
}

/** A document in memory. */
export interface Entry {
  /** Undefined when there is none: not yet, or not any more. */
  document: Document | undefined;
  contributed: Contributed;
  /** What is stored may hold what was erased, and must not stay, whatever happens. */
  mustForget: boolean;
}

export const noEntry = (): Entry =>
  ({ document: undefined, contributed: NOTHING_CONTRIBUTED, mustForget: false });

export const entryOf = (stored: StoredDocument): Entry => {
  const { document, sums = {}, rows = {}, uses = [] } = stored;
  return { document, contributed: { sums, rows, uses }, mustForget: false };
};

/** Leaves out what is empty: most read models use only some of it. */
export const storedOf = (document: Document, { contributed }: Entry): StoredDocument => ({
  document,
  ...(hasAny(contributed.sums) && { sums: contributed.sums }),
  ...(hasAny(contributed.rows) && { rows: contributed.rows }),
  ...(contributed.uses.length > 0 && { uses: contributed.uses }),
});

const hasAny = (record: Readonly<Record<string, unknown>>): boolean => {
  for (const _ in record) return true;
  return false;
};
