import { type Database, infoQuery, rowsOf, type Statement } from '../../sqlite/database-file.js';
import { ledgerFile } from './schema.js';

/** After so many events the heads of their streams begin to be settled. */
const TAIL_EVENTS = 16_384;

/** Faster than new heads come, so that one settling ends before the next is due. */
const SETTLED_PER_EVENT = 2;

/** Where a stream's chain of events begins, and the stream's number. */
export interface Head {
  readonly stream: number;
  readonly position: number;
  readonly revision: number;
}

/**
 * The heads of streams, for the writer. Those of recent events are in memory only. When they are many, they
 * are written to `stream_heads` in the order of its key, so that several go to the same page; a few with each
 * transaction, so that none takes long.
 */
export class WriterHeads {
  private readonly selectInfo: Statement;
  private readonly selectHead: Statement;
  private readonly selectTail: Statement;
  private readonly upsertHead: Statement;
  private readonly updateSettledTo: Statement;
  private tail = new Map<string, Head>();
  /** What is being settled, and afterwards what was settled last, since it is likely to be asked for. */
  private settling = new Map<string, Head>();
  /** Names in `settling` that are still to be written, the next one last. */
  private queue: string[] = [];
  private settlingTo = 0;
  private settledTo = 0;

  constructor(database: Database) {
    this.selectInfo = infoQuery(database, ledgerFile);
    this.selectHead = rowsOf(database, 'SELECT stream, position, revision FROM stream_heads WHERE name = ?');
    this.selectTail = rowsOf(database, `
      SELECT name, stream, position, revision FROM events JOIN streams ON streams.id = stream
      WHERE position > ? ORDER BY position`);
    this.upsertHead = database.prepare(`
      INSERT INTO stream_heads (name, stream, position, revision) VALUES (?, ?, ?, ?)
      ON CONFLICT (name) DO UPDATE SET position = excluded.position, revision = excluded.revision`);
    this.updateSettledTo = database.prepare(`UPDATE ledger_info SET value = ? WHERE name = 'settled_to'`);
  }

  of(stream: string): Head | undefined {
    const recent = this.tail.get(stream) ?? this.settling.get(stream);
    if (recent) return recent;
    const row = this.selectHead.get(stream);
    return row && { stream: row[0], position: row[1], revision: row[2] };
  }

  advance(stream: string, head: Head): void {
    this.tail.set(stream, head);
  }

  /** Settles some heads, if it is time; within the transaction that has just appended so many events. */
  settleSome(appended: number, lastPosition: number): void {
    if (this.settlingTo === this.settledTo) {
      if (lastPosition - this.settledTo < TAIL_EVENTS) return;
      this.startSettling(lastPosition);
    }
    for (let left = SETTLED_PER_EVENT * appended; left > 0 && this.queue.length > 0; left -= 1) {
      const name = this.queue.pop()!;
      const { stream, position, revision } = this.settling.get(name)!;
      this.upsertHead.run(name, stream, position, revision);
    }
    if (this.queue.length === 0) this.finishSettling();
  }

  /** Must be called when the last transaction was rolled back, or when others may have written. */
  load(): void {
    this.settledTo = this.selectInfo.get('settled_to')![0];
    this.settlingTo = this.settledTo;
    this.settling = new Map();
    this.queue = [];
    this.tail = new Map();
    for (const [name, stream, position, revision] of this.selectTail.iterate(this.settledTo)) {
      this.tail.set(name, { stream, position, revision });
    }
  }

  private startSettling(lastPosition: number): void {
    this.settling = this.tail;
    this.tail = new Map();
    this.queue = [...this.settling.keys()].sort().reverse();
    this.settlingTo = lastPosition;
  }

  private finishSettling(): void {
    this.updateSettledTo.run(this.settlingTo);
    this.settledTo = this.settlingTo;
  }
}
