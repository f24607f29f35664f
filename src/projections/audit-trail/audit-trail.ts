import type { OpenedEvent } from '../../application/ledger/opened-event.js';
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

const TAIL = 4;

/** Neighbouring positions share a block, so that no document grows with the ledger. */
export const blockOf = (position: string): string => position.slice(0, -TAIL);

export const actorPrefix = (actor: string): string => `actor|${actor}|`;
export const deliveryPrefix = (delivery: string): string => `delivery|${delivery}|`;

export const auditTrail: Projection<Postings, OpenedEvent> = {
  name: 'audit-trail', version: 1,
  handles: eventKinds,
  keys: ({ meta, position }) => [
    `${actorPrefix(meta.actor)}${blockOf(position)}`,
    ...(meta.delivery ? [`${deliveryPrefix(meta.delivery)}${blockOf(position)}`] : []),
  ],
  init: () => ({ tails: [] }),
  evolve: (postings, event) => withPosition(postings, event),
  contribute: (): Contribution => ({ rows: [], sums: new Map(), uses: [] }),
  collections: [],
  references: [],
  aboutPersons: false,
  handlesErased: true,
};

/** Adds a position in place; positions come in order, save when a batch is told again after a crash. */
const withPosition = (postings: Postings, { position }: Pick<OpenedEvent, 'position'>): Postings => {
  const tail = position.slice(-TAIL);
  const { tails } = postings;
  if (tails.length === 0 || tails.at(-1)! < tail) tails.push(tail);
  else if (!tails.includes(tail)) tails.splice(tails.findIndex((other) => other > tail), 0, tail);
  return postings;
};
