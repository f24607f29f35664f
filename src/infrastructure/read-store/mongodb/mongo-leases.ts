import type { Binary, ClientSession, Collection, Document, Filter } from 'mongodb';
import {
  type LapsedLease, type Lease, LeaseLost, type Leases, type TakenLease,
} from '../../../application/ports/leases.js';
import type { MongoConnection } from '../../mongodb/connection.js';
import { isOutOfTime } from '../../mongodb/driver-error.js';

interface LeaseDocument {
  readonly _id: string;
  readonly token: number;
  readonly holder: string;
  /** By the clock of the server. */
  readonly until: Date;
  /** Those that what is written under the lease goes through, the newest last. */
  readonly sessions: readonly Binary[];
  /** Which lease had lapsed, as long as nobody has led since: whoever took it may have had to give it up. */
  readonly after?: LapsedLease;
}

/**
 * Whose writes are taken. A document of its own: what is written under a lease holds it until that is
 * committed, and the lease must be renewed meanwhile, however long that takes.
 */
interface TokenDocument {
  readonly _id: string;
  readonly token: number;
  /** Grows with everything that is written under the lease. */
  readonly writes: number;
}

const OVER = new Date(0);
/** How long of the time of a lease is waited for a commit that is under way with the one before. */
const WAITS = 1 / 8;
const SHORTEST_WAIT_MS = 100;
const MOST_SESSIONS = 100;

/** Leases beside the read models, so that both can be written in one transaction. */
export class MongoLeases implements Leases {
  private readonly leases: Collection<LeaseDocument>;
  private readonly tokens: Collection<TokenDocument>;

  constructor(private readonly connection: MongoConnection) {
    this.leases = connection.db.collection<LeaseDocument>('leases');
    this.tokens = connection.db.collection<TokenDocument>('tokens');
  }

  async acquire(name: string, holder: string, timeMs: number): Promise<TakenLease | undefined> {
    const before = await this.connection.asked(() => this.take(name, holder, timeMs));
    if (!before) return undefined;
    const lease = { name, token: before.token + 1 };
    const maxTimeMS = Math.max(SHORTEST_WAIT_MS, Math.round(timeMs * WAITS));
    const after = before.after ?? lapsed(before);
    const older = { sessions: before.sessions ?? [], after };
    const isLed = await this.connection.asked(() => this.endOlder(lease, older, maxTimeMS));
    if (isLed) return { ...lease, ...after && { after } };
    await this.release(lease);
    return undefined;
  }

  /** The lease before, if it is over: another has it now. */
  private async take(name: string, holder: string, timeMs: number): Promise<LeaseDocument | null> {
    const free = { token: 0, holder: '', until: OVER, sessions: [] };
    await this.leases.updateOne({ _id: name }, { $setOnInsert: free }, { upsert: true });
    const taken = { token: { $add: ['$token', 1] }, holder: { $literal: holder }, until: fromNow(timeMs) };
    return this.leases.findOneAndUpdate({ _id: name, ...isOver }, [{ $set: taken }]);
  }

  /**
   * Whether nothing is written any more under the leases before. Whoever had one may have ended, or been
   * paused, within a commit: the server holds the token for that for a minute and more, unless it is told to
   * give it up.
   */
  private async endOlder(
    lease: Lease, { sessions, after }: Pick<LeaseDocument, 'sessions' | 'after'>, maxTimeMS: number,
  ): Promise<boolean> {
    const mine = { _id: lease.name, token: lease.token };
    if (after) await this.leases.updateOne(mine, { $set: { after } });
    let isLed = await this.raise(lease, maxTimeMS).catch(nothingInTime);
    if (isLed === 'held up') {
      await this.connection.endAll(sessions);
      isLed = await this.raise(lease, maxTimeMS).catch(nothingInTime);
    }
    if (isLed !== true) return false;
    if (sessions.length === 0 && !after) return true;
    await this.leases.updateOne(mine, { $set: { sessions: [] }, $unset: { after: '' } });
    return true;
  }

  /** False where a newer lease has been taken meanwhile. */
  private async raise({ name, token }: Lease, maxTimeMS: number): Promise<boolean> {
    const none = { token: 0, writes: 0 };
    await this.tokens.updateOne({ _id: name }, { $setOnInsert: none }, { upsert: true, maxTimeMS });
    const older = { _id: name, token: { $lte: token } };
    return (await this.tokens.updateOne(older, { $set: { token } }, { maxTimeMS })).matchedCount === 1;
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
   * Since their tokens are written here, nobody leads by a newer one before the transaction ends, and a
   * transaction that began before does ends in a conflict.
   */
  async mustHold(leases: readonly Lease[], session: ClientSession): Promise<void> {
    const { matchedCount } = await this.tokens.updateMany(
      anyOf(leases), { $inc: { writes: 1 } }, { session });
    if (matchedCount === leases.length) return;
    const held = await this.tokens.find(anyOf(leases), { session }).toArray();
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
    await this.tokens.updateMany(anyOf(leases), { $inc: { writes: 1 } });
  }
}

const isOver: Filter<LeaseDocument> = { $expr: { $lte: ['$until', '$$NOW'] } };

const nothingInTime = (error: unknown): 'held up' => {
  if (isOutOfTime(error)) return 'held up';
  throw error;
};

/** Whoever gives a lease up leaves no time at which it would have ended. */
const lapsed = ({ token, until }: LeaseDocument): LapsedLease | undefined =>
  (until > OVER ? { token, endedAt: until.getTime() } : undefined);

const anyOf = (leases: readonly Lease[]): Pick<Filter<LeaseDocument | TokenDocument>, '$or'> =>
  ({ $or: leases.map(({ name, token }) => ({ _id: name, token })) });

const fromNow = (timeMs: number): Document => ({ $add: ['$$NOW', timeMs] });
