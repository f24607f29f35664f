import { StoreUnavailable } from '../../application/ports/event-store.js';
import type { Clock } from '../../application/ports/clock.js';
import type { Fence, FenceJournal, KeptFence, LedgerPoint } from '../../application/ports/fence-journal.js';
import type { Category } from '../../domain/shared/event.js';
import {
  closeDatabaseFile, type Database, infoQuery, inTransaction, openDatabaseFile, rowsOf,
} from '../sqlite/database-file.js';
import { isSqliteError, reasonOf } from '../sqlite/sqlite-error.js';
import { fencesFile } from './schema.js';

export interface SqliteFenceJournalOptions {
  /** Where it is; it is made if there is none. */
  readonly file: string;
  readonly clock: Clock;
}

/** Opens the fence journal in one SQLite file; throws `DatabaseUnusable`. */
export const openSqliteFenceJournal = ({ file, clock }: SqliteFenceJournalOptions): FenceJournal =>
  new SqliteFenceJournal(openDatabaseFile(file, fencesFile), clock);

const AGREED = 'agreed-up-to';

class SqliteFenceJournal implements FenceJournal {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(private readonly database: Database, private readonly clock: Clock) {
    this.statements = prepare(database);
  }

  add(fences: readonly Fence[]): Promise<void> {
    return this.writing(() => {
      for (const { stream, category, case: caseKey, person, decision, meta } of fences) {
        this.statements.insert.run(
          stream, category, caseKey, person ?? null, decision, JSON.stringify(meta), this.clock.now());
      }
    });
  }

  done(stream: string, mark: LedgerPoint): Promise<void> {
    return this.writing(() => {
      if (this.statements.insertDone.run(stream).changes > 0) this.note(mark);
    });
  }

  all(): Promise<KeptFence[]> {
    return this.asked(() => this.statements.selectAll.all().map(fenceIn));
  }

  agreeUpTo(point: LedgerPoint): Promise<void> {
    return this.writing(() => this.note(point));
  }

  agreedUpTo(): Promise<LedgerPoint | undefined> {
    return this.asked(() => {
      const noted: string | undefined = infoQuery(this.database, fencesFile).get(AGREED)?.[0];
      return noted === undefined ? undefined : JSON.parse(noted) as LedgerPoint;
    });
  }

  async close(): Promise<void> {
    closeDatabaseFile(this.database);
  }

  private note({ position, event }: LedgerPoint): void {
    this.statements.note.run(AGREED, JSON.stringify({ position, event }));
  }

  private writing(work: () => void): Promise<void> {
    return this.asked(() => inTransaction(this.database, work));
  }

  private async asked<T>(work: () => T): Promise<T> {
    try {
      return work();
    } catch (error) {
      if (!isSqliteError(error)) throw error;
      const reason = `The fence journal cannot be used: ${reasonOf(error)}`;
      throw new StoreUnavailable(reason, false, { cause: error });
    }
  }
}

type FenceRow = [
  stream: string, category: Category, caseKey: string, person: string | null, decision: string, meta: string,
  isDone: number,
];

const fenceIn = ([stream, category, caseKey, person, decision, meta, isDone]: FenceRow): KeptFence => ({
  stream, category, case: caseKey, person: person ?? undefined, decision,
  meta: JSON.parse(meta) as Fence['meta'], isDone: isDone === 1,
});

const prepare = (database: Database) => ({
  insert: database.prepare(`
    INSERT INTO fences (stream, category, case_key, person, decision, meta, added_at)
    VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (stream) DO NOTHING`),
  insertDone: database.prepare(`
    INSERT INTO fences_done SELECT id FROM fences WHERE stream = ? ON CONFLICT DO NOTHING`),
  selectAll: rowsOf(database, `
    SELECT stream, category, case_key, person, decision, meta, fence IS NOT NULL
    FROM fences LEFT JOIN fences_done ON fence = id ORDER BY id`),
  note: database.prepare(`
    INSERT INTO fences_info VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value`),
});
