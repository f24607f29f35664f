import { BSON } from 'mongodb';
import { matches } from './matching.js';
import { badValue, ServerError } from './server-error.js';
import type { Storage, Transaction } from './storage.js';
import type { Snapshot, StoredCollection } from './stored-collection.js';
import { compareValues, isDocument, keyText, numberIn } from './values.js';
import type { Doc } from './wire.js';

const FIRST_BATCH = 101;

interface Asked {
  readonly database: string;
  readonly collection: string;
  readonly transaction?: Transaction;
  readonly readConcern?: Doc;
}

/** Answers questions, a batch at a time. */
export class Reading {
  private readonly cursors = new Map<number, { rest: Doc[]; namespace: string }>();
  private lastCursor = 0;

  constructor(private readonly storage: Storage, private readonly now: () => Date) {}

  find(command: Doc, transaction: Transaction | undefined): Doc {
    const asked = askedBy(command, 'find', transaction);
    const documents = this.matching(asked, (command.filter ?? {}) as Doc);
    if (command.sort) documents.sort(inOrder(command.sort as Doc));
    const limit = numberIn(command.limit) ?? 0;
    const limited = limit > 0 ? documents.slice(0, limit) : documents;
    const projected = limited.map(projection((command.projection ?? {}) as Doc));
    return this.cursorOf(asked, projected, numberIn(command.batchSize));
  }

  /** Counts, as drivers ask for it; knows no other stages. */
  aggregate(command: Doc, transaction: Transaction | undefined): Doc {
    const asked = askedBy(command, 'aggregate', transaction);
    const [match, group, ...more] = command.pipeline as Doc[];
    if (!isDocument(match?.$match) || !isDocument(group?.$group) || more.length > 0) {
      throw badValue('pipelines that do not count');
    }
    const many = this.matching(asked, match.$match).length;
    return this.cursorOf(asked, many > 0 ? [{ _id: 1, n: many }] : [], undefined);
  }

  getMore(command: Doc): Doc {
    const id = numberIn(command.getMore)!;
    const cursor = this.cursors.get(id);
    if (!cursor) throw badValue('the cursor');
    const nextBatch = cursor.rest.splice(0, numberIn(command.batchSize) || cursor.rest.length);
    const isDone = cursor.rest.length === 0;
    if (isDone) this.cursors.delete(id);
    return { ok: 1, cursor: { id: cursorId(isDone ? 0 : id), ns: cursor.namespace, nextBatch } };
  }

  killCursors(command: Doc): Doc {
    for (const id of command.cursors as unknown[]) this.cursors.delete(numberIn(id)!);
    return { ok: 1, cursorsKilled: command.cursors };
  }

  matching(asked: Asked, filter: Doc): Doc[] {
    const collection = this.storage.find(asked.database, asked.collection);
    if (!collection) return [];
    const now = this.now();
    const snapshot = this.snapshotFor(asked, collection);
    const ids = idsIn(filter);
    if (!ids) return [...collection.all(snapshot)].filter((document) => matches(filter, document, now));
    const { _id, ...others } = filter;
    return ids.map((id) => collection.get(id, snapshot))
      .filter((document) => document !== undefined && matches(others, document, now)) as Doc[];
  }

  /** A list of names or indexes as a cursor that has all in its first batch. */
  whole(namespace: string, documents: readonly Doc[]): Doc {
    return { ok: 1, cursor: { id: cursorId(0), ns: namespace, firstBatch: documents } };
  }

  private snapshotFor({ transaction, readConcern }: Asked, collection: StoredCollection): Snapshot {
    if (transaction) return transaction.snapshotOf(collection);
    const newest = readConcern?.level === 'majority' ? this.storage.majorityAt : undefined;
    const at = momentIn(readConcern) ?? newest ?? this.storage.now;
    if (at < this.storage.historyFrom) throw new ServerError(239, 'Read timestamp is older than any kept');
    return { at };
  }

  private cursorOf(asked: Asked, documents: Doc[], batchSize: number | undefined): Doc {
    const namespace = `${asked.database}.${asked.collection}`;
    const firstBatch = documents.splice(0, batchSize ?? FIRST_BATCH);
    const id = documents.length > 0 ? this.lastCursor += 1 : 0;
    if (id > 0) this.cursors.set(id, { rest: documents, namespace });
    const { transaction, readConcern } = asked;
    const isSnapshot = !transaction && readConcern?.level === 'snapshot';
    const at = momentIn(readConcern) ?? this.storage.now;
    const time = isSnapshot && { atClusterTime: new BSON.Timestamp({ t: at, i: 1 }) };
    return { ok: 1, cursor: { id: cursorId(id), ns: namespace, firstBatch, ...time } };
  }
}

const askedBy = (command: Doc, name: string, transaction: Transaction | undefined): Asked => ({
  database: command.$db as string, collection: command[name] as string, transaction,
  readConcern: command.readConcern as Doc | undefined,
});

const cursorId = (id: number): BSON.Long => BSON.Long.fromNumber(id);

const momentIn = (readConcern: Doc | undefined): number | undefined =>
  (readConcern?.atClusterTime as BSON.Timestamp | undefined)?.getHighBits();

/** The keys that a filter asks for, if it names them: they are not looked for among all. */
const idsIn = ({ _id: id }: Doc): string[] | undefined => {
  const isPlain = id !== undefined && !isDocument(id);
  const among = isDocument(id) && Object.keys(id).join() === '$in' ? id.$in as unknown[] : undefined;
  const ids = isPlain ? [id] : among;
  return ids && [...new Set(ids.map((one) => keyText([one])))];
};

const inOrder = (sort: Doc) => (a: Doc, b: Doc): number => {
  for (const [field, direction] of Object.entries(sort)) {
    const order = compareValues(a[field], b[field]);
    if (order !== 0) return order * numberIn(direction)!;
  }
  return 0;
};

const projection = (fields: Doc) => {
  const wanted = Object.entries(fields).filter(([, value]) => numberIn(value) === 1).map(([name]) => name);
  if (wanted.length < Object.keys(fields).length) throw badValue('projections that leave out');
  const names = new Set(['_id', ...wanted]);
  return (document: Doc): Doc => (wanted.length === 0 ? document
    : Object.fromEntries(Object.entries(document).filter(([name]) => names.has(name))));
};
