import type { IdSource } from '../../../application/ports/id-source.js';
import type { Sealer } from '../../../application/ports/sealer.js';
import type { KeyedStream, StreamRecord, Vault } from '../../../application/ports/vault.js';
import type { Category } from '../../../domain/shared/event.js';
import { MongoConnection, type MongoOptions } from '../../mongodb/connection.js';
import { DatabaseInfo } from '../../mongodb/database-info.js';
import { vaultKind } from '../../mongodb/kinds.js';
import { MongoDbUnusable } from '../../mongodb/mongodb-unusable.js';
import { randomIds } from '../../random-ids.js';
import { KeyWrapping } from '../key-wrapping.js';
import type { Subject } from '../subject.js';
import { Together } from '../together.js';
import { vaultCollections } from './collections.js';
import { PersonIndex } from './person-index.js';
import { StreamRegister } from './stream-register.js';

export interface MongoVaultOptions extends MongoOptions {
  /** 32 bytes that wrap every key in it. */
  readonly wrappingKey: Uint8Array;
  readonly sealer: Sealer;
  readonly ids?: IdSource;
}

/** A vault that knows which ledger it is for. */
export interface MongoVault extends Vault {
  /**
   * Notes which ledger the vault is for, on first use; throws `MongoDbUnusable` when it is another one, or
   * when the vault is empty and the ledger is not: to that ledger, every person would be erased.
   */
  mustBelongTo(ledger: { readonly id: string; readonly isEmpty: boolean }): Promise<void>;
  /**
   * Notes which fence journal the vault is used with, on first use; throws `MongoDbUnusable` when it is
   * another one: then nobody knows what was erased since the vault was copied.
   */
  mustGoWith(journal: { readonly id: string }): Promise<void>;
}

/**
 * Opens the vault in a database of its own, and makes it where there is none. Waits for a server that is not
 * there. Rejects with `StoreUnavailable`, `MongoDbUnusable` or `WrongWrappingKey`, and leaves nothing open.
 */
export const openMongoVault = async (options: MongoVaultOptions): Promise<MongoVault> => {
  const { wrappingKey, sealer, ids = randomIds } = options;
  const connection = await MongoConnection.open(vaultKind, options);
  try {
    return await connection.asked(async () => {
      const info = await DatabaseInfo.open(connection.db, vaultKind);
      const newKey = (): string => textOf(KeyWrapping.newIndexKey(sealer, wrappingKey));
      const indexKey = await info.noted('index-key', newKey);
      const wrapping = KeyWrapping.open(sealer, wrappingKey, bytesIn(String(indexKey)));
      const collections = await vaultCollections(connection.db);
      const persons = new PersonIndex(collections, ids);
      const register = new StreamRegister(collections, persons, wrapping, ids);
      return new OpenedVault(connection, info, wrapping, persons, register);
    });
  } catch (error) {
    await connection.close();
    throw error;
  }
};

const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytesIn = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'base64'));

/**
 * Reads first and writes what is missing, so that what is known already waits for no transaction. What is
 * missing is looked for again within it: another process may have made it in between.
 */
class OpenedVault implements MongoVault {
  private readonly claims = new Together((hashes: readonly string[]) => this.claimAll(hashes));
  private readonly openings = new Together((subjects: readonly Subject[]) => this.openAll(subjects));

  constructor(
    private readonly connection: MongoConnection,
    private readonly info: DatabaseInfo,
    private readonly wrapping: KeyWrapping,
    private readonly persons: PersonIndex,
    private readonly register: StreamRegister,
  ) {}

  mustBelongTo({ id, isEmpty }: { id: string; isEmpty: boolean }): Promise<void> {
    return this.connection.asked(async () => {
      if (await this.info.find('ledger') === undefined) await this.mustBeNew(isEmpty);
      if (await this.info.noted('ledger', () => id) === id) return;
      throw this.info.ofAnotherLedger();
    });
  }

  /** Whoever uses a vault notes first of which ledger it is; a copy is told so last. */
  private async mustBeNew(isLedgerEmpty: boolean): Promise<void> {
    const isCopy = await this.info.find('copying') !== undefined;
    if (isCopy || (await this.persons.after('', 1)).length > 0) {
      throw new MongoDbUnusable('The vault in MongoDB is a copy that was not finished. Run liggare copy '
        + 'again as it was run, or empty the database.');
    }
    if (!isLedgerEmpty) throw this.info.unusable('is an empty vault, and the ledger is not empty');
  }

  async mustGoWith({ id }: { id: string }): Promise<void> {
    if (await this.connection.asked(() => this.info.noted('fences', () => id)) === id) return;
    throw new MongoDbUnusable('The fence journal in MongoDB is not the one that the vault was used with. It '
      + 'tells what was erased, also when the vault is put back from an older copy: put it back, or name it '
      + 'with LIGGARE_MONGODB_FENCES_URL and LIGGARE_MONGODB_FENCES_DATABASE.');
  }

  claim(number: string): Promise<string> {
    return this.connection.asked(async () => {
      const hash = this.wrapping.hashOf(number);
      return (await this.persons.find([hash])).get(hash) ?? this.claims.ask(hash);
    });
  }

  claimMany(numbers: readonly string[]): Promise<string[]> {
    return this.connection.asked(async () => {
      const hashes = numbers.map((number) => this.wrapping.hashOf(number));
      const found = await this.persons.find(hashes);
      const known = hashes.map((hash) => found.get(hash)).filter((person) => person !== undefined);
      return known.length === hashes.length ? known : this.claimAll(hashes);
    });
  }

  bind(number: string, person: string): Promise<string> {
    return this.connection.asked(() => this.connection.transaction((session) =>
      this.persons.bind(this.wrapping.hashOf(number), person, session)));
  }

  findPerson(number: string): Promise<string | undefined> {
    return this.connection.asked(async () => {
      const hash = this.wrapping.hashOf(number);
      return (await this.persons.find([hash])).get(hash);
    });
  }

  canonicalPerson(person: string): Promise<string> {
    return this.connection.asked(() => this.persons.canonical(person));
  }

  join(survivor: string, other: string): Promise<void> {
    return this.connection.asked(() => this.connection.transaction((session) =>
      this.persons.join(survivor, other, session)));
  }

  part(persons: readonly string[]): Promise<void> {
    return this.connection.asked(() => this.connection.transaction((session) =>
      this.persons.part(persons, session)));
  }

  openStream(person: string, category: Category, caseKey = ''): Promise<KeyedStream> {
    return this.connection.asked(async () => {
      const subject = { person, category, case: caseKey };
      const known = await this.register.bySubject(subject);
      if (known) return known;
      await this.persons.canonical(person); // so that an unknown one fails alone
      return this.openings.ask(subject);
    });
  }

  openStreams(
    wanted: readonly { person: string; category: Category; case?: string }[],
  ): Promise<KeyedStream[]> {
    return this.connection.asked(async () => {
      const subjects = wanted.map((one) => ({ ...one, case: one.case ?? '' }));
      const find = await this.register.bySubjects(subjects);
      const known = subjects.map(find).filter((stream) => stream !== undefined);
      return known.length === subjects.length ? known : this.openAll(subjects);
    });
  }

  streams(names: readonly string[]): Promise<Map<string, KeyedStream>> {
    return this.connection.asked(() => this.register.byNames(names));
  }

  streamsOf(person: string): Promise<StreamRecord[]> {
    return this.connection.asked(async () => this.register.ofPerson(await this.persons.canonical(person)));
  }

  keysOf(persons: readonly string[]): Promise<KeyedStream[]> {
    return this.connection.asked(async () => {
      const canonicals = await this.persons.canonicals(persons);
      return this.register.keysOfPersons([...new Set(canonicals.values())]);
    });
  }

  personsAfter(person: string, limit: number): Promise<string[]> {
    return this.connection.asked(() => this.persons.after(person, limit));
  }

  erasedStreams(): Promise<StreamRecord[]> {
    return this.connection.asked(() => this.register.erased());
  }

  fence(stream: string): Promise<void> {
    return this.connection.asked(async () => {
      await this.register.mustKnow(stream);
      await this.register.fence(stream);
    });
  }

  destroy(stream: string): Promise<void> {
    return this.connection.asked(() => this.connection.transaction((session) =>
      this.register.destroy(stream, session)));
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  private claimAll(hashes: readonly string[]): Promise<string[]> {
    return this.connection.transaction((session) => this.persons.claim(hashes, session));
  }

  private openAll(subjects: readonly Subject[]): Promise<KeyedStream[]> {
    return this.connection.transaction((session) => this.register.open(subjects, session));
  }
}
