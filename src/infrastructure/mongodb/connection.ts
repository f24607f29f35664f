import { setTimeout as sleep } from 'node:timers/promises';
import { type Binary, type ClientSession, type Db, MongoClient, ReadPreference } from 'mongodb';
import { StoreRefused } from '../../application/ports/event-store.js';
import { isDatabaseName, problemOfMongoUrl } from './connection-string.js';
import type { DatabaseKind } from './database-info.js';
import {
  isAccessDenied, isDuplicateKey, isPassing, isTooOld, ServerSilent, storeError,
} from './driver-error.js';
import { MongoDbUnusable } from './mongodb-unusable.js';
import { inTransaction } from './transaction.js';

const DEADLINE_MS = 10_000;
const ASK_AGAIN_AFTER_MS = 1_000;
/** Whoever watches a start should not wonder for as long as the driver goes on trying. */
const SAID_AFTER_MS = 2_000;
/** Nothing but building indexes takes minutes. */
const SILENCE_MS = 120_000;
/** How long the driver waits for an answer; for ever, if nothing is said. */
const TIMEOUTS = { connectTimeoutMS: 5_000, socketTimeoutMS: SILENCE_MS };
const FIRST_WAIT_MS = 20;

export interface MongoOptions {
  /** `mongodb://` or `mongodb+srv://`, with credentials and the members of the replica set in it. */
  readonly url: string;
  readonly database: string;
  /** How long a call may wait for a member that can take it, and go on trying. */
  readonly deadlineMs?: number;
  /** How long one call may go without an answer from a server that is there. */
  readonly silenceMs?: number;
  /** Told each time that the server does not answer at start, and once while it has not yet. */
  readonly onAway?: (reason: unknown) => void;
  /** Ends the waiting for a server that is not there at start. */
  readonly signal?: AbortSignal;
}

/** A database in MongoDB: what it reads a majority has, and what it has written a majority has on disk. */
export class MongoConnection {
  readonly db: Db;

  private constructor(
    private readonly kind: DatabaseKind, readonly client: MongoClient, private readonly database: string,
    private readonly limits: { readonly deadlineMs: number; readonly silenceMs: number },
  ) {
    this.db = client.db(database);
  }

  /**
   * Waits for a server that is not there. Rejects with `StoreUnavailable` when the credentials are refused or
   * the waiting is ended, and with `MongoDbUnusable` for a server that has no transactions.
   */
  static async open(kind: DatabaseKind, options: MongoOptions): Promise<MongoConnection> {
    const { url, database, deadlineMs = DEADLINE_MS, silenceMs = SILENCE_MS } = options;
    const { onAway = () => undefined, signal } = options;
    const problem = problemOfMongoUrl(url);
    if (problem !== undefined) throw new TypeError(`The address of MongoDB must be ${problem}`);
    if (!isDatabaseName(database)) throw new TypeError(`${database} cannot name a database`);
    for (;;) {
      const client = clientOf(url, deadlineMs);
      const overdue = setTimeout(
        () => onAway(portError(kind, database, new ServerSilent())), SAID_AFTER_MS);
      try {
        await client.connect().finally(() => clearTimeout(overdue));
        await mustHaveTransactions(client);
        return new MongoConnection(kind, client, database, { deadlineMs, silenceMs });
      } catch (error) {
        await client.close();
        if (isTooOld(error)) throw tooOld((error as Error).message);
        const told = portError(kind, database, error);
        if (!isPassing(error) || signal?.aborted) throw told;
        onAway(told);
        await sleep(ASK_AGAIN_AFTER_MS);
      }
    }
  }

  /**
   * Does something with the driver, again where it failed and may go well; its errors come out as the port's.
   * `work` must be such that doing it twice is doing it once, or be a transaction.
   */
  async asked<T>(work: () => Promise<T>): Promise<T> {
    const { deadlineMs, silenceMs } = this.limits;
    const until = performance.now() + deadlineMs;
    for (let waitMs = FIRST_WAIT_MS; ; waitMs *= 2) {
      try {
        return await within(silenceMs, work);
      } catch (error) {
        const mayGoWell = isPassing(error) || isDuplicateKey(error);
        if (!mayGoWell || performance.now() + waitMs > until) {
          throw portError(this.kind, this.database, error);
        }
      }
      await sleep(waitMs);
    }
  }

  transaction<T>(work: (session: ClientSession) => Promise<T>): Promise<T> {
    return this.client.withSession((session) => this.transactionIn(session, work));
  }

  /** In a session that nothing else is under way in. */
  transactionIn<T>(session: ClientSession, work: (session: ClientSession) => Promise<T>): Promise<T> {
    return inTransaction(session, this.limits.deadlineMs, work);
  }

  /** Has the server give up whatever is under way in sessions of its user; what is committed stays. */
  async endAll(sessions: readonly Binary[]): Promise<void> {
    if (sessions.length === 0) return; // which would mean all that the user has
    await this.client.db('admin').command({ killSessions: sessions.map((id) => ({ id })) });
  }

  close(): Promise<void> {
    return this.client.close();
  }
}

/**
 * The driver waits for ever for a connection to take what it writes if that broke just before; its own limit
 * is of open connections only.
 */
const within = async <T>(ms: number, work: () => Promise<T>): Promise<T> => {
  const ending = new AbortController();
  const silence = sleep(ms, undefined, { signal: ending.signal }).then(() => { throw new ServerSilent(); });
  try {
    return await Promise.race([work(), silence]);
  } finally {
    ending.abort();
  }
};

/** A driver's error as the port's. What is neither passing nor refused access is a fault, and stays one. */
const portError = ({ name, addressIn }: DatabaseKind, database: string, error: unknown): unknown => {
  const what = `The ${name} cannot be used`;
  if (!isAccessDenied(error)) return storeError(what, error);
  return new StoreRefused(`${what}: MongoDB refuses the credentials, or they may not read and write the `
    + `database ${database}. Check user, password and authSource in ${addressIn}, and the roles of the user`,
  { cause: error });
};

const clientOf = (url: string, deadlineMs: number): MongoClient => new MongoClient(url, {
  ...TIMEOUTS, appName: 'liggare', serverSelectionTimeoutMS: deadlineMs,
  readPreference: ReadPreference.primary,
  readConcern: { level: 'majority' }, writeConcern: { w: 'majority', journal: true },
});

/** From which on everything in one question can be read at one moment. */
const OF_5_0 = 13;

const tooOld = (reason: string): MongoDbUnusable =>
  new MongoDbUnusable(`This MongoDB is too old: ${reason}. Use version 5.0 or a later one.`);

const mustHaveTransactions = async (client: MongoClient): Promise<void> => {
  const { setName, msg, maxWireVersion } = await client.db('admin').command({ hello: 1 });
  if (maxWireVersion < OF_5_0) throw tooOld('it has no snapshots to read from');
  if (setName !== undefined || msg === 'isdbgrid') return;
  throw new MongoDbUnusable('This MongoDB stands by itself and has no transactions. '
    + 'Start it as a replica set (of one member, if need be) and initiate that.');
};
