import type { ClientSession, Collection, Db, FindOptions } from 'mongodb';
import type { Position } from '../../../application/ports/event-store.js';
import type { SumDocument } from './sums.js';

export interface CheckpointDocument {
  readonly _id: string;
  readonly position: Position;
}

/** What the database holds beside the collections that are declared. */
export interface Stored {
  readonly sums: Collection<SumDocument>;
  readonly checkpoints: Collection<CheckpointDocument>;
}

export const storedIn = (db: Db): Stored => ({
  sums: db.collection<SumDocument>('sums'), checkpoints: db.collection<CheckpointDocument>('checkpoints'),
});

/**
 * How to ask for what was at the moment of a session; without one, for what is. To be made anew for every
 * question: the driver writes the moment into the read concern, and without one here into its client's own,
 * so that from then on everybody would be told what was.
 */
export const asOf = (session: ClientSession | undefined): FindOptions =>
  (session ? { session, readConcern: { level: 'snapshot' } } : {});
