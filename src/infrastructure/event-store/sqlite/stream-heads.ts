import { type Database, infoQuery, rowsOf, type Statement } from '../../sqlite/database-file.js';
import { ledgerFile } from './schema.js';

/**
 * Where the chains of streams begin, for a reader. Heads of the tail, which `stream_heads` does not know yet,
 * are kept in memory: each event is looked at once, and the writer's settling keeps the tail short.
 */
export class StreamHeads {
  private readonly selectVersion: Statement;
  private readonly selectInfo: Statement;
  private readonly selectTail: Statement;
  private readonly selectHead: Statement;
  private tail = new Map<string, number>();
  private seenTo = 0;
  private seenVersion = -1;

  constructor(database: Database) {
    this.selectVersion = rowsOf(database, 'PRAGMA data_version');
    this.selectInfo = infoQuery(database, ledgerFile);
    this.selectTail = rowsOf(database, `
      SELECT position, name FROM events JOIN streams ON streams.id = stream
      WHERE position > ? ORDER BY position`);
    this.selectHead = rowsOf(database, 'SELECT position FROM stream_heads WHERE name = ?');
  }

  /** The position of a stream's newest event, at the moment of `catchUp`; 0 for one that does not exist. */
  of(stream: string): number {
    return this.tail.get(stream) ?? this.selectHead.get(stream)?.[0] ?? 0;
  }

  /** Whether anything was written since the last look is asked first: it costs a tenth of looking. */
  catchUp(): void {
    const version = this.selectVersion.get()![0];
    if (version === this.seenVersion) return;
    this.seenVersion = version;
    const settledTo = this.selectInfo.get('settled_to')![0];
    if (settledTo > this.seenTo) {
      this.tail = new Map();
      this.seenTo = settledTo;
    }
    for (const [position, name] of this.selectTail.iterate(this.seenTo)) {
      this.tail.set(name, position);
      this.seenTo = position;
    }
  }
}
