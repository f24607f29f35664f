import { NO_STREAM, StoreUnavailable } from '../../../application/ports/event-store.js';
import { type Database, rowsOf } from '../../sqlite/database-file.js';
import { reasonOf } from '../../sqlite/sqlite-error.js';
import type { Appended, AppendRequest, Outcome } from './append-request.js';
import { Dictionary } from './dictionary.js';
import { type Head, WriterHeads } from './writer-heads.js';

/** As the last position: nothing is in memory. It is never the last position of a file. */
const NOT_LOADED = -1;

/**
 * Writes the ledger, one group of appends per transaction; runs where it may block. What it would otherwise
 * ask for with each append is kept in memory, and read anew if a transaction failed or others have written.
 */
export class LedgerWriter {
  private readonly types: Dictionary;
  private readonly categories: Dictionary;
  private readonly heads: WriterHeads;
  private readonly statements: ReturnType<typeof prepare>;
  private lastPosition = NOT_LOADED;
  private lastRecordedAt = 0;
  private lastStream = 0;

  constructor(private readonly database: Database) {
    this.types = new Dictionary(database, 'event_types');
    this.categories = new Dictionary(database, 'categories');
    this.heads = new WriterHeads(database);
    this.statements = prepare(database);
  }

  /**
   * Applies appends in their order in one transaction, which is on disk when this returns. Each sees the ones
   * before it; one at a wrong revision leaves the others alone. Throws `StoreUnavailable` for all of them.
   */
  commit(requests: readonly AppendRequest[], now: number): Outcome[] {
    const outcomes = this.attempt(false, () => {
      this.statements.begin.run();
      if (!this.isUpToDate()) this.load();
      return this.applyAll(requests, Math.max(now, this.lastRecordedAt));
    });
    // Once COMMIT has begun, a failure does not tell how far it came.
    this.attempt(true, () => this.statements.commit.run());
    return outcomes;
  }

  private applyAll(requests: readonly AppendRequest[], recordedAt: number): Outcome[] {
    const before = this.lastPosition;
    const outcomes = requests.map((request) => this.apply(request, recordedAt));
    this.heads.settleSome(this.lastPosition - before, this.lastPosition);
    return outcomes;
  }

  private apply(request: AppendRequest, recordedAt: number): Outcome {
    const head = this.heads.of(request.stream);
    const actual = head?.revision ?? NO_STREAM;
    if (actual === request.expectedRevision) return this.add(request, head, recordedAt);
    return this.resultOfEarlier(request, head) ?? { appended: false, actual };
  }

  private add(request: AppendRequest, head: Head | undefined, recordedAt: number): Appended {
    const category = this.categories.numberFor(categoryIn(request.stream));
    const stream = head?.stream ?? this.addStream(request.stream, category);
    let { position, revision } = head ?? { position: 0, revision: NO_STREAM };
    for (const { id, type, version, meta, payload } of request.events) {
      const previous = position;
      position = this.lastPosition += 1;
      revision += 1;
      this.statements.insertEvent.run(
        position, stream, revision, previous, category, this.types.numberFor(type), version, recordedAt,
        id, meta, payload,
      );
    }
    this.lastRecordedAt = recordedAt;
    this.heads.advance(request.stream, { stream, position, revision });
    return { appended: true, revision, position, recordedAt };
  }

  private addStream(name: string, category: number): number {
    this.lastStream += 1;
    this.statements.insertStream.run(this.lastStream, name, category);
    return this.lastStream;
  }

  /** The first result, if the ledger holds these very events where this append wants them. */
  private resultOfEarlier(request: AppendRequest, head: Head | undefined): Appended | undefined {
    const last = request.expectedRevision + request.events.length;
    const ids = request.events.map((event) => event.id);
    let result: Appended | undefined;
    for (let position = head?.position ?? 0; position > 0;) {
      const [revision, previous, id, recordedAt] = this.statements.selectLink.get(position)!;
      if (revision === last) result = { appended: true, revision, position, recordedAt };
      if (revision <= last && Buffer.compare(id, ids.pop()!) !== 0) return undefined;
      if (ids.length === 0) break;
      position = previous;
    }
    return result;
  }

  private isUpToDate(): boolean {
    return this.lastPosition === (this.statements.selectLast.get()?.[0] ?? 0);
  }

  private load(): void {
    this.types.load();
    this.categories.load();
    this.heads.load();
    this.lastStream = this.statements.selectLastStream.get()![0];
    [this.lastPosition, this.lastRecordedAt] = this.statements.selectLast.get() ?? [0, 0];
  }

  /** One step of a transaction; if it fails, nothing of the transaction stays in the file or in memory. */
  private attempt<T>(outcomeUnknown: boolean, step: () => T): T {
    try {
      return step();
    } catch (error) {
      this.lastPosition = NOT_LOADED;
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      const reason = `The ledger could not be written: ${reasonOf(error)}`;
      throw new StoreUnavailable(reason, outcomeUnknown, { cause: error });
    }
  }
}

/** What comes before the first `-` of a stream's name. */
const categoryIn = (stream: string): string => stream.slice(0, Math.max(0, stream.indexOf('-')));

const prepare = (database: Database) => ({
  begin: database.prepare('BEGIN IMMEDIATE'),
  commit: database.prepare('COMMIT'),
  insertStream: database.prepare('INSERT INTO streams (id, name, category) VALUES (?, ?, ?)'),
  insertEvent: database.prepare(`
    INSERT INTO events (
      position, stream, revision, previous, category, type, version, recorded_at, id, meta, payload
    ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, CAST(? AS TEXT), ?)`),
  selectLink: rowsOf(database, 'SELECT revision, previous, id, recorded_at FROM events WHERE position = ?'),
  selectLast: rowsOf(database, 'SELECT position, recorded_at FROM events ORDER BY position DESC LIMIT 1'),
  selectLastStream: rowsOf(database, 'SELECT coalesce(max(id), 0) FROM streams'),
});
