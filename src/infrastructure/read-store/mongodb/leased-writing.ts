import type { Binary, ClientSession } from 'mongodb';
import { StoreUnavailable } from '../../../application/ports/event-store.js';
import type { Lease } from '../../../application/ports/leases.js';
import type { MongoConnection } from '../../mongodb/connection.js';
import type { MongoLeases } from './mongo-leases.js';

/**
 * Writes for whoever holds leases, through sessions that are noted with them: so whoever takes over can have
 * the server give up what a leader that ended or was paused has left under way.
 */
export class LeasedWriting {
  /** A session that nothing is under way in. */
  private free: ClientSession | undefined;
  /** All that were used since it was last known what is committed. */
  private readonly used: Binary[] = [];
  /** A commit may be done, or be done yet; or the members elected another, who may not know of all yet. */
  private isUncertain = false;

  constructor(
    private readonly connection: MongoConnection, private readonly leases: MongoLeases,
    private readonly held: readonly Lease[],
  ) {}

  /** Throws `LeaseLost`, and writes nothing, once somebody else holds any of the leases. */
  async transaction(work: (session: ClientSession) => Promise<void>): Promise<void> {
    const session = this.free ?? await this.noted();
    this.free = undefined; // whoever is waited for no longer keeps it
    try {
      await this.connection.transactionIn(session, async () => {
        await this.leases.mustHold(this.held, session);
        await work(session);
      });
    } catch (error) {
      await session.endSession();
      throw error;
    }
    await this.keep(session);
  }

  /**
   * Who leads begins anew after a failure with what is committed: so nothing is done before it is decided
   * what that is.
   */
  async decided<T>(work: () => Promise<T>): Promise<T> {
    if (this.isUncertain) await this.settle();
    return work();
  }

  /** Where the server is away still, the sessions are kept for the next attempt. */
  private async settle(): Promise<void> {
    const sessions = [...this.used];
    await this.leases.settle(this.held, sessions);
    this.used.splice(0, sessions.length);
    this.isUncertain = false;
  }

  /** What came of it, when all attempts are over. */
  heed(error: unknown): void {
    this.isUncertain ||= error instanceof StoreUnavailable;
  }

  private async keep(session: ClientSession): Promise<void> {
    await this.free?.endSession();
    this.free = session;
  }

  private async noted(): Promise<ClientSession> {
    const session = this.connection.client.startSession();
    this.used.push(session.id!.id);
    await this.leases.note(session, this.held);
    return session;
  }
}
