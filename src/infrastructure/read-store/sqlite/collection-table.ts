import type { CollectionSpec, Document, FieldValue } from '../../../application/ports/read-store.js';
import { DeclaredCollection } from '../declared-collection.js';

/** A row as SQLite gives it: key, document as JSON, and the columns of the fields that were asked for. */
export interface StoredRow {
  readonly key: string;
  readonly document: string;
  readonly [column: string]: FieldValue;
}

/** Declared fields as SQL has them. */
export interface Columns {
  column(field: string): string;
  checked(field: string, value: unknown): FieldValue;
}

/**
 * A declared collection as a table. Every SQL identifier is made here, from names that were checked when
 * they were declared; values never become part of SQL. The table keeps SQLite's own row ids: with random
 * keys, writing is two to three times as fast as with `WITHOUT ROWID`, since whole documents then never
 * move between pages.
 */
export class CollectionTable extends DeclaredCollection implements Columns {
  readonly table: string;
  private readonly valuesOfFrozen = new WeakMap<Document, readonly FieldValue[]>();
  /** `+` keeps SQLite from using an index, where the key finds what is asked for. */
  readonly unindexed: Columns = {
    column: (field) => `+${this.column(field)}`, checked: (field, value) => this.checked(field, value),
  };

  constructor(spec: CollectionSpec) {
    super(spec);
    this.table = `"c_${spec.name}"`;
  }

  column(field: string): string {
    this.typeOf(field);
    return `"f_${field}"`;
  }

  createTable(): string {
    const columns = this.fields.map((field) => `, ${this.column(field)} ${this.typeOf(field).toUpperCase()}`);
    return `CREATE TABLE ${this.table}
      (key TEXT PRIMARY KEY NOT NULL, document TEXT NOT NULL${columns.join('')})`;
  }

  /** Declared indexes, each ending in the key, which decides last in every sort. */
  createIndexes(): string[] {
    return this.spec.indexes.map((fields) => {
      const columns = [...fields.map((field) => this.column(field)), 'key'];
      const name = `"i_${this.spec.name}:${fields.join(':')}"`;
      return `CREATE INDEX IF NOT EXISTS ${name} ON ${this.table} (${columns.join(', ')})`;
    });
  }

  /**
   * Puts a row that is new, or of which no index has anything that changes: no index entry is touched then,
   * which SQLite would write anew even where nothing differs. What it leaves alone is for `update`.
   */
  upsert(): string {
    const columns = this.fields.map((field) => this.column(field));
    const places = columns.map(() => ', ?').join('');
    const indexed = new Set(this.spec.indexes.flat().map((field) => this.column(field)));
    const free = columns.filter((column) => !indexed.has(column));
    const changes = ['document', ...free].map((column) => `${column} = excluded.${column}`);
    const isSame = [...indexed].map((column) => `${column} IS excluded.${column}`);
    return `INSERT INTO ${this.table} (${['key', 'document', ...columns].join(', ')}) VALUES (?, ?${places})
      ON CONFLICT (key) DO UPDATE SET ${changes.join(', ')}
      WHERE ${['true', ...isSame].join(' AND ')}`;
  }

  /** Changes a row that is there; takes the same values as `upsert`. */
  update(): string {
    const columns = ['document', ...this.fields.map((field) => this.column(field))];
    const changes = columns.map((column, index) => `${column} = ?${index + 2}`);
    return `UPDATE ${this.table} SET ${changes.join(', ')} WHERE key = ?1`;
  }

  /** The values of an upsert but for the key, in the order of its columns. */
  valuesOf(document: Document): readonly FieldValue[] {
    const known = this.valuesOfFrozen.get(document);
    if (known) return known;
    const values: FieldValue[] = [JSON.stringify(document)];
    for (const field of this.fields) values.push(this.checked(field, document[field] ?? null));
    if (Object.isFrozen(document)) this.valuesOfFrozen.set(document, values);
    return values;
  }

  /** The value of a field in a row that was selected with its column. */
  valueIn(row: StoredRow, field: string): FieldValue {
    return row[`f_${field}`] ?? null;
  }
}
