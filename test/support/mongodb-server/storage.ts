import { noSuchTransaction, ServerError, timeIsUp, writeConflict } from './server-error.js';
import { type Snapshot, StoredCollection } from './stored-collection.js';
import { keyText } from './values.js';
import type { Doc } from './wire.js';

/** What one transaction has written, and nobody else sees yet. */
export class Transaction {
  readonly writes = new Map<StoredCollection, Map<string, Doc | undefined>>();
  state: 'open' | 'committed' | 'aborted' = 'open';
  /** Gives it up when it lasts too long. */
  timer: NodeJS.Timeout | undefined;

  constructor(readonly at: number) {}

  snapshotOf(collection: StoredCollection): Snapshot {
    return { at: this.at, writes: this.writes.get(collection) };
  }
}

/** Waits for something, but no longer than until a moment. */
const before = (lastMs: number, something: Promise<void>): Promise<void> => new Promise((resolve, reject) => {
  const timer = lastMs === Infinity
    ? undefined : setTimeout(() => reject(timeIsUp()), lastMs - performance.now());
  void something.then(() => {
    clearTimeout(timer);
    resolve();
  });
});

/** Everything a test server keeps, as it was at every moment; kept when the server is stopped and started. */
export class Storage {
  private readonly collections = new Map<string, StoredCollection>();
  private readonly open = new Set<Transaction>();
  /**
   * After so long a transaction is given up, and who waits for it goes on, as in a real server that is told
   * nothing: else what is written by a process that is killed would be held for ever. `abortAll` does it on
   * command.
   */
  longestTransactionMs = 60_000;
  /** Whoever waits for a transaction to end. */
  private waiting: (() => void)[] = [];
  /** Grows with every commit. */
  now = 1;
  /**
   * What a majority of the members had, where that is less than all: as with a primary that was just elected,
   * until something it has written is acknowledged.
   */
  majorityAt: number | undefined;
  /** Snapshots before this moment are forgotten, as they are in time by a real server. */
  historyFrom = 0;

  find(database: string, name: string): StoredCollection | undefined {
    return this.collections.get(`${database}.${name}`);
  }

  of(database: string): StoredCollection[] {
    return [...this.collections.values()].filter((collection) => collection.database === database);
  }

  create(database: string, name: string, options: Doc = {}): StoredCollection {
    if (this.find(database, name)) throw new ServerError(48, `Collection ${name} already exists.`);
    const collection = new StoredCollection(database, name, options);
    this.collections.set(`${database}.${name}`, collection);
    return collection;
  }

  drop({ database, name }: StoredCollection): void {
    this.collections.delete(`${database}.${name}`);
  }

  begin(): Transaction {
    const transaction = new Transaction(this.now);
    this.open.add(transaction);
    transaction.timer = setTimeout(() => this.abort(transaction), this.longestTransactionMs).unref();
    return transaction;
  }

  commit(transaction: Transaction): void {
    if (transaction.state === 'committed') return;
    if (transaction.state === 'aborted') throw noSuchTransaction();
    if (transaction.writes.size > 0) this.now += 1;
    for (const [collection, writes] of transaction.writes) collection.commit(transaction, writes, this.now);
    this.end(transaction, 'committed');
  }

  abort(transaction: Transaction): void {
    if (transaction.state !== 'open') return;
    for (const collection of transaction.writes.keys()) collection.release(transaction);
    this.end(transaction, 'aborted');
  }

  /** What a server does with transactions that last longer than a minute. */
  abortAll(): number {
    const aborted = [...this.open];
    for (const transaction of aborted) this.abort(transaction);
    return aborted.length;
  }

  write(
    transaction: Transaction, collection: StoredCollection, id: unknown, document: Doc | undefined,
  ): void {
    if (transaction.state !== 'open') throw noSuchTransaction();
    let writes = transaction.writes.get(collection);
    if (!writes) transaction.writes.set(collection, writes = new Map());
    const key = keyText([id]);
    collection.claim(transaction, key, document, transaction.snapshotOf(collection));
    writes.set(key, document);
  }

  /** One statement by itself: waits for those that are about to write the same, perhaps not for ever. */
  async alone<T>(work: (transaction: Transaction) => T, mostMs = Infinity): Promise<T> {
    const lastMs = performance.now() + mostMs;
    for (;;) {
      const ended = new Promise<void>((resolve) => this.waiting.push(resolve));
      const transaction = this.begin();
      try {
        const result = work(transaction);
        this.commit(transaction);
        return result;
      } catch (error) {
        this.abortQuietly(transaction);
        if (!(error instanceof ServerError) || error.code !== writeConflict().code) throw error;
      }
      await before(lastMs, ended);
    }
  }

  private abortQuietly(transaction: Transaction): void {
    for (const collection of transaction.writes.keys()) collection.release(transaction);
    this.close(transaction, 'aborted');
  }

  private end(transaction: Transaction, state: 'committed' | 'aborted'): void {
    this.close(transaction, state);
    const { waiting } = this;
    this.waiting = [];
    for (const wake of waiting) wake();
  }

  private close(transaction: Transaction, state: 'committed' | 'aborted'): void {
    clearTimeout(transaction.timer);
    transaction.state = state;
    this.open.delete(transaction);
  }
}
