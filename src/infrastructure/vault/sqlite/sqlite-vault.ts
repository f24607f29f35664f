import { StoreUnavailable } from '../../../application/ports/event-store.js';
import type { IdSource } from '../../../application/ports/id-source.js';
import type { Sealer } from '../../../application/ports/sealer.js';
import type { KeyedStream, StreamRecord, Vault } from '../../../application/ports/vault.js';
import type { Category } from '../../../domain/shared/event.js';
import { randomIds } from '../../random-ids.js';
import {
  atOneMoment, closeDatabaseFile, type Database, infoQuery, inTransaction, openDatabaseFile,
} from '../../sqlite/database-file.js';
import { isSqliteError, reasonOf } from '../../sqlite/sqlite-error.js';
import { KeyWrapping } from '../key-wrapping.js';
import type { Subject } from '../subject.js';
import { Together } from '../together.js';
import { type KnownPerson, PersonIndex } from './person-index.js';
import { vaultFile } from './schema.js';
import { StreamRegister } from './stream-register.js';

export interface SqliteVaultOptions {
  /** Where the vault is; it is made if there is none. */
  readonly file: string;
  /** 32 bytes that wrap every key in it. */
  readonly wrappingKey: Uint8Array;
  readonly sealer: Sealer;
  readonly ids?: IdSource;
}

const INDEX_KEY = 'index-key';

/**
 * Opens the vault in one SQLite file; throws `DatabaseUnusable` and `WrongWrappingKey`. Several threads may
 * have it open.
 */
export const openSqliteVault = (options: SqliteVaultOptions): Vault => {
  const { file, wrappingKey, sealer, ids = randomIds } = options;
  const database = openDatabaseFile(file, vaultFile);
  try {
    const wrapping = KeyWrapping.open(sealer, wrappingKey, indexKeyIn(database, sealer, wrappingKey));
    const streams = new StreamRegister(database, wrapping, ids);
    return new SqliteVault(database, wrapping, new PersonIndex(database, ids), streams);
  } catch (error) {
    database.close();
    throw error;
  }
};

/** The key that hashes identity numbers, made on first use and kept wrapped. */
const indexKeyIn = (database: Database, sealer: Sealer, wrappingKey: Uint8Array): Uint8Array =>
  inTransaction(database, () => {
    const found: Uint8Array | undefined = infoQuery(database, vaultFile).get(INDEX_KEY)?.[0];
    if (found) return found;
    const made = KeyWrapping.newIndexKey(sealer, wrappingKey);
    database.prepare('INSERT INTO vault_info VALUES (?, ?)').run(INDEX_KEY, made);
    return made;
  });

/**
 * Reads first and writes what is missing, so that what is known already waits for no disk. What is missing is
 * looked for again within the transaction: another thread may have made it in between.
 */
class SqliteVault implements Vault {
  private readonly claims = new Together((hashes: readonly string[]) => this.claimAll(hashes));
  private readonly openings = new Together((subjects: readonly Subject[]) => this.openAll(subjects));

  constructor(
    private readonly database: Database,
    private readonly wrapping: KeyWrapping,
    private readonly persons: PersonIndex,
    private readonly register: StreamRegister,
  ) {}

  claim(number: string): Promise<string> {
    return this.asked(() => {
      const hash = this.wrapping.hashOf(number);
      return this.persons.find(hash) ?? this.claims.ask(hash);
    });
  }

  claimMany(numbers: readonly string[]): Promise<string[]> {
    return this.asked(() => {
      const hashes = numbers.map((number) => this.wrapping.hashOf(number));
      return completed(hashes, (hash) => this.persons.find(hash), (missing) => this.claimAll(missing));
    });
  }

  bind(number: string, person: string): Promise<string> {
    return this.asked(() => this.writing(() => this.persons.bind(this.wrapping.hashOf(number), person)));
  }

  findPerson(number: string): Promise<string | undefined> {
    return this.asked(() => this.persons.find(this.wrapping.hashOf(number)));
  }

  canonicalPerson(person: string): Promise<string> {
    return this.asked(() => this.persons.known(person).canonical);
  }

  join(survivor: string, other: string): Promise<void> {
    return this.asked(() => this.writing(() => this.persons.join(survivor, other)));
  }

  part(persons: readonly string[]): Promise<void> {
    return this.asked(() => this.writing(() => this.persons.part(persons)));
  }

  openStream(person: string, category: Category, caseKey = ''): Promise<KeyedStream> {
    return this.asked(() => {
      const subject = { person, category, case: caseKey };
      const known = this.register.bySubject(subject);
      if (known) return known;
      this.persons.known(person); // so that an unknown one fails alone
      return this.openings.ask(subject);
    });
  }

  openStreams(
    wanted: readonly { person: string; category: Category; case?: string }[],
  ): Promise<KeyedStream[]> {
    return this.asked(() => {
      const subjects = wanted.map((one) => ({ ...one, case: one.case ?? '' }));
      const find = (subject: Subject): KeyedStream | undefined => this.register.bySubject(subject);
      return completed(subjects, find, (missing) => this.openAll(missing));
    });
  }

  streams(names: readonly string[]): Promise<Map<string, KeyedStream>> {
    return this.asked(() => {
      const found = names.map((name) => this.register.byName(name)).filter((stream) => stream !== undefined);
      return new Map(found.map((stream) => [stream.stream, stream]));
    });
  }

  streamsOf(person: string): Promise<StreamRecord[]> {
    return this.asked(() => this.register.ofPerson(this.persons.known(person).canonicalId));
  }

  keysOf(persons: readonly string[]): Promise<KeyedStream[]> {
    return this.asked(() => atOneMoment(this.database, () => {
      const known = persons.map((person) => this.persons.findKnown(person)?.canonicalId);
      return [...new Set(known)].flatMap((id) => (id === undefined ? [] : this.register.keysOfPerson(id)));
    }));
  }

  personsAfter(person: string, limit: number): Promise<string[]> {
    return this.asked(() => this.persons.after(person, limit));
  }

  erasedStreams(): Promise<StreamRecord[]> {
    return this.asked(() => this.register.erased());
  }

  fence(stream: string): Promise<void> {
    return this.asked(() => {
      this.mustKnow(stream);
      this.writing(() => this.register.fence(stream));
    });
  }

  destroy(stream: string): Promise<void> {
    return this.asked(() => {
      const { person } = this.mustKnow(stream);
      this.writing(() => {
        this.register.destroy(stream);
        const { canonicalId } = this.persons.known(person);
        const isGone = this.register.ofPerson(canonicalId).every(({ state }) => state === 'destroyed');
        if (isGone) this.persons.forgetNumbersOf(canonicalId);
      });
      this.emptyLog();
    });
  }

  async close(): Promise<void> {
    closeDatabaseFile(this.database);
  }

  private claimAll(hashes: readonly string[]): string[] {
    return this.writing(() => hashes.map((hash) => this.persons.claim(hash)));
  }

  private openAll(subjects: readonly Subject[]): KeyedStream[] {
    const persons = new Map<string, KnownPerson>();
    const known = (person: string): KnownPerson => {
      const one = persons.get(person) ?? this.persons.known(person);
      persons.set(person, one);
      return one;
    };
    return this.writing(() => subjects.map((subject) =>
      this.register.add(subject, known(subject.person)) ?? this.register.bySubject(subject)!));
  }

  /** Older pages, with what was overwritten, are still in the write-ahead log until it is emptied. */
  private emptyLog(): void {
    const { busy } = this.database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    if (busy === 0) return;
    const reason = 'The vault is in use, and its log still holds the key; destroy it again';
    throw new StoreUnavailable(reason, false);
  }

  private mustKnow(stream: string): KeyedStream {
    const known = this.register.byName(stream);
    if (!known) throw new Error('The vault never made this stream');
    return known;
  }

  private writing<T>(work: () => T): T {
    return inTransaction(this.database, work);
  }

  private async asked<T>(work: () => T | Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!isSqliteError(error)) throw error;
      throw new StoreUnavailable(`The vault cannot be used: ${reasonOf(error)}`, false, { cause: error });
    }
  }
}

/** What is there already; and for what is missing, what is made, all of it at once. */
const completed = <Question, Answer>(
  questions: readonly Question[],
  find: (question: Question) => Answer | undefined,
  makeAll: (missing: readonly Question[]) => readonly Answer[],
): Answer[] => {
  const found = questions.map(find);
  const missing = questions.filter((_, index) => found[index] === undefined);
  if (missing.length === 0) return found as Answer[];
  const made = makeAll(missing).values();
  return found.map((answer) => answer ?? made.next().value!);
};
