import type { ClientSession, Collection, Document, Filter } from 'mongodb';
import { type Lease, LeaseLost, type Leases, type TakenLease } from '../../../application/ports/leases.js';
import type { MongoConnection } from '../../mongodb/connection.js';
import { isOutOfTime } from '../../mongodb/driver-error.js';

interface LeaseDocument {
  readonly _id: string;
  readonly token: number;
  readonly holder: string;
  /** By the clock of the server. */
  readonly until: Date;
  /** Grows with everything that is written under the lease. */
  readonly writes: number;
}

const OVER = new Date(0);
/**
 * How long of its time somebody waits for a lease: whoever had it may have ended within a commit, which the
 * server gives up after a minute and more. What else is held has to be renewed meanwhile.
 */
const WAITS = 1 / 4;
const SHORTEST_WAIT_MS = 100;

/** Leases beside the read models, so that both can be written in one transaction. */
export class MongoLeases implements Leases {
  private readonly leases: Collection<LeaseDocument>;

  constructor(private readonly connection: MongoConnection) {
    this.leases = connection.db.collection<LeaseDocument>('leases');
  }

  acquire(name: string, holder: string, timeMs: number): Promise<TakenLease | undefined> {
    return this.connection.asked(() => this.take(name, holder, timeMs).catch(nothingInTime));
  }

  private async take(name: string, holder: string, timeMs: number): Promise<TakenLease | undefined> {
    const maxTimeMS = Math.max(SHORTEST_WAIT_MS, Math.round(timeMs * WAITS));
    const free = { token: 0, holder: '', until: OVER, writes: 0 };
    await this.leases.updateOne({ _id: name }, { $setOnInsert: free }, { upsert: true, maxTimeMS });
    const isOver = { _id: name, $expr: { $lte: ['$until', '$$NOW'] } };
    const taken = { token: { $add: ['$token', 1] }, holder: { $literal: holder }, until: fromNow(timeMs) };
    const before = await this.leases.findOneAndUpdate(isOver, [{ $set: taken }], { maxTimeMS });
    return before ? { name, token: before.token + 1, ...afterLapse(before) } : undefined;
  }

  renew({ name, token }: Lease, timeMs: number): Promise<boolean> {
    return this.connection.asked(async () => {
      const longer = [{ $set: { until: fromNow(timeMs) } }];
      return (await this.leases.updateOne({ _id: name, token }, longer)).matchedCount === 1;
    });
  }

  async release({ name, token }: Lease): Promise<void> {
    await this.connection.asked(() =>
      this.leases.updateOne({ _id: name, token }, { $set: { until: OVER } }));
  }

  holder(name: string): Promise<string | undefined> {
    return this.connection.asked(async () => {
      const wanted = { _id: name, $expr: { $gt: ['$until', '$$NOW'] } };
      return (await this.leases.findOne(wanted))?.holder;
    });
  }

  /**
   * Within a transaction that writes for these leases: throws `LeaseLost` when there is a newer one of any.
   * Since they are written here, nobody can take one before the transaction ends, and a transaction that
   * began before it was taken ends in a conflict.
   */
  async mustHold(leases: readonly Lease[], session: ClientSession): Promise<void> {
    const { matchedCount } = await this.leases.updateMany(
      anyOf(leases), { $inc: { writes: 1 } }, { session });
    if (matchedCount === leases.length) return;
    const held = await this.leases.find(anyOf(leases), { session }).toArray();
    throw new LeaseLost(leases.find(({ name }) => !held.some(({ _id }) => _id === name))!);
  }

  /**
   * Waits until whatever was still under way with the leases is done or given up, and a majority has all that
   * was done before: what is read from then on is what will stay.
   */
  async settle(leases: readonly Lease[]): Promise<void> {
    await this.leases.updateMany(anyOf(leases), { $inc: { writes: 1 } });
  }
}

/** A lease that a commit is still under way with is somebody's. */
const nothingInTime = (error: unknown): undefined => {
  if (isOutOfTime(error)) return undefined;
  throw error;
};

/** Whoever gives a lease up leaves no time at which it would have ended. */
const afterLapse = ({ token, until }: LeaseDocument): Pick<TakenLease, 'after'> =>
  (until > OVER ? { after: { token, endedAt: until.getTime() } } : {});

const anyOf = (leases: readonly Lease[]): Filter<LeaseDocument> =>
  ({ $or: leases.map(({ name, token }) => ({ _id: name, token })) });

const fromNow = (timeMs: number): Document => ({ $add: ['$$NOW', timeMs] });
