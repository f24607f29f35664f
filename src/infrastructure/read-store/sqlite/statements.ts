import { type Database, rowsOf, type Statement } from '../../sqlite/database-file.js';

/** Prepared statements by their SQL. Their number is bounded by the shapes of queries, not by values. */
export class Statements {
  private readonly prepared = new Map<string, Statement>();
  private readonly preparedForRows = new Map<string, Statement>();

  constructor(private readonly database: Database) {}

  of(sql: string): Statement {
    let statement = this.prepared.get(sql);
    if (!statement) this.prepared.set(sql, statement = this.database.prepare(sql));
    return statement;
  }

  /** The same, for rows as arrays: worth it for thousands of them. */
  rowsOf(sql: string): Statement {
    let statement = this.preparedForRows.get(sql);
    if (!statement) this.preparedForRows.set(sql, statement = rowsOf(this.database, sql));
    return statement;
  }

  /** Must be called when tables are dropped: their statements will not be asked for again. */
  forget(): void {
    this.prepared.clear();
    this.preparedForRows.clear();
  }
}
