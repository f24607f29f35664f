import { BSON } from 'mongodb';
import type { Reading } from './reading.js';
import { duplicateKey, ServerError } from './server-error.js';
import type { Storage, Transaction } from './storage.js';
import type { StoredCollection } from './stored-collection.js';
import { numberIn } from './values.js';
import { fromFilter, updated } from './updating.js';
import type { Doc } from './wire.js';

interface Counts { n: number; nModified?: number; upserted?: Doc[] }
type Statement = (transaction: Transaction, counts: Counts, index: number) => void;
interface Place { readonly database: string; readonly collection: string }

/** Does what is asked to be written: in a transaction, or each statement by itself. */
export class Writing {
  constructor(
    private readonly storage: Storage, private readonly reading: Reading, private readonly now: () => Date,
  ) {}

  insert(command: Doc, transaction: Transaction | undefined): Promise<Doc> {
    const place = placeOf(command, 'insert');
    return this.each(command, transaction, { n: 0 }, (command.documents as Doc[]).map((document) =>
      (within, counts) => {
        this.insertOne(within, place, document);
        counts.n += 1;
      }));
  }

  update(command: Doc, transaction: Transaction | undefined): Promise<Doc> {
    const place = placeOf(command, 'update');
    return this.each(command, transaction, { n: 0, nModified: 0, upserted: [] },
      (command.updates as Doc[]).map(({ q, u, upsert, multi }) => (within, counts, index) => {
        const { found, made } = this.change(within, place, q as Doc, u, upsert === true, multi === true);
        counts.n += made ? 1 : found.length;
        counts.nModified! += found.length;
        if (made) counts.upserted!.push({ index, _id: made._id });
      }));
  }

  delete(command: Doc, transaction: Transaction | undefined): Promise<Doc> {
    const place = placeOf(command, 'delete');
    return this.each(command, transaction, { n: 0 }, (command.deletes as Doc[]).map(({ q, limit }) =>
      (within, counts) => {
        const found = this.found(within, place, q as Doc, numberIn(limit) === 1);
        for (const { _id } of found) this.write(within, place, _id, undefined);
        counts.n += found.length;
      }));
  }

  async findAndModify(command: Doc, transaction: Transaction | undefined): Promise<Doc> {
    const place = placeOf(command, 'findAndModify');
    const work = (within: Transaction): Doc => {
      const { query, update, upsert } = command;
      const { found, made, after } =
        this.change(within, place, query as Doc, update, upsert === true, false);
      const value = (command.new === true ? after ?? made : found[0]) ?? null;
      return { ok: 1, value, lastErrorObject: { n: value ? 1 : 0, updatedExisting: found.length > 0 } };
    };
    return transaction ? work(transaction) : this.storage.alone(work, numberIn(command.maxTimeMS));
  }

  private async each(
    command: Doc, transaction: Transaction | undefined, counts: Counts, statements: readonly Statement[],
  ): Promise<Doc> {
    const writeErrors: Doc[] = [];
    const mostMs = numberIn(command.maxTimeMS);
    for (const [index, statement] of statements.entries()) {
      try {
        if (transaction) statement(transaction, counts, index);
        else await this.storage.alone((within) => statement(within, counts, index), mostMs);
      } catch (error) {
        if (!isDuplicate(error)) throw error;
        if (transaction) this.storage.abort(transaction);
        writeErrors.push({ index, code: error.code, errmsg: error.message });
        if (command.ordered !== false || transaction) break;
      }
    }
    const { upserted = [], ...rest } = counts;
    return {
      ok: 1, ...rest,
      ...(upserted.length > 0 && { upserted }), ...(writeErrors.length > 0 && { writeErrors }),
    };
  }

  private insertOne(within: Transaction, place: Place, document: Doc): void {
    const stored = { _id: document._id ?? new BSON.ObjectId(), ...document };
    if (this.found(within, place, { _id: stored._id }, true).length > 0) throw duplicateKey('_id_');
    this.write(within, place, stored._id, stored);
  }

  private change(
    within: Transaction, place: Place, filter: Doc, update: unknown, upsert: boolean, multi: boolean,
  ): { found: Doc[]; made?: Doc; after?: Doc } {
    const found = this.found(within, place, filter, !multi);
    let after: Doc | undefined;
    for (const before of found) {
      after = updated(before, update, false, this.now());
      this.write(within, place, before._id, after);
    }
    if (found.length > 0 || !upsert) return { found, after };
    const made = updated(fromFilter(filter), update, true, this.now());
    this.insertOne(within, place, made);
    return { found, made };
  }

  private found(within: Transaction, place: Place, filter: Doc, onlyOne: boolean): Doc[] {
    const found = this.reading.matching({ ...place, transaction: within }, filter);
    return onlyOne ? found.slice(0, 1) : found;
  }

  private write(within: Transaction, place: Place, id: unknown, document: Doc | undefined): void {
    this.storage.write(within, this.collection(place), id, document);
  }

  private collection({ database, collection }: Place): StoredCollection {
    return this.storage.find(database, collection) ?? this.storage.create(database, collection);
  }
}

const placeOf = (command: Doc, name: string): Place =>
  ({ database: command.$db as string, collection: command[name] as string });

const isDuplicate = (error: unknown): error is ServerError =>
  error instanceof ServerError && error.code === duplicateKey('').code;

