import type { Envelope } from '../../application/ledger/opened-event.js';
import type { Position } from '../../application/ports/event-store.js';
import type { PostingIndex } from '../../application/ports/posting-index.js';
import type { CollectionSpec } from '../../application/ports/read-store.js';
import { eventKinds } from '../../domain/catalogue.js';
import type { Contribution, Projection } from '../engine/projection.js';

/**
 * Where in the ledger to find the events of an actor or a delivery: positions only, never content. The events
 * of a person, a stream or a period need no read model, since the ledger finds those itself.
 */
export interface Postings {
  readonly [key: string]: unknown;
  /** Positions of one block, oldest first, without the block's beginning. */
  readonly tails: string[];
}

/** One document with positions of an owner, to be found by either end. */
export interface BlockRow {
  readonly owner: string;
  readonly block: string;
}

type PostingKind = Parameters<PostingIndex['positions']>[0];

/** Positions of up to so many characters count events, as SQLite's do; longer ones bytes, as KurrentDB's. */
const LONGEST_COUNT = 16;

/** A thousand events share a block, or those of a megabyte: some one or two thousand. */
const headOf = (position: Position): number => (position.length <= LONGEST_COUNT ? 13 : 14);

/**
 * Neighbouring positions share a block, so that no document grows with the ledger, nor is written anew as a
 * whole for each of ten thousand events of an actor.
 */
export const blockOf = (position: Position): string => position.slice(0, headOf(position));

/** Whose events: an actor's, or a delivery's. */
export const ownerOf = (kind: PostingKind, id: string): string => `${kind}|${id}`;

/** The key of the document with an owner's positions in a block. */
export const keyOf = ({ owner, block }: BlockRow): string => `${owner}|${block}`;

const rowOf = (key: string): BlockRow => {
  const end = key.lastIndexOf('|');
  return { owner: key.slice(0, end), block: key.slice(end + 1) };
};

const blocks: CollectionSpec =
  { name: 'blocks', fields: { owner: 'text', block: 'text' }, indexes: [['owner', 'block']] };

export const auditTrail: Projection<Postings, Envelope> = {
  name: 'audit-trail', version: 3,
  handles: eventKinds,
  keys: ({ meta: { actor, delivery }, position }) => {
    const owners = [ownerOf('actor', actor), ...(delivery ? [ownerOf('delivery', delivery)] : [])];
    return owners.map((owner) => keyOf({ owner, block: blockOf(position) }));
  },
  init: () => ({ tails: [] }),
  evolve: (postings, event) => withPosition(postings, event),
  contribute: (_postings, _references, key): Contribution => ({
    rows: [{ collection: blocks.name, key: '0', document: { ...rowOf(key) } }], sums: new Map(), uses: [],
  }),
  collections: [blocks],
  references: [],
  aboutPersons: false,
  reads: 'envelopes',
};

/** Adds a position in place; positions come in order, save when a batch is told again after a crash. */
const withPosition = (postings: Postings, { position }: Pick<Envelope, 'position'>): Postings => {
  const tail = position.slice(headOf(position));
  const { tails } = postings;
  if (tails.length === 0 || tails.at(-1)! < tail) tails.push(tail);
  else if (!tails.includes(tail)) tails.splice(tails.findIndex((other) => other > tail), 0, tail);
  return postings;
};
