import { DatabaseSync } from '@photostructure/sqlite';
import type { EventToAppend } from '../../src/application/ports/event-store.js';
import { ledgerFile } from '../../src/infrastructure/event-store/sqlite/schema.js';
import type { Database, Statement } from '../../src/infrastructure/sqlite/database-file.js';
import { writeUuid } from '../../src/infrastructure/uuid-bytes.js';
import { timed } from './measure.js';

/** An event with its place in a stream. */
export interface PlacedEvent extends EventToAppend {
  readonly stream: string;
  readonly revision: number;
}

type Row = readonly (string | number | Uint8Array)[];

/** What would be written of an event, made ready before any clock runs. */
const rowOf = (event: PlacedEvent): Row => {
  const id = new Uint8Array(16);
  writeUuid(event.id, id, 0);
  const { stream, revision, type, version, meta, payload } = event;
  return [stream, revision, type, version, Date.now(), id, JSON.stringify(meta), payload];
};

/**
 * The limit: SQLite alone, with the same bytes, settings and durability as the ledger, and nothing else: no
 * check of revisions, no index, no other thread, and nobody to answer.
 */
export class BareLoop {
  private readonly database: Database;
  private readonly insert: Statement;

  constructor(file: string) {
    this.database = new DatabaseSync(file);
    const settings = [...ledgerFile.settings, 'journal_mode = WAL', 'synchronous = FULL'];
    for (const setting of settings) this.database.exec(`PRAGMA ${setting}`);
    this.database.exec(`
      CREATE TABLE events (
        position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, type TEXT NOT NULL,
        version INTEGER NOT NULL, recorded_at INTEGER NOT NULL, id BLOB NOT NULL, meta TEXT NOT NULL,
        payload BLOB NOT NULL
      ) STRICT`);
    this.insert = this.database.prepare(`
      INSERT INTO events (stream, revision, type, version, recorded_at, id, meta, payload)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  }

  /** Writes events, so many per commit; how many seconds that took. */
  async write(events: readonly PlacedEvent[], perCommit: number): Promise<number> {
    const rows = events.map(rowOf);
    const { seconds } = await timed(() => {
      for (let start = 0; start < rows.length; start += perCommit) {
        this.database.exec('BEGIN IMMEDIATE');
        for (const row of rows.slice(start, start + perCommit)) this.insert.run(...row);
        this.database.exec('COMMIT');
      }
    });
    return seconds;
  }

  close(): void {
    this.database.close();
  }
}
