import { Binary, type ClientSession, type Filter } from 'mongodb';
import type { IdSource } from '../../../application/ports/id-source.js';
import { type KeyedStream, type StreamRecord, UnknownPerson } from '../../../application/ports/vault.js';
import type { KeyWrapping } from '../key-wrapping.js';
import { authorityOf, type Subject } from '../subject.js';
import { type StreamDocument, touch, type VaultCollections } from './collections.js';
import type { PersonIndex } from './person-index.js';

/** A text that two subjects share if and only if they are the same. */
const subjectKey = ({ person, category, case: caseKey }: Subject): string =>
  JSON.stringify([person, category, caseKey]);

/** The streams about persons, and their keys. What takes a session writes. */
export class StreamRegister {
  constructor(
    private readonly collections: VaultCollections, private readonly persons: PersonIndex,
    private readonly wrapping: KeyWrapping, private readonly ids: IdSource,
  ) {}

  /** Those of the subjects' streams that are there, by subject. */
  async bySubjects(
    subjects: readonly Subject[], session?: ClientSession,
  ): Promise<(subject: Subject) => KeyedStream | undefined> {
    const persons = [...new Set(subjects.map(({ person }) => person))];
    const found = persons.length === 0 ? [] : await this.find({ person: { $in: persons } }, session);
    const wanted = new Set(subjects.map(subjectKey));
    const ours = found.filter((one) => wanted.has(subjectKey(one)));
    const bySubject = new Map(ours.map((one) => [subjectKey(one), this.keyed(one)]));
    return (subject) => bySubject.get(subjectKey(subject));
  }

  async bySubject({ person, category, case: caseKey }: Subject): Promise<KeyedStream | undefined> {
    const [found] = await this.find({ person, category, case: caseKey });
    return found && this.keyed(found);
  }

  async byNames(names: readonly string[]): Promise<Map<string, KeyedStream>> {
    if (names.length === 0) return new Map();
    const found = await this.find({ _id: { $in: [...new Set(names)] } });
    const byName = new Map(found.map((one) => [one._id, one]));
    const inOrder = names.map((name) => byName.get(name)).filter((one) => one !== undefined);
    return new Map(inOrder.map((one) => [one._id, this.keyed(one)]));
  }

  /** All streams about a person and those joined into it. */
  async ofPerson(canonical: string): Promise<StreamRecord[]> {
    return (await this.find({ today: canonical })).map(recordOf);
  }

  /** The same for several persons, with their keys. */
  async keysOfPersons(canonicals: readonly string[]): Promise<KeyedStream[]> {
    if (canonicals.length === 0) return [];
    return (await this.find({ today: { $in: [...canonicals] } })).map((one) => this.keyed(one));
  }

  /** All that are fenced or destroyed. */
  async erased(): Promise<StreamRecord[]> {
    return (await this.find({ state: { $ne: 'active' } })).map(recordOf);
  }

  /** The subjects' streams, made on first use; throws `UnknownPerson`, and makes none then. */
  async open(subjects: readonly Subject[], session: ClientSession): Promise<KeyedStream[]> {
    const canonicals = await this.persons.canonicals(subjects.map(({ person }) => person), session);
    if (subjects.some(({ person }) => !canonicals.has(person))) throw new UnknownPerson();
    const there = await this.bySubjects(subjects, session);
    const missing = new Map(subjects.filter((one) => !there(one)).map((one) => [subjectKey(one), one]));
    const make = (one: Subject): StreamDocument => this.made(one, canonicals.get(one.person)!);
    const made = new Map([...missing].map(([key, one]) => [key, make(one)]));
    if (made.size > 0) {
      await touch(this.collections, [...made.values()].map(({ today }) => today), session);
      await this.collections.streams.insertMany([...made.values()], { session });
    }
    return subjects.map((one) => there(one) ?? this.keyed(made.get(subjectKey(one))!));
  }

  async fence(name: string): Promise<void> {
    await this.collections.streams.updateOne({ _id: name, state: 'active' }, { $set: { state: 'fenced' } });
  }

  /** Throws for a stream that was never made. */
  async destroy(name: string, session: ClientSession): Promise<void> {
    const { streams } = this.collections;
    const { today } = await this.mustKnow(name, session);
    await touch(this.collections, [today], session);
    const gone = { $set: { state: 'destroyed' as const }, $unset: { wrapped: '' as const } };
    await streams.updateOne({ _id: name }, gone, { session });
    const left = await streams.findOne({ today, state: { $ne: 'destroyed' } }, { session });
    if (!left) await this.persons.forgetNumbersOf(today, session);
  }

  async mustKnow(name: string, session?: ClientSession): Promise<StreamDocument> {
    const [found] = await this.find({ _id: name }, session);
    if (!found) throw new Error('The vault never made this stream');
    return found;
  }

  private find(wanted: Filter<StreamDocument>, session?: ClientSession): Promise<StreamDocument[]> {
    return this.collections.streams.find(wanted, { session }).toArray();
  }

  private made(subject: Subject, today: string): StreamDocument {
    const { person, category, case: caseKey } = subject;
    const authority = authorityOf(subject);
    const stream = `${category}-${this.ids.next().replaceAll('-', '')}`;
    const wrapped = new Binary(this.wrapping.wrap(stream, this.wrapping.newKey()));
    return {
      _id: stream, person, today, category, case: caseKey, state: 'active', wrapped,
      ...(authority !== undefined && { authority }),
    };
  }

  private keyed(one: StreamDocument): KeyedStream {
    const key = one.wrapped && this.wrapping.unwrap(one._id, Uint8Array.from(one.wrapped.value()));
    return { ...recordOf(one), key };
  }
}

const recordOf = (one: StreamDocument): StreamRecord => ({
  stream: one._id, person: one.today, madeFor: one.person, category: one.category, case: one.case,
  authority: one.authority, state: one.state,
});
