import {
  type AnyBulkWriteOperation, type ClientSession, type Db, Long, type MongoClient, type TransactionOptions,
} from 'mongodb';
import type { Commit, ReadStore } from '../../../src/application/ports/read-store.js';
import type { StoredDocument } from '../../../src/infrastructure/read-store/mongodb/filters.js';
import type { SumDocument } from '../../../src/infrastructure/read-store/mongodb/sums.js';
import type { Ways } from './cost.js';

const PER_COMMIT = 1_000;
const SUMS_PER_COMMIT = 500;
const KEYS_AT_ONCE = 1_000;
const PAGE = 50;
const PAGES = 100;
const COLLECTION = 'pupils';
const OPTIONS: TransactionOptions = {
  readConcern: { level: 'snapshot' }, writeConcern: { w: 'majority', journal: true },
};

/** A read model of pupils, about as large as those of the caseload. */
export const pupils = {
  name: COLLECTION, fields: { municipality: 'text', since: 'text', number: 'integer' },
  indexes: [['municipality', 'since']],
} as const;

const keyOf = (index: number): string => `pupil-${String(index).padStart(8, '0')}`;

const documentOf = (index: number, round: number) => ({
  municipality: `14${String(index % 49).padStart(2, '0')}`,
  since: `2025-${String(index % 12 + 1).padStart(2, '0')}-15`, number: index, round,
  stays: Array.from({ length: 4 }, (_, stay) => ({
    unit: `${10_000_000 + index % 300}`, studyPath: 'NA25', from: `202${stay}-08-18`,
    to: `202${stay + 1}-06-12`, events: [`${index}-${stay}-a`, `${index}-${stay}-b`],
  })),
});

export interface MongoDbSetting {
  readonly client: MongoClient;
  readonly db: Db;
  /** The same read models through the adapter, as whoever leads has them. */
  readonly store: ReadStore;
  /** Documents of each round. */
  readonly documents: number;
}

/**
 * What is done through the adapter and through the driver by itself, which is given documents of the same
 * form: the whole as text, and beside it the fields that may be asked for.
 */
export class MongoDbWays {
  private round = 0;

  constructor(private readonly setting: MongoDbSetting) {}

  /** Documents, sums and a checkpoint in one transaction; so many documents at once. */
  commits(): Ways {
    const { documents, store } = this.setting;
    const inTurn = (write: (commit: Commit) => Promise<void>) => () => {
      const ready = this.newCommits();
      return async () => {
        for (const commit of ready) await write(commit);
        return documents;
      };
    };
    return {
      what: `commits of ${PER_COMMIT} documents and ${SUMS_PER_COMMIT} sums`, unit: 'documents',
      bare: inTurn((commit) => this.committed(commit)), adapter: inTurn((commit) => store.commit(commit)),
    };
  }

  /** As a projector looks for what its events are about. */
  byKeys(): Ways {
    const { documents, store } = this.setting;
    const inTurn = (read: (keys: readonly string[]) => Promise<{ size: number }>) => () => async () => {
      let count = 0;
      for (let from = 0; from < documents; from += KEYS_AT_ONCE) {
        const { size } = await read(Array.from({ length: KEYS_AT_ONCE }, (_, index) => keyOf(from + index)));
        count += size;
      }
      return count;
    };
    return {
      what: `documents by ${KEYS_AT_ONCE} keys at once`, unit: 'documents',
      bare: inTurn(async (keys) => {
        const found = await this.bare.find({ _id: { $in: [...keys] } }).toArray();
        return new Map(found.map(({ _id, document }) => [_id, JSON.parse(document) as unknown]));
      }),
      adapter: inTurn((keys) => store.getMany(COLLECTION, keys)),
    };
  }

  pages(): Ways {
    const { store } = this.setting;
    const inTurn = (page: (municipality: string) => Promise<readonly unknown[]>) => () => async () => {
      let count = 0;
      for (let index = 0; index < PAGES; index += 1) {
        const { length } = await page(documentOf(index, 0).municipality);
        count += length;
      }
      return count;
    };
    return {
      what: `sorted pages of ${PAGE}`, unit: 'documents',
      bare: inTurn(async (municipality) => {
        const found = await this.bare.find({ f_municipality: municipality })
          .sort({ f_since: 1, _id: 1 }).limit(PAGE).toArray();
        return found.map(({ document }) => JSON.parse(document) as unknown);
      }),
      adapter: inTurn(async (municipality) => (await store.find(COLLECTION, {
        where: [{ field: 'municipality', eq: municipality }], sort: [{ field: 'since' }], limit: PAGE,
      })).items),
    };
  }

  private get bare() {
    return this.setting.db.collection<StoredDocument>('bare_pupils');
  }

  private newCommits(): Commit[] {
    const round = this.round += 1;
    return Array.from({ length: this.setting.documents / PER_COMMIT }, (_, at) => ({
      puts: Array.from({ length: PER_COMMIT }, (__, index) => ({
        collection: COLLECTION, key: keyOf(at * PER_COMMIT + index),
        document: documentOf(at * PER_COMMIT + index, round),
      })),
      deletes: [],
      sums: Array.from({ length: SUMS_PER_COMMIT }, (__, index) =>
        ({ space: 'days', key: `2025-${index % 12}|${index}`, add: index + 1 })),
      checkpoints: { pupils: `${round}-${at}` },
    }));
  }

  /** What the driver is asked for by hand, for the same to be there afterwards. */
  private async committed({ puts, sums, checkpoints }: Commit): Promise<void> {
    const { client, db } = this.setting;
    const documents = puts.map(({ key, document }): AnyBulkWriteOperation<StoredDocument> => {
      const { municipality, since, number } = document as ReturnType<typeof documentOf>;
      const replacement = {
        document: JSON.stringify(document), f_municipality: municipality, f_since: since, f_number: number,
      };
      return { replaceOne: { filter: { _id: key }, replacement, upsert: true } };
    });
    const added = sums.map(({ space, key, add }): AnyBulkWriteOperation<SumDocument> => ({
      updateOne: {
        filter: { _id: `${space}|${key}` }, update: { $inc: { value: Long.fromNumber(add) } }, upsert: true,
      },
    }));
    await client.withSession(async (session: ClientSession) => {
      session.startTransaction(OPTIONS);
      await this.bare.bulkWrite(documents, { session });
      await db.collection<SumDocument>('bare_sums').bulkWrite(added, { session });
      for (const [_id, position] of Object.entries(checkpoints)) {
        await db.collection<{ _id: string; position: string }>('bare_checkpoints')
          .replaceOne({ _id }, { position }, { session, upsert: true });
      }
      await session.commitTransaction();
    });
  }
}
