import type { ClientSession, Filter } from 'mongodb';
import type { Position } from '../../../application/ports/event-store.js';
import type { Condition, Page, Query, ReadView, SumRow } from '../../../application/ports/read-store.js';
import type { MongoConnection } from '../../mongodb/connection.js';
import { decodeCursor, encodeCursor } from '../cursor.js';
import { Declarations, type OpenedCollection } from './declarations.js';
import {
  allOf, clausesAfter, clausesOf, keysFrom, orderOf, pathOf, type StoredDocument,
} from './filters.js';
import { asOf, type Stored, storedIn } from './stored.js';
import { findSums } from './sums.js';

const KEYS_PER_QUESTION = 10_000;

/** Reads read models: as they are, or with a session as of its snapshot. */
export class ReadModelsView implements ReadView {
  protected readonly declarations: Declarations;
  protected readonly stored: Stored;

  constructor(protected readonly connection: MongoConnection, private readonly session?: ClientSession) {
    this.declarations = new Declarations(connection.db, session);
    this.stored = storedIn(connection.db);
  }

  async get<D>(collection: string, key: string): Promise<D | undefined> {
    const [found] = await this.documents(collection, [{ _id: key }], { limit: 1 });
    return found && JSON.parse(found.document) as D;
  }

  async getMany<D>(collection: string, keys: readonly string[]): Promise<Map<string, D>> {
    const distinct = [...new Set(keys)];
    const found = new Map<string, D>();
    for (let from = 0; from < distinct.length; from += KEYS_PER_QUESTION) {
      const some = distinct.slice(from, from + KEYS_PER_QUESTION);
      const documents = await this.documents(collection, [{ _id: { $in: some } }]);
      for (const { _id, document } of documents) found.set(_id, JSON.parse(document) as D);
    }
    return found;
  }

  async find<D>(name: string, query: Query): Promise<Page<D>> {
    const { where, keyPrefix, sort = [], limit, after } = query;
    if (!Number.isInteger(limit) || limit < 1) throw new RangeError('A page needs a limit');
    const { declared } = await this.collection(name);
    const wanted = [
      ...clausesOf(declared, where), ...(keyPrefix === undefined ? [] : [keysFrom(keyPrefix)]),
    ];
    const parts = after === undefined
      ? [{}] : clausesAfter(declared, sort, decodeCursor(declared, sort, after));
    const filters = parts.map((part) => allOf([...wanted, part]));
    const found = await this.documents(name, filters, { limit: limit + 1, sort: orderOf(declared, sort) });
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const items = page.map(({ _id, document }) => ({ key: _id, document: JSON.parse(document) as D }));
    if (!last) return { items };
    const values = sort.map(({ field }) => last[pathOf(declared, field)] ?? null);
    return { items, next: encodeCursor(declared, sort, { key: last._id, values }) };
  }

  async scan<D>(name: string, afterKey: string, limit: number): Promise<{ key: string; document: D }[]> {
    const found = await this.scanTexts(name, afterKey, limit);
    return found.map(({ key, text }) => ({ key, document: JSON.parse(text) as D }));
  }

  async scanTexts(name: string, afterKey: string, limit: number): Promise<{ key: string; text: string }[]> {
    const found = await this.documents(name, [{ _id: { $gt: afterKey } }], { limit, sort: { _id: 1 } });
    return found.map(({ _id, document }) => ({ key: _id, text: document }));
  }

  async count(name: string, where: readonly Condition[]): Promise<number> {
    const { declared, documents } = await this.collection(name);
    const wanted = allOf(clausesOf(declared, where));
    return this.asked(async () => {
      const many = await documents.countDocuments(wanted, asOf(this.session));
      if (many === 0) await this.declarations.mustStillBe(name);
      return many;
    });
  }

  sums(space: string, prefix: string, range: { from?: string; to?: string } = {}): Promise<SumRow[]> {
    return this.asked(() => findSums(this.stored.sums, space, prefix, range, asOf(this.session)));
  }

  async checkpoint(name: string): Promise<Position> {
    return this.asked(async () => {
      const found = await this.stored.checkpoints.findOne({ _id: name }, asOf(this.session));
      return found?.position ?? '';
    });
  }

  protected collection(name: string): Promise<OpenedCollection> {
    return this.asked(() => this.declarations.collection(name));
  }

  /** Asks the driver; its errors come out as the port's. */
  protected asked<T>(work: () => Promise<T>): Promise<T> {
    return this.connection.asked(work);
  }

  /** What one filter after the other finds, until there is enough. */
  private async documents(
    name: string, filters: readonly Filter<StoredDocument>[],
    { limit = Infinity, sort }: { limit?: number; sort?: Record<string, 1 | -1> } = {},
  ): Promise<StoredDocument[]> {
    const { documents } = await this.collection(name);
    return this.asked(async () => {
      const found: StoredDocument[] = [];
      for (const filter of filters) {
        if (found.length >= limit) break;
        const left = limit - found.length;
        const most = Number.isFinite(left) && { limit: left, batchSize: left };
        found.push(...await documents.find(filter, { ...asOf(this.session), sort, ...most }).toArray());
      }
      if (found.length === 0) await this.declarations.mustStillBe(name);
      return found;
    });
  }
}
