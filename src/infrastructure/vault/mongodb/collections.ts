import type { Binary, ClientSession, Collection, Db } from 'mongodb';
import type { KeyState } from '../../../application/ports/vault.js';
import type { Category } from '../../../domain/shared/event.js';
import { ensureCollection } from '../../mongodb/declared-indexes.js';

export interface PersonDocument {
  readonly _id: string;
  /** Who the person turned out to be; never somebody who was joined further. */
  readonly joinedInto: string | null;
  /**
   * Written by everything that rests on who the person is today, or on which streams there are: two such
   * things at once are then a conflict, of which the second is done again. Transactions see what was, and
   * would else each miss what the other is about to do.
   */
  readonly changes: number;
}

export interface NumberDocument {
  /** A keyed hash of an identity number. */
  readonly _id: string;
  readonly person: string;
}

export interface StreamDocument {
  readonly _id: string;
  readonly person: string;
  /** Whom the person goes by, so that streams are found in one step. */
  readonly today: string;
  readonly category: Category;
  readonly case: string;
  readonly authority?: string;
  readonly state: KeyState;
  /** Gone once destroyed. */
  readonly wrapped?: Binary;
}

export interface VaultCollections {
  readonly persons: Collection<PersonDocument>;
  readonly numbers: Collection<NumberDocument>;
  readonly streams: Collection<StreamDocument>;
}

/** Makes what is missing; throws `MongoDbUnusable` where an index is another one. */
export const vaultCollections = async (db: Db): Promise<VaultCollections> => ({
  persons: await ensureCollection(db, 'persons', [{ name: 'joined', fields: ['joinedInto', '_id'] }]),
  numbers: await ensureCollection(db, 'numbers', [{ name: 'person', fields: ['person'] }]),
  streams: await ensureCollection(db, 'streams', [
    { name: 'subject', fields: ['person', 'category', 'case'], unique: true },
    { name: 'today', fields: ['today'] },
  ]),
});

/** Within a transaction: has this done again, or the other, where both touch the same persons. */
export const touch = async (
  { persons }: VaultCollections, ids: readonly string[], session: ClientSession,
): Promise<void> => {
  await persons.updateMany({ _id: { $in: [...ids] } }, { $inc: { changes: 1 } }, { session });
};
