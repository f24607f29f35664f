import type { IdSource } from '../../../application/ports/id-source.js';
import { UnknownPerson } from '../../../application/ports/vault.js';
import { type Database, rowsOf } from '../../sqlite/database-file.js';

/** So many digits of a hash are indexed: few enough to say nothing, enough to leave few rows to look at. */
const SHELF_DIGITS = 4;
export const NO_SHELF = '-'.repeat(SHELF_DIGITS);
const NO_HASH = '-'.repeat(36);

/** A person by number, and who that person goes by today. */
export interface KnownPerson {
  readonly id: number;
  readonly canonicalId: number;
  readonly canonical: string;
}

/**
 * Which number leads to which person, and which persons turned out to be one. Numbers come as keyed hashes.
 * What writes must be called within a transaction.
 */
export class PersonIndex {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(database: Database, private readonly ids: IdSource) {
    this.statements = prepare(database);
  }

  /** The person a number leads to. */
  find(hash: string): string | undefined {
    return this.statements.selectByHash.get(shelfOf(hash), hash)?.[0];
  }

  /** The person a number leads to, made on first sight. */
  claim(hash: string): string {
    const known = this.find(hash);
    if (known !== undefined) return known;
    const person = this.ids.next();
    const id = Number(this.statements.insertPerson.run(person).lastInsertRowid);
    this.statements.insertNumber.run(shelfOf(hash), hash, id);
    return person;
  }

  /** Lets a number lead to a person, unless it leads to somebody already; the answer is whom it leads to. */
  bind(hash: string, person: string): string {
    const { id } = this.known(person);
    const owner = this.find(hash);
    if (owner === undefined) this.statements.insertNumber.run(shelfOf(hash), hash, id);
    return owner ?? person;
  }

  /** Throws `UnknownPerson`. */
  known(person: string): KnownPerson {
    const known = this.findKnown(person);
    if (!known) throw new UnknownPerson();
    return known;
  }

  findKnown(person: string): KnownPerson | undefined {
    const row = this.statements.selectPerson.get(person);
    return row && { id: row[0], canonicalId: row[1], canonical: row[2] };
  }

  /** Those who are nobody else, in the order of their ids. */
  after(person: string, limit: number): string[] {
    return this.statements.selectAfter.all(person, limit).map(([name]) => name);
  }

  join(survivor: string, other: string): void {
    const into = this.known(survivor).canonicalId;
    const from = this.known(other).canonicalId;
    if (into !== from) this.statements.updateJoined.run(into, from, from);
  }

  /** These are a person of their own, who goes by the first. */
  part(persons: readonly string[]): void {
    const [first, ...others] = persons.map((person) => this.known(person).id);
    if (first === undefined) return;
    this.statements.updateParted.run(null, first);
    for (const other of others) this.statements.updateParted.run(first, other);
  }

  /** No number leads to this person any more, nor to those joined into it. */
  forgetNumbersOf(canonicalId: number): void {
    this.statements.overwriteNumbers.run(NO_SHELF, NO_HASH, canonicalId, canonicalId);
  }
}

export const shelfOf = (hash: string): string => hash.slice(0, SHELF_DIGITS);

const prepare = (database: Database) => ({
  selectByHash: rowsOf(database, `
    SELECT name FROM numbers JOIN persons ON persons.id = person WHERE shelf = ? AND hash = ?`),
  selectPerson: rowsOf(database, `
    SELECT one.id, today.id, today.name
    FROM persons one JOIN persons today ON today.id = coalesce(one.joined_into, one.id)
    WHERE one.name = ?`),
  selectAfter: rowsOf(database, `
    SELECT name FROM persons WHERE name > ? AND joined_into IS NULL ORDER BY name LIMIT ?`),
  insertPerson: database.prepare('INSERT INTO persons (name) VALUES (?)'),
  insertNumber: database.prepare('INSERT INTO numbers (shelf, hash, person) VALUES (?, ?, ?)'),
  updateJoined: database.prepare('UPDATE persons SET joined_into = ? WHERE id = ? OR joined_into = ?'),
  updateParted: database.prepare('UPDATE persons SET joined_into = ? WHERE id = ?'),
  overwriteNumbers: database.prepare(`
    UPDATE numbers SET shelf = ?, hash = ?
    WHERE person IN (SELECT id FROM persons WHERE id = ? OR joined_into = ?)`),
});
