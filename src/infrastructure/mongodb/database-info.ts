import type { Collection, Db } from 'mongodb';
import { isDuplicateKey } from './driver-error.js';
import { MongoDbUnusable } from './mongodb-unusable.js';

interface Note {
  readonly _id: string;
  readonly value: unknown;
}

/** What a database of ours is. */
export interface DatabaseKind {
  /** For messages: 'vault', 'read models'. */
  readonly name: string;
  readonly format: number;
  /** What names it, for messages. */
  readonly setting: string;
  /** What says where it is, and who the user is, for messages. */
  readonly addressIn: string;
}

const COLLECTION = 'liggare';

/** What a database tells of itself: what it is, in which format, and what was noted in it. */
export class DatabaseInfo {
  private constructor(
    private readonly db: Db, private readonly notes: Collection<Note>, private readonly kind: DatabaseKind,
  ) {}

  /** Notes in an empty database what it is from now on; throws `MongoDbUnusable` for any other. */
  static async open(db: Db, kind: DatabaseKind): Promise<DatabaseInfo> {
    const info = new DatabaseInfo(db, db.collection<Note>(COLLECTION), kind);
    const others = await db.listCollections({}, { nameOnly: true }).toArray();
    const isForeign = others.some(isNotOurs) && await info.find('kind') === undefined;
    if (isForeign) throw info.unusable(`holds something, and is no ${kind.name} of Liggare's`);
    const found = await info.noted('kind', () => kind.name);
    if (found !== kind.name) throw info.unusable(`is for ${String(found)}, and not for the ${kind.name}`);
    const format = await info.noted('format', () => kind.format);
    if (format === kind.format) return info;
    throw new MongoDbUnusable(`The database ${db.databaseName} in MongoDB has format ${String(format)}; this `
      + `version of the program knows ${kind.format}. Use the version that wrote it, or a later one.`);
  }

  /** Throws `MongoDbUnusable` for a database that notes a ledger; notes nothing itself. */
  static async mustBeNobodys(db: Db, kind: DatabaseKind): Promise<void> {
    const info = new DatabaseInfo(db, db.collection<Note>(COLLECTION), kind);
    if (await info.find('ledger') !== undefined) throw info.ofAnotherLedger();
  }

  async find(name: string): Promise<unknown> {
    return (await this.notes.findOne({ _id: name }))?.value;
  }

  /** What is noted under a name; noted there first, if nothing is. Of many who note it at once, one does. */
  async noted(name: string, make: () => unknown): Promise<unknown> {
    const found = await this.find(name);
    if (found !== undefined) return found;
    const value = make();
    try {
      await this.notes.insertOne({ _id: name, value });
      return value;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      // What was in the way is there, though a majority may not have it yet.
      return (await this.notes.findOne({ _id: name }, { readConcern: { level: 'local' } }))?.value;
    }
  }

  /** For whoever started the program with a database that is not what it should be. */
  unusable(what: string, orElse = ''): MongoDbUnusable {
    return new MongoDbUnusable(`The database ${this.db.databaseName} in MongoDB ${what}. `
      + `Name another one with ${this.kind.setting}${orElse}.`);
  }

  /** The same of one whose ledger is not the one at hand. */
  ofAnotherLedger(): MongoDbUnusable {
    return this.unusable(`holds the ${this.kind.name} of another ledger`, ', or its own ledger with '
      + 'LIGGARE_KURRENTDB_URL and LIGGARE_KURRENTDB_LEDGER');
  }
}

/** Our own comes before it is known what it is; others begin with the server's. */
const isNotOurs = ({ name }: { readonly name: string }): boolean =>
  name !== COLLECTION && !name.startsWith('system.');
