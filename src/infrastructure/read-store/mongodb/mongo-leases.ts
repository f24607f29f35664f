import type { Binary, ClientSession, Collection, Document, Filter } from 'mongodb';
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
  /** Those that what is written under the lease goes through, the newest last. */
  readonly sessions: readonly Binary[];
}

const OVER = new Date(0);
/** How long of its time somebody waits for a lease that is over, and that a commit is under way with. */
const WAITS = 1 / 4;
const SHORTEST_WAIT_MS = 100;
const MOST_SESSIONS = 100;

/** Leases beside the read models, so that both can be written in one transaction. */
export class MongoLeases implements Leases {
  private readonly leases: Collection<LeaseDocument>;

  constructor(private readonly connection: MongoConnection) {
    this.leases = connection.db.collection<LeaseDocument>('leases');
  }

  /**
   * Whoever had it may have ended, or been paused, within a commit: the server holds the lease for that for a
   * minute and more, unless it is told to give it up.
   */
  acquire(name: string, holder: string, timeMs: number): Promise<TakenLease | undefined> {
    return this.connection.asked(async () => {
      const taken = await this.take(name, holder, timeMs).catch(nothingInTime);
      if (taken !== 'held up') return taken;
      await this.giveUpWhatIsOver(name);
      const second = await this.take(name, holder, timeMs).catch(nothingInTime);
      return second === 'held up' ? undefined : second;
    });
  }

  private async giveUpWhatIsOver(name: string): Promise<void> {
    const over = await this.leases.findOne(isOver(name));
    await this.connection.endAll(over?.sessions ?? []);
  }

  private async take(name: string, holder: string, timeMs: number): Promise<TakenLease | undefined> {
    const maxTimeMS = Math.max(SHORTEST_WAIT_MS, Math.round(timeMs * WAITS));
    const free = { token: 0, holder: '', until: OVER, writes: 0, sessions: [] };
    await this.leases.updateOne({ _id: name }, { $setOnInsert: free }, { upsert: true, maxTimeMS });
    const taken = {
      token: { $add: ['$token', 1] }, holder: { $literal: holder }, until: fromNow(timeMs),
      sessions: { $literal: [] },
    };
    const before = await this.leases.findOneAndUpdate(isOver(name), [{ $set: taken }], { maxTimeMS });
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

  /** Notes a session before anything is written through it under these leases. */
  async note(session: ClientSession, leases: readonly Lease[]): Promise<void> {
    const sessions = { $each: [session.id!.id], $slice: -MOST_SESSIONS };
    await this.leases.updateMany(anyOf(leases), { $push: { sessions } });
  }

  /**
   * Gives up whatever is still under way in these sessions, and waits until a majority has all that was done
   * under the leases before: what is read from then on is what will stay.
   */
  async settle(leases: readonly Lease[], sessions: readonly Binary[]): Promise<void> {
    await this.connection.endAll(sessions);
    await this.leases.updateMany(anyOf(leases), { $inc: { writes: 1 } });
  }
}

const isOver = (name: string): Filter<LeaseDocument> =>
  ({ _id: name, $expr: { $lte: ['$until', '$$NOW'] } });

const nothingInTime = (error: unknown): 'held up' => {
  if (isOutOfTime(error)) return 'held up';
  throw error;
};

/** Whoever gives a lease up leaves no time at which it would have ended. */
const afterLapse = ({ token, until }: LeaseDocument): Pick<TakenLease, 'after'> =>
  (until > OVER ? { after: { token, endedAt: until.getTime() } } : {});

const anyOf = (leases: readonly Lease[]): Filter<LeaseDocument> =>
  ({ $or: leases.map(({ name, token }) => ({ _id: name, token })) });

const fromNow = (timeMs: number): Document => ({ $add: ['$$NOW', timeMs] });
