import type { Document } from '../../application/ports/read-store.js';

/** How much is added to which sums. A list, since reading thousands of keys as names of fields takes long. */
export type Sums = readonly (readonly [key: string, value: number])[];

/** What a document adds to rows and sums at the moment: enough to write nothing but differences. */
export interface Contributed {
  readonly sums: Sums;
  /** By `collection/row key`, the fingerprint of what was written. */
  readonly rows: Readonly<Record<string, number>>;
  readonly uses: readonly string[];
}

export const NOTHING_CONTRIBUTED: Contributed = { sums: [], rows: {}, uses: [] };

/** What follows from what a document has alike with others. */
export interface ContributedAlike extends Contributed {
  /** What it is that they have alike, as JSON; absent where there is nothing of the kind. */
  readonly said?: string;
}

/** A projection's document as the engine stores it, in the generation's collection `documents`. */
export interface StoredDocument extends Partial<Contributed> {
  readonly [key: string]: unknown;
  readonly document: Document;
}

/** What it has alike with others, beside it in the collection `alike`. */
export interface StoredAlike extends Partial<ContributedAlike> {
  readonly [key: string]: unknown;
}

/** A document in memory. */
export interface Entry {
  /** Undefined when there is none: not yet, or not any more. */
  document: Document | undefined;
  contributed: Contributed;
  /** Of a projection with such a part, once it has contributed; what was used is then in it. */
  alike: ContributedAlike | undefined;
  /** What is stored may hold what was erased, and must not stay, whatever happens. */
  mustForget: boolean;
}

export const noEntry = (): Entry => ({
  document: undefined, contributed: NOTHING_CONTRIBUTED, alike: undefined, mustForget: false,
});

export const entryOf = ({ document, ...stored }: StoredDocument, alike?: StoredAlike): Entry => ({
  document, contributed: contributedIn(stored), alike: alike && alikeIn(alike), mustForget: false,
});

const contributedIn = ({ sums = [], rows = {}, uses = [] }: Partial<Contributed>): Contributed =>
  ({ sums, rows, uses });

export const alikeIn = ({ said, ...stored }: StoredAlike): ContributedAlike =>
  ({ ...contributedIn(stored), said });

export const storedOf = (document: Document, contributed: Contributed): StoredDocument =>
  ({ document, ...withoutEmpty(contributed) });

export const storedAlikeOf = ({ said, ...contributed }: ContributedAlike): StoredAlike =>
  ({ ...(said !== undefined && { said }), ...withoutEmpty(contributed) });

/** Leaves out what is empty: most read models use only some of it. */
const withoutEmpty = ({ sums, rows, uses }: Contributed): Partial<Contributed> => ({
  ...(sums.length > 0 && { sums }), ...(hasAny(rows) && { rows }), ...(uses.length > 0 && { uses }),
});

const hasAny = (record: Readonly<Record<string, unknown>>): boolean => {
  for (const _ in record) return true;
  return false;
};
