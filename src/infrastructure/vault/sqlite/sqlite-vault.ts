import type { Sealer } from '../../../application/ports/sealer.js';
import type { KeyedStream, KeyState, StreamRecord, Vault } from '../../../application/ports/vault.js';
import type { Category } from '../../../domain/shared/event.js';
import { randomIds } from '../../random-ids.js';
import {
  type Database, inTransaction, openDatabaseFile, rowsOf, type Statement,
} from '../../sqlite/database-file.js';
import { KeyWrapping } from './key-wrapping.js';
import { PersonIndex } from './person-index.js';
import { vaultFile } from './schema.js';

export interface SqliteVaultOptions {
  /** Where the vault is; made if there is none. */
  readonly file: string;
  /** 32 bytes that wrap every key in it. */
  readonly wrappingKey: Uint8Array;
  readonly sealer: Sealer;
}

/**
 * Opens the vault in one SQLite file; throws `DatabaseUnusable`. Several threads may have it open at once.
 */
export const openSqliteVault = ({ file, wrappingKey, sealer }: SqliteVaultOptions): Vault => {
  const database = openDatabaseFile(file, vaultFile);
  try {
    return new SqliteVault(database, KeyWrapping.open(database, sealer, wrappingKey));
  } catch (error) {
    database.close();
    throw error;
  }
};

type Wanted = { readonly person: string; readonly category: Category; readonly case?: string };
type StreamRow = [
  name: string, person: string, category: Category, caseKey: string, authority: string | null,
  state: KeyState, wrappedKey: Uint8Array | null, joinedInto: string | null,
];

const COLUMNS =
  's.name, s.person, s.category, s.case_key, s.authority, s.state, s.wrapped_key, p.joined_into';
const FROM = 'FROM streams s JOIN persons p ON p.id = s.person';

class SqliteVault implements Vault {
  private readonly persons: PersonIndex;
  private readonly byName: Statement;
  private readonly byCase: Statement;
  private readonly byPerson: Statement;
  private readonly addStream: Statement;
  private readonly setFenced: Statement;
  private readonly setDestroyed: Statement;

  constructor(private readonly database: Database, private readonly wrapping: KeyWrapping) {
    this.persons = new PersonIndex(database, wrapping, () => randomIds.next());
    this.byName = rowsOf(database, `SELECT ${COLUMNS} ${FROM} WHERE s.name = ?`);
    this.byCase = rowsOf(
      database, `SELECT ${COLUMNS} ${FROM} WHERE s.person = ? AND s.category = ? AND s.case_key = ?`);
    this.byPerson = rowsOf(database, `SELECT ${COLUMNS} ${FROM} WHERE s.person = ?`);
    this.addStream = database.prepare(`INSERT INTO streams VALUES (?, ?, ?, ?, NULL, 'active', ?)`);
    this.setFenced = database.prepare(
      `UPDATE streams SET state = 'fenced' WHERE name = ? AND state = 'active'`);
    this.setDestroyed = database.prepare(
      `UPDATE streams SET state = 'destroyed', wrapped_key = NULL WHERE name = ?`);
  }

  async claim(number: string): Promise<string> {
    return this.persons.find(number) ?? this.writing(() => this.persons.claim(number));
  }

  /** Reads first: a delivery sent again writes nothing, and so waits for no disk. */
  async claimMany(numbers: readonly string[]): Promise<string[]> {
    const known = numbers.map((number) => this.persons.find(number));
    if (known.every((person) => person !== undefined)) return known;
    return this.writing(() => numbers.map((number) => this.persons.claim(number)));
  }

  async bind(number: string, person: string): Promise<string> {
    return this.writing(() => this.persons.bind(number, person));
  }

  async findPerson(number: string): Promise<string | undefined> {
    return this.persons.find(number);
  }

  async canonicalPerson(person: string): Promise<string> {
    return this.persons.canonical(person);
  }

  async join(survivor: string, other: string): Promise<void> {
    if (this.persons.canonical(survivor) === this.persons.canonical(other)) return;
    this.writing(() => this.persons.join(survivor, other));
  }

  async openStream(person: string, category: Category, caseKey = ''): Promise<KeyedStream> {
    return (await this.openStreams([{ person, category, case: caseKey }]))[0]!;
  }

  async openStreams(wanted: readonly Wanted[]): Promise<KeyedStream[]> {
    const known = wanted.map((one) => this.find(one));
    if (known.every((row) => row !== undefined)) return known.map((row) => this.keyed(row));
    return this.writing(() => wanted.map((one) => this.existing(one) ?? this.make(one)));
  }

  async streams(names: readonly string[]): Promise<Map<string, KeyedStream>> {
    const found = new Map<string, KeyedStream>();
    for (const name of names) {
      const row = this.byName.get(name) as unknown as StreamRow | undefined;
      if (row) found.set(name, this.keyed(row));
    }
    return found;
  }

  async streamsOf(person: string): Promise<StreamRecord[]> {
    return this.rowsOf(person).map((row) => this.record(row));
  }

  async fence(stream: string): Promise<void> {
    this.mustKnow(stream);
    this.writing(() => this.setFenced.run(stream));
  }

  /** The key is overwritten in the file, and no older page of it stays in the write-ahead log. */
  async destroy(stream: string): Promise<void> {
    const [, owner] = this.mustKnow(stream);
    this.writing(() => {
      this.setDestroyed.run(stream);
      const person = this.persons.canonical(owner);
      const isGone = this.rowsOf(person).every(([, , , , , state]) => state === 'destroyed');
      if (isGone) this.persons.forget(this.persons.allIdsOf(person));
    });
    this.database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  }

  async close(): Promise<void> {
    this.database.close();
  }

  private writing<T>(work: () => T): T {
    return inTransaction(this.database, work);
  }

  private rowsOf(person: string): StreamRow[] {
    const ids = this.persons.allIdsOf(this.persons.canonical(person));
    return ids.flatMap((id) => this.byPerson.all(id) as unknown as StreamRow[]);
  }

  private find({ person, category, case: caseKey = '' }: Wanted): StreamRow | undefined {
    return this.byCase.get(person, category, caseKey);
  }

  private existing(wanted: Wanted): KeyedStream | undefined {
    const row = this.find(wanted);
    return row && this.keyed(row);
  }

  private make({ person, category, case: caseKey = '' }: Wanted): KeyedStream {
    const canonical = this.persons.canonical(person);
    const stream = `${category}-${randomIds.next().replaceAll('-', '')}`;
    const key = this.wrapping.newKey();
    this.addStream.run(stream, person, category, caseKey, this.wrapping.wrap(stream, key));
    return { stream, person: canonical, category, case: caseKey, state: 'active', key };
  }

  private mustKnow(stream: string): StreamRow {
    const row = this.byName.get(stream);
    if (!row) throw new Error('The vault never made this stream');
    return row;
  }

  private record(row: StreamRow): StreamRecord {
    const [stream, owner, category, caseKey, authority, state, , joinedInto] = row;
    const person = joinedInto === null ? owner : this.persons.canonical(owner);
    return { stream, person, category, case: caseKey, authority: authority ?? undefined, state };
  }

  private keyed(row: StreamRow): KeyedStream {
    const wrapped = row[6];
    return { ...this.record(row), key: wrapped === null ? undefined : this.wrapping.unwrap(row[0], wrapped) };
  }
}
