import type { Position } from './event-store.js';

/** Which part of a list of events, and in which order. */
export interface TrailOrder {
  readonly newestFirst: boolean;
  readonly limit: number;
  /** The last position of the page before. */
  readonly after?: Position;
}

/** Finds the positions of an actor's or a delivery's events; kept by the audit trail's read model. */
export interface PostingIndex {
  positions(kind: 'actor' | 'delivery', id: string, order: TrailOrder): Promise<Position[]>;
}
