import { type Database, rowsOf, type Statement } from '../../sqlite/database-file.js';

/** Names that stand in the ledger as small integers. They are few, and stay in memory. */
export class Dictionary {
  private readonly ids = new Map<string, number>();
  private readonly names = new Map<number, string>();
  private readonly select: Statement;
  private readonly insert: Statement;

  constructor(database: Database, table: 'categories' | 'event_types') {
    this.select = rowsOf(database, `SELECT id, name FROM ${table}`);
    this.insert = database.prepare(`INSERT INTO ${table} (name) VALUES (?)`);
  }

  /** The number of a name, which is given one if it has none; only for the writer, after `load`. */
  numberFor(name: string): number {
    const known = this.ids.get(name);
    if (known !== undefined) return known;
    const made = Number(this.insert.run(name).lastInsertRowid);
    this.keep(made, name);
    return made;
  }

  /** The numbers of those names that have one. */
  numbersOf(names: readonly string[]): number[] {
    if (names.some((name) => !this.ids.has(name))) this.load();
    return names.flatMap((name) => this.ids.get(name) ?? []);
  }

  nameOf(id: number): string {
    if (!this.names.has(id)) this.load();
    const name = this.names.get(id);
    if (name === undefined) throw new Error(`The ledger is damaged: nothing has the number ${id}`);
    return name;
  }

  /** Must be called when a transaction was rolled back, or when others may have written. */
  load(): void {
    this.ids.clear();
    this.names.clear();
    for (const [id, name] of this.select.all()) this.keep(id, name);
  }

  private keep(id: number, name: string): void {
    this.ids.set(name, id);
    this.names.set(id, name);
  }
}
