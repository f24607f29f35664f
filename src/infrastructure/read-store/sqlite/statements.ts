import type { Database, Statement } from '../../sqlite/database-file.js';

/** Prepared statements by their SQL. Their number is bounded by the shapes of queries, not by values. */
export class Statements {
  private readonly prepared = new Map<string, Statement>();

  constructor(private readonly database: Database) {}

  of(sql: string): Statement {
    let statement = this.prepared.get(sql);
    if (!statement) this.prepared.set(sql, statement = this.database.prepare(sql));
    return statement;
  }

  /** Must be called when tables are dropped: their statements will not be asked for again. */
  forget(): void {
    this.prepared.clear();
  }
}
