import type { Collection } from 'mongodb';
import type { Clock } from '../../application/ports/clock.js';
import type { Fence, FenceJournal, KeptFence, LedgerPoint } from '../../application/ports/fence-journal.js';
import { MongoConnection, type MongoOptions } from '../mongodb/connection.js';
import { DatabaseInfo } from '../mongodb/database-info.js';
import { fencesKind } from '../mongodb/kinds.js';
import { ensureCollection } from '../mongodb/declared-indexes.js';
import { isDuplicateKey } from '../mongodb/driver-error.js';
import { randomIds } from '../random-ids.js';

export interface MongoFenceJournalOptions extends MongoOptions {
  readonly clock: Clock;
}

/** A fence journal that all processes write, whatever they erase. */
export interface MongoFenceJournal extends FenceJournal {
  /** Which journal it is; the vault that it is used with notes it. */
  readonly id: string;
  /** Notes which ledger it is for, on first use; throws `MongoDbUnusable` when it is another one. */
  mustBelongTo(ledger: { readonly id: string }): Promise<void>;
}

/** Numbered in the order in which they were added. */
interface FenceDocument extends Omit<Fence, 'person'> {
  readonly _id: number;
  readonly person: string | null;
  /** Milliseconds since 1970. */
  readonly addedAt: number;
}

/** By the stream. */
interface DoneDocument { readonly _id: string }

/** Numbered; the last one holds. */
interface PointDocument extends LedgerPoint { readonly _id: number }

/**
 * Opens the fence journal in a database of its own, and makes it where there is none. Everything in it is
 * only inserted, so that its user needs no right to change or delete. Waits for a server that is not there.
 * Rejects with `StoreUnavailable` or `MongoDbUnusable`, and leaves nothing open.
 */
export const openMongoFenceJournal = async (
  options: MongoFenceJournalOptions,
): Promise<MongoFenceJournal> => {
  const connection = await MongoConnection.open(fencesKind, options);
  try {
    return await connection.asked(async () => {
      const { db } = connection;
      const info = await DatabaseInfo.open(db, fencesKind);
      const id = String(await info.noted('id', () => randomIds.next()));
      const fences = await ensureCollection<FenceDocument>(
        db, 'fences', [{ name: 'stream', fields: ['stream'], unique: true }]);
      const done = await ensureCollection<DoneDocument>(db, 'done', []);
      const points = await ensureCollection<PointDocument>(db, 'points', []);
      return new OpenedJournal(id, connection, info, { fences, done, points }, options.clock);
    });
  } catch (error) {
    await connection.close();
    throw error;
  }
};

interface Collections {
  readonly fences: Collection<FenceDocument>;
  readonly done: Collection<DoneDocument>;
  readonly points: Collection<PointDocument>;
}

/** What others inserted at the same time is in the way: then all of it is asked and done again. */
class OpenedJournal implements MongoFenceJournal {
  constructor(
    readonly id: string, private readonly connection: MongoConnection, private readonly info: DatabaseInfo,
    private readonly collections: Collections, private readonly clock: Clock,
  ) {}

  async mustBelongTo(ledger: { readonly id: string }): Promise<void> {
    const of = await this.connection.asked(() => this.info.noted('ledger', () => ledger.id));
    if (of !== ledger.id) throw this.info.ofAnotherLedger();
  }

  add(fences: readonly Fence[]): Promise<void> {
    return this.connection.asked(async () => {
      const { fences: stored } = this.collections;
      const wanted = new Map<string, Fence>();
      for (const fence of fences) if (!wanted.has(fence.stream)) wanted.set(fence.stream, fence);
      for (const { stream } of await stored.find({ stream: { $in: [...wanted.keys()] } }).toArray()) {
        wanted.delete(stream);
      }
      if (wanted.size === 0) return;
      const after = await lastOf(stored);
      await stored.insertMany([...wanted.values()].map(({ person = null, ...fence }, index) =>
        ({ ...fence, _id: after + 1 + index, person, addedAt: this.clock.now() })));
    });
  }

  async done(stream: string, mark: LedgerPoint): Promise<void> {
    const isNews = await this.connection.asked(async () => {
      if (!await this.collections.fences.findOne({ stream })) return false;
      return inserted(() => this.collections.done.insertOne({ _id: stream }));
    });
    if (isNews) await this.agreeUpTo(mark);
  }

  all(): Promise<KeptFence[]> {
    return this.connection.asked(async () => {
      const fences = await this.collections.fences.find().sort({ _id: 1 }).toArray();
      const done = new Set((await this.collections.done.find().toArray()).map(({ _id }) => _id));
      return fences.map(({ _id, addedAt: _, person, ...fence }) =>
        ({ ...fence, person: person ?? undefined, isDone: done.has(fence.stream) }));
    });
  }

  async agreeUpTo({ position, event }: LedgerPoint): Promise<void> {
    await this.connection.asked(async () => {
      const { points } = this.collections;
      await points.insertOne({ _id: await lastOf(points) + 1, position, event });
    });
  }

  agreedUpTo(): Promise<LedgerPoint | undefined> {
    return this.connection.asked(async () => {
      const [last] = await this.collections.points.find().sort({ _id: -1 }).limit(1).toArray();
      return last && { position: last.position, event: last.event };
    });
  }

  close(): Promise<void> {
    return this.connection.close();
  }
}

/** The number of what was inserted last; 0 where there is nothing. */
const lastOf = async <D extends { readonly _id: number }>(collection: Collection<D>): Promise<number> => {
  const [last] = await collection.find().sort({ _id: -1 }).limit(1).toArray();
  return last?._id ?? 0;
};

/** False where it was there already. */
const inserted = async (insert: () => Promise<unknown>): Promise<boolean> => {
  try {
    await insert();
    return true;
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    return false;
  }
};
