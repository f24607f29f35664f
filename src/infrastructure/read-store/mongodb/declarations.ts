import { randomBytes } from 'node:crypto';
import type { ClientSession, Collection, Db } from 'mongodb';
import type { CollectionSpec } from '../../../application/ports/read-store.js';
import { ensureCollection } from '../../mongodb/declared-indexes.js';
import { isDuplicateKey } from '../../mongodb/driver-error.js';
import { afterAll, DeclaredCollection, mustBeSame } from '../declared-collection.js';
import { pathOf, type StoredDocument } from './filters.js';
import { asOf } from './stored.js';

/** A declared collection: `stored` is what it is called in MongoDB. */
interface Declaration {
  readonly _id: string;
  readonly stored: string;
  readonly fields: CollectionSpec['fields'];
}

/** A collection that was declared, and where its documents are. */
export interface OpenedCollection {
  readonly declared: DeclaredCollection;
  readonly documents: Collection<StoredDocument>;
}

const STORED_NAME = /\.[0-9a-f]{8}$/;

/**
 * Which collections there are. Each has a new name in MongoDB whenever it is declared, which is written down
 * before it is made: what exists and is not written down is left over from a drop that was interrupted.
 */
export class Declarations {
  private readonly known = new Map<string, OpenedCollection>();
  private readonly declarations: Collection<Declaration>;

  /** With a session, as of its snapshot. */
  constructor(private readonly db: Db, private readonly session?: ClientSession) {
    this.declarations = db.collection<Declaration>('collections');
  }

  async declare(spec: CollectionSpec): Promise<void> {
    const wanted = new DeclaredCollection(spec);
    const found = await this.find(spec.name) ?? await this.note(spec);
    mustBeSame(found, spec);
    await ensureCollection(this.db, found.stored, spec.indexes.map((fields) => ({
      name: fields.join(':'), fields: [...fields.map((field) => pathOf(wanted, field)), '_id'],
    })));
  }

  /** As `declare`, for a collection that is there; nothing for one that is not. */
  async check(spec: CollectionSpec): Promise<void> {
    if (await this.find(spec.name)) await this.declare(spec);
  }

  /** Declared here, or by another process. */
  async collection(name: string): Promise<OpenedCollection> {
    const known = this.known.get(name);
    if (known) return known;
    const found = await this.find(name);
    if (!found) throw new Error(`The collection ${name} is not declared`);
    const declared = new DeclaredCollection({ name, fields: found.fields, indexes: [] });
    const opened = { declared, documents: this.db.collection<StoredDocument>(found.stored) };
    this.known.set(name, opened);
    return opened;
  }

  /** Throws for a collection that somebody dropped: nothing is found in it, and that is no answer. */
  async mustStillBe(name: string): Promise<void> {
    const found = await this.find(name);
    if (found?.stored === this.known.get(name)?.documents.collectionName) return;
    this.known.delete(name);
    throw new Error(`The collection ${name} was dropped`);
  }

  /** From now on nobody finds these collections. */
  async forget(namePrefix: string, session: ClientSession): Promise<void> {
    await this.declarations.deleteMany({ _id: { $gte: namePrefix, $lt: afterAll(namePrefix) } }, { session });
    this.known.clear();
  }

  /** Drops what nobody finds any more. */
  async sweep(): Promise<void> {
    const there = await this.db.listCollections({}, { nameOnly: true }).toArray();
    const wanted = new Set((await this.declarations.find().toArray()).map(({ stored }) => stored));
    const left = there.filter(({ name }) => STORED_NAME.test(name) && !wanted.has(name));
    for (const { name } of left) await this.db.dropCollection(name);
  }

  private find(name: string): Promise<Declaration | null> {
    return this.declarations.findOne({ _id: name }, asOf(this.session));
  }

  private async note({ name, fields }: CollectionSpec): Promise<Declaration> {
    const declaration = { _id: name, stored: `${name}.${randomBytes(4).toString('hex')}`, fields };
    try {
      await this.declarations.insertOne(declaration);
      return declaration;
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      // What was in the way is there, though a majority may not have it yet.
      return (await this.declarations.findOne({ _id: name }, { readConcern: { level: 'local' } }))!;
    }
  }
}
