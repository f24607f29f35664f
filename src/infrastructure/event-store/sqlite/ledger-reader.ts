import { setImmediate as nextTurn } from 'node:timers/promises';
import type { StoredEvent } from '../../../application/ports/event-store.js';
import { atOneMoment, type Database, rowsOf, type Statement } from '../../sqlite/database-file.js';
import { dashedUuid } from '../../uuid-bytes.js';
import { Dictionary } from './dictionary.js';
import { positionText } from './position-text.js';
import { StreamHeads } from './stream-heads.js';

/** A read looks at so many events before it lets others have a turn of the event loop. */
const WINDOW_EVENTS = 20_000;

export type Direction = 'forwards' | 'backwards';

export interface Selection {
  readonly direction: Direction;
  /** Only streams of these categories; undefined for all. */
  readonly categories: readonly string[] | undefined;
  readonly limit: number;
}

/** Reads the ledger over one connection, in the thread of its caller. */
export class LedgerReader {
  private readonly types: Dictionary;
  private readonly categories: Dictionary;
  private readonly heads: StreamHeads;
  private readonly selectAt: Statement;
  private readonly selectInStream: Statement;
  private readonly selectHead: Statement;
  private readonly selectTime: Statement;
  private readonly selectBetween = new Map<string, Statement>();

  constructor(private readonly database: Database) {
    this.types = new Dictionary(database, 'event_types');
    this.categories = new Dictionary(database, 'categories');
    this.heads = new StreamHeads(database);
    this.selectAt = rowsOf(database, `${SELECT_EVENTS} WHERE position = ?`);
    this.selectInStream = rowsOf(database, `SELECT ${columnsOf('?1')} FROM events WHERE position = ?2`);
    this.selectHead = rowsOf(database, 'SELECT coalesce(max(position), 0) FROM events');
    this.selectTime = rowsOf(database, 'SELECT recorded_at FROM events WHERE position = ?');
  }

  /** The position of the newest event; 0 for an empty ledger. */
  head(): number {
    return this.selectHead.get()![0];
  }

  /** A stream's events from a revision on, found by following its chain back from its head. */
  stream(name: string, fromRevision: number): StoredEvent[] {
    return this.withHeads(() => this.chain(name, fromRevision));
  }

  streams(names: readonly string[]): StoredEvent[][] {
    return this.withHeads(() => names.map((name) => this.chain(name, 0)));
  }

  private withHeads<T>(read: () => T): T {
    return atOneMoment(this.database, () => {
      this.heads.catchUp();
      return read();
    });
  }

  private chain(name: string, fromRevision: number): StoredEvent[] {
    const events: StoredEvent[] = [];
    for (let position = this.heads.of(name); position > 0;) {
      const row = this.selectInStream.get(name, position) as EventRow;
      if (row[COLUMN.revision] < fromRevision) break;
      events.push(this.storedEvent(row));
      position = row[COLUMN.previous];
    }
    return events.reverse();
  }

  /** The events at positions, in the order asked; a position that holds none is left out. */
  at(positions: readonly number[]): StoredEvent[] {
    const rows: (EventRow | undefined)[] = atOneMoment(this.database, () =>
      positions.map((position) => this.selectAt.get(position)));
    return rows.flatMap((row) => (row ? [this.storedEvent(row)] : []));
  }

  /** Events after a position, or before it when backwards; fewer than the limit means that this is all. */
  async all(from: number, { direction, categories, limit }: Selection): Promise<StoredEvent[]> {
    const numbers = categories && this.categories.numbersOf(categories);
    const statement = this.between(direction, numbers?.length);
    const events: StoredEvent[] = [];
    let windowsRead = 0;
    for (const [low, high] of windows(from, this.head(), direction)) {
      if (windowsRead > 0) await nextTurn();
      const rows: EventRow[] = statement.all(low, high, ...numbers ?? [], limit - events.length);
      for (const row of rows) events.push(this.storedEvent(row));
      if (events.length === limit) break;
      windowsRead += 1;
    }
    return events;
  }

  /** The newest position recorded at or before an instant, 0 for none. By halving: times never go back. */
  positionAt(instantMs: number): number {
    let [known, beyond] = [0, this.head() + 1];
    while (beyond - known > 1) {
      const middle = Math.floor((known + beyond) / 2);
      if (this.selectTime.get(middle)![0] <= instantMs) known = middle;
      else beyond = middle;
    }
    return known;
  }

  close(): void {
    this.database.close();
  }

  /** The statement for events between two positions, both included, of so many categories. */
  private between(direction: Direction, categories: number | undefined): Statement {
    const filter = categories === undefined ? '' : `AND events.category IN (${marks(categories)})`;
    const order = direction === 'forwards' ? 'ASC' : 'DESC';
    const where = `WHERE position BETWEEN ? AND ? ${filter} ORDER BY position ${order} LIMIT ?`;
    const statement = this.selectBetween.get(where) ?? rowsOf(this.database, `${SELECT_EVENTS} ${where}`);
    this.selectBetween.set(where, statement);
    return statement;
  }

  private storedEvent(row: EventRow): StoredEvent {
    return {
      position: positionText(row[0]), stream: row[1], revision: row[2], type: this.types.nameOf(row[3]),
      version: row[4], recordedAt: row[5], id: dashedUuid(row[6]), meta: JSON.parse(row[7]), payload: row[8],
    };
  }
}

const marks = (count: number): string => Array(count).fill('?').join();

const columnsOf = (name: string): string => `
    position, ${name}, revision, type, version, recorded_at, lower(hex(events.id)), meta, payload, previous`;

const SELECT_EVENTS = `
  SELECT ${columnsOf('streams.name')} FROM events JOIN streams ON streams.id = stream`;

type EventRow = [
  position: number, stream: string, revision: number, type: number, version: number, recordedAt: number,
  id: string, meta: string, payload: Uint8Array, previous: number,
];
const COLUMN = { revision: 2, previous: 9 } as const;

/** The positions to look at, in pieces, in the order of reading; each piece with both its ends. */
function* windows(from: number, head: number, direction: Direction): Generator<[low: number, high: number]> {
  if (direction === 'forwards') {
    for (let low = from + 1; low <= head; low += WINDOW_EVENTS) {
      yield [low, Math.min(head, low + WINDOW_EVENTS - 1)];
    }
  } else {
    for (let high = from === 0 ? head : Math.min(head, from - 1); high > 0; high -= WINDOW_EVENTS) {
      yield [Math.max(1, high - WINDOW_EVENTS + 1), high];
    }
  }
}
