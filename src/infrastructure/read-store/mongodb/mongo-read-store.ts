import type { AnyBulkWriteOperation, ClientSession, Collection } from 'mongodb';
import { BEGINNING, type Position } from '../../../application/ports/event-store.js';
import type { Lease, Leases } from '../../../application/ports/leases.js';
import type {
  CollectionSpec, Commit, Document, FieldValue, ReadStore, ReadView,
} from '../../../application/ports/read-store.js';
import { MongoConnection, type MongoOptions } from '../../mongodb/connection.js';
import { DatabaseInfo } from '../../mongodb/database-info.js';
import { readModelsKind } from '../../mongodb/kinds.js';
import { ensureCollection } from '../../mongodb/declared-indexes.js';
import { afterAll, type DeclaredCollection } from '../declared-collection.js';
import type { OpenedCollection } from './declarations.js';
import { pathOf, type StoredDocument } from './filters.js';
import { LeasedWriting } from './leased-writing.js';
import { MongoLeases } from './mongo-leases.js';
import { ReadModelsView } from './read-models-view.js';
import { addedUp, addTo, dropSums } from './sums.js';

/** Read models that know which ledger they were made from, and who may write them. */
export interface MongoReadStore extends ReadStore {
  readonly leases: Leases;
  /**
   * The same read models for whoever holds these leases: every change is refused (`LeaseLost`) once there is
   * a newer one of any of them. Closing it closes nothing.
   */
  under(...leases: readonly Lease[]): ReadStore;
  /**
   * Makes the indexes anew that are missing of collections that are there, and throws `MongoDbUnusable` where
   * one is another than declared.
   */
  mustBeAsDeclared(collections: readonly CollectionSpec[]): Promise<void>;
  /**
   * Notes which ledger the read models are of, on first use; throws `MongoDbUnusable` when it is another one,
   * or when they know more than it. They may grow meanwhile: `head` is asked once it is known how much they
   * know.
   */
  mustBelongTo(ledger: { readonly id: string; head(): Promise<Position> }): Promise<void>;
}

const COLLECTIONS = ['collections', 'sums', 'checkpoints', 'leases', 'tokens'];

/**
 * Opens read models in a database of MongoDB, and makes it where there is none. Waits for a server that is
 * not there. Rejects with `StoreUnavailable` or `MongoDbUnusable`, and leaves nothing open.
 */
export const openMongoReadStore = async (options: MongoOptions): Promise<MongoReadStore> => {
  const connection = await MongoConnection.open(readModelsKind, options);
  try {
    return await connection.asked(async () => {
      const { db } = connection;
      const info = await DatabaseInfo.open(db, readModelsKind);
      for (const name of COLLECTIONS) await ensureCollection(db, name, []);
      return new OpenedReadStore(connection, info);
    });
  } catch (error) {
    await connection.close();
    throw error;
  }
};

/** By key, the last thing that is to become of a document. */
type Writes = Map<string, AnyBulkWriteOperation<StoredDocument>>;

class OpenedReadStore extends ReadModelsView implements MongoReadStore {
  readonly leases: MongoLeases;

  constructor(
    connection: MongoConnection, private readonly info: DatabaseInfo, private readonly leased?: LeasedWriting,
  ) {
    super(connection);
    this.leases = new MongoLeases(connection);
  }

  under(...leases: readonly Lease[]): ReadStore {
    const leased = new LeasedWriting(this.connection, this.leases, leases);
    return new OpenedReadStore(this.connection, this.info, leased);
  }

  async mustBelongTo({ id, head }: { id: string; head(): Promise<Position> }): Promise<void> {
    const reached = await this.asked(async () => {
      if (await this.info.noted('ledger', () => id) !== id) {
        throw this.info.ofAnotherLedger();
      }
      const [furthest] = await this.stored.checkpoints.find().sort({ position: -1 }).limit(1).toArray();
      return furthest?.position ?? BEGINNING;
    });
    if (reached === BEGINNING || reached <= await head()) return;
    throw this.info.unusable('knows more than the ledger, which is an older copy');
  }

  mustBeAsDeclared(collections: readonly CollectionSpec[]): Promise<void> {
    return this.asked(async () => {
      for (const spec of collections) await this.declarations.check(spec);
    });
  }

  async declare(collections: readonly CollectionSpec[]): Promise<void> {
    await this.mustLead();
    await this.asked(async () => {
      for (const spec of collections) await this.declarations.declare(spec);
    });
  }

  /**
   * Reads at one moment of the server's history, which it keeps for some minutes: five, unless it is told
   * otherwise. Reading that takes longer ends in `StoreUnavailable`.
   */
  async snapshot<T>(read: (view: ReadView) => Promise<T>): Promise<T> {
    await this.asked(async () => undefined);
    const session = this.connection.client.startSession({ snapshot: true });
    try {
      const view = new ReadModelsView(this.connection, session);
      await view.checkpoint(''); // the first question fixes the moment
      return await read(view);
    } finally {
      await session.endSession();
    }
  }

  async commit(commit: Commit): Promise<void> {
    const [writes, differences] = [await this.writesOf(commit), addedUp(commit.sums)];
    const checkpoints = Object.entries(commit.checkpoints).map(([_id, position]) =>
      ({ replaceOne: { filter: { _id }, replacement: { position }, upsert: true } }));
    await this.writing(async (session) => {
      for (const [documents, some] of writes) await documents.bulkWrite([...some.values()], { session });
      await addTo(this.stored.sums, differences, session);
      if (checkpoints.length > 0) await this.stored.checkpoints.bulkWrite(checkpoints, { session });
    });
  }

  /** What is found no more is gone at once; the documents themselves go one collection after the other. */
  async drop(namePrefix: string): Promise<void> {
    await this.writing((session) => this.declarations.forget(namePrefix, session));
    await this.asked(async () => {
      await dropSums(this.stored.sums, namePrefix);
      await this.stored.checkpoints.deleteMany({ _id: { $gte: namePrefix, $lt: afterAll(namePrefix) } });
      await this.declarations.sweep();
    });
  }

  /**
   * Drops what an interrupted `drop` left. That no trace of deleted documents remains in files, MongoDB does
   * not promise and nobody can ask of it: they stay in free space and in the log of the replica set until
   * they are written over. docs/how-to/mongodb.md tells what to do about it.
   */
  async scrub(): Promise<void> {
    await this.asked(() => this.declarations.sweep());
  }

  async close(): Promise<void> {
    if (!this.leased) await this.connection.close();
  }

  /** For what no transaction can hold: refused from the beginning, at least. */
  private async mustLead(): Promise<void> {
    if (this.leased) await this.writing(async () => undefined);
  }

  private writing(work: (session: ClientSession) => Promise<void>): Promise<void> {
    return this.asked(() => (this.leased ?? this.connection).transaction(work));
  }

  protected override async asked<T>(work: () => Promise<T>): Promise<T> {
    const { leased } = this;
    if (!leased) return super.asked(work);
    try {
      return await super.asked(() => leased.decided(work));
    } catch (error) {
      leased.heed(error);
      throw error;
    }
  }

  private async writesOf({ puts, deletes }: Commit): Promise<Map<Collection<StoredDocument>, Writes>> {
    const found = new Map<string, OpenedCollection & { readonly some: Writes }>();
    for (const name of new Set([...puts, ...deletes].map(({ collection }) => collection))) {
      found.set(name, { ...await this.collection(name), some: new Map() });
    }
    for (const { collection, key, document } of puts) {
      const { declared, some } = found.get(collection)!;
      const replacement = { document: JSON.stringify(document), ...fieldsOf(declared, document) };
      some.set(key, { replaceOne: { filter: { _id: key }, replacement, upsert: true } });
    }
    for (const { collection, key } of deletes) {
      found.get(collection)!.some.set(key, { deleteOne: { filter: { _id: key } } });
    }
    return new Map([...found.values()].map(({ documents, some }) => [documents, some]));
  }
}

const fieldsOf = (declared: DeclaredCollection, document: Document): Record<`f_${string}`, FieldValue> =>
  Object.fromEntries(declared.fields.map((field) =>
    [pathOf(declared, field), declared.checked(field, document[field] ?? null)]));
