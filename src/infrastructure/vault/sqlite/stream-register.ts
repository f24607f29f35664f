import type { IdSource } from '../../../application/ports/id-source.js';
import type { KeyedStream, KeyState, StreamRecord } from '../../../application/ports/vault.js';
import type { Category } from '../../../domain/shared/event.js';
import { type Database, rowsOf } from '../../sqlite/database-file.js';
import type { KeyWrapping } from '../key-wrapping.js';
import { authorityOf, type Subject } from '../subject.js';
import type { KnownPerson } from './person-index.js';

/** The streams about persons, and their keys. What writes must be called within a transaction. */
export class StreamRegister {
  private readonly statements: ReturnType<typeof prepare>;

  constructor(
    database: Database, private readonly wrapping: KeyWrapping, private readonly ids: IdSource,
  ) {
    this.statements = prepare(database);
  }

  bySubject({ person, category, case: caseKey }: Subject): KeyedStream | undefined {
    return this.keyed(this.statements.selectBySubject.get(person, category, caseKey));
  }

  byName(name: string): KeyedStream | undefined {
    return this.keyed(this.statements.selectByName.get(name));
  }

  /** All streams about a person and those joined into it. */
  ofPerson(canonicalId: number): StreamRecord[] {
    return this.statements.selectByPerson.all(canonicalId, canonicalId).map(recordIn);
  }

  /** The same, with their keys. */
  keysOfPerson(canonicalId: number): KeyedStream[] {
    return this.statements.selectByPerson.all(canonicalId, canonicalId).map((row) => this.keyed(row)!);
  }

  /** All that are fenced or destroyed. */
  erased(): StreamRecord[] {
    return this.statements.selectErased.all().map(recordIn);
  }

  /** Makes a stream, unless it is there. */
  add(
    subject: Subject, { id: personId, canonical }: KnownPerson,
  ): KeyedStream | undefined {
    const { person, category, case: caseKey } = subject;
    const authority = authorityOf(subject);
    const stream = `${category}-${this.ids.next().replaceAll('-', '')}`;
    const { changes, lastInsertRowid: id } =
      this.statements.insertStream.run(stream, personId, category, caseKey, authority ?? null);
    if (changes === 0) return undefined;
    const key = this.wrapping.newKey();
    this.statements.insertKey.run(id, this.wrapping.wrap(stream, key));
    return {
      stream, person: canonical, madeFor: person, category, case: caseKey, authority, state: 'active', key,
    };
  }

  fence(name: string): void {
    this.statements.fence.run(name);
  }

  destroy(name: string): void {
    this.statements.overwriteKey.run(name);
    this.statements.markDestroyed.run(name);
  }

  private keyed(row: StreamRow | undefined): KeyedStream | undefined {
    if (!row) return undefined;
    const record = recordIn(row);
    const key = record.state === 'destroyed' ? undefined : this.wrapping.unwrap(record.stream, row[7]);
    return { ...record, key };
  }
}

type StreamRow = [
  name: string, person: string, madeFor: string, category: Category, caseKey: string,
  authority: string | null, state: KeyState, wrapped: Uint8Array,
];

const recordIn = (
  [stream, person, madeFor, category, caseKey, authority, state]: StreamRow,
): StreamRecord => (
  { stream, person, madeFor, category, case: caseKey, authority: authority ?? undefined, state });

const RECORDS = `
  SELECT streams.name, today.name, one.name, category, case_key, authority, state, wrapped
  FROM persons one
  JOIN persons today ON today.id = coalesce(one.joined_into, one.id)
  JOIN streams ON streams.person = one.id
  JOIN stream_keys ON stream_keys.stream = streams.id`;

const prepare = (database: Database) => ({
  selectBySubject: rowsOf(database, `${RECORDS} WHERE one.name = ? AND category = ? AND case_key = ?`),
  selectByName: rowsOf(database, `${RECORDS} WHERE streams.name = ?`),
  selectByPerson: rowsOf(database, `${RECORDS} WHERE one.id = ? OR one.joined_into = ?`),
  selectErased: rowsOf(database, `${RECORDS} WHERE state <> 'active'`),
  insertStream: database.prepare(`
    INSERT INTO streams (name, person, category, case_key, authority, state)
    VALUES (?, ?, ?, ?, ?, 'active')
    ON CONFLICT (person, category, case_key) DO NOTHING`),
  insertKey: database.prepare('INSERT INTO stream_keys (stream, wrapped) VALUES (?, ?)'),
  fence: database.prepare(`UPDATE streams SET state = 'fenced' WHERE name = ? AND state = 'active'`),
  markDestroyed: database.prepare(`UPDATE streams SET state = 'destroyed' WHERE name = ?`),
  // As many zeros as there were bytes, so that they take the place of the key and not another one.
  overwriteKey: database.prepare(`
    UPDATE stream_keys SET wrapped = zeroblob(length(wrapped))
    WHERE stream = (SELECT id FROM streams WHERE name = ?)`),
});
