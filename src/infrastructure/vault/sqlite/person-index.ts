import { UnknownPerson } from '../../../application/ports/vault.js';
import { type Database, rowsOf, type Statement } from '../../sqlite/database-file.js';
import type { KeyWrapping } from './key-wrapping.js';

/** Which number leads to which person, and which persons turned out to be one. */
export class PersonIndex {
  private readonly byHash: Statement;
  private readonly addNumber: Statement;
  private readonly addPerson: Statement;
  private readonly survivorOf: Statement;
  private readonly joinedTo: Statement;
  private readonly joinInto: Statement;
  private readonly forgetNumbers: Statement;

  constructor(
    database: Database, private readonly wrapping: KeyWrapping, private readonly newId: () => string,
  ) {
    this.byHash = rowsOf(database, 'SELECT person FROM numbers WHERE hash = ?');
    this.addNumber = database.prepare('INSERT INTO numbers VALUES (?, ?)');
    this.addPerson = database.prepare('INSERT INTO persons VALUES (?, NULL)');
    this.survivorOf = rowsOf(database, 'SELECT joined_into FROM persons WHERE id = ?');
    this.joinedTo = rowsOf(database, 'SELECT id FROM persons WHERE joined_into = ?');
    this.joinInto = database.prepare('UPDATE persons SET joined_into = ? WHERE id = ?');
    this.forgetNumbers = database.prepare('DELETE FROM numbers WHERE person = ?');
  }

  find(number: string): string | undefined {
    return this.byHash.get(this.wrapping.hashOf(number))?.[0] as string | undefined;
  }

  /** The person a number leads to, made on first sight. Within a transaction. */
  claim(number: string): string {
    const known = this.find(number);
    if (known !== undefined) return known;
    const person = this.newId();
    this.addPerson.run(person);
    this.addNumber.run(this.wrapping.hashOf(number), person);
    return person;
  }

  /** Lets a number lead to a person, unless it leads to somebody already. Within a transaction. */
  bind(number: string, person: string): string {
    this.canonical(person);
    const known = this.find(number);
    if (known === undefined) this.addNumber.run(this.wrapping.hashOf(number), person);
    return known ?? person;
  }

  /** Who a person id goes by today; throws `UnknownPerson`. */
  canonical(person: string): string {
    const row = this.survivorOf.get(person);
    if (!row) throw new UnknownPerson();
    return row[0] === null ? person : this.canonical(row[0] as string);
  }

  /** Within a transaction; two that are one already stay as they are. */
  join(survivor: string, other: string): void {
    const [into, from] = [this.canonical(survivor), this.canonical(other)];
    if (into !== from) this.joinInto.run(into, from);
  }

  /** A canonical person and all who were joined to it, directly or not. */
  allIdsOf(canonical: string): string[] {
    const joined = this.joinedTo.all(canonical) as unknown as [string][];
    return [canonical, ...joined.flatMap(([id]) => this.allIdsOf(id))];
  }

  /** No number leads to these ids any more. Within a transaction. */
  forget(ids: readonly string[]): void {
    ids.forEach((id) => this.forgetNumbers.run(id));
  }
}
