import type { IdSource } from '../../src/application/ports/id-source.js';
import type { Sealer } from '../../src/application/ports/sealer.js';
import {
  type KeyedStream, type StreamRecord, UnknownPerson, type Vault,
} from '../../src/application/ports/vault.js';
import type { Category } from '../../src/domain/shared/event.js';
import { authorityOf } from '../../src/infrastructure/vault/subject.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A vault that lasts as long as its test: the whole port, honestly, and nothing on disk. */
export class InMemoryVault implements Vault {
  private readonly numbers = new Map<string, string>();
  /** Every person id there is, with the one it was joined to, or itself. */
  private readonly persons = new Map<string, string>();
  /** By name; `person` holds the id that the stream was made for. */
  private readonly kept = new Map<string, Mutable<KeyedStream>>();
  private readonly names = new Map<string, string>();

  constructor(private readonly sealer: Sealer, private readonly ids: IdSource) {}

  /** Another one with the same in it, as a copy on disk would be. */
  copied(): InMemoryVault {
    const copy = new InMemoryVault(this.sealer, this.ids);
    for (const [number, person] of this.numbers) copy.numbers.set(number, person);
    for (const [person, joinedTo] of this.persons) copy.persons.set(person, joinedTo);
    for (const [name, stream] of this.kept) copy.kept.set(name, { ...stream });
    for (const [what, name] of this.names) copy.names.set(what, name);
    return copy;
  }

  async claim(number: string): Promise<string> {
    const known = this.numbers.get(number);
    if (known) return known;
    const person = this.ids.next();
    this.persons.set(person, person);
    this.numbers.set(number, person);
    return person;
  }

  async claimMany(numbers: readonly string[]): Promise<string[]> {
    const persons: string[] = [];
    for (const number of numbers) persons.push(await this.claim(number));
    return persons;
  }

  async bind(number: string, person: string): Promise<string> {
    this.canonical(person);
    const owner = this.numbers.get(number) ?? person;
    this.numbers.set(number, owner);
    return owner;
  }

  async findPerson(number: string): Promise<string | undefined> {
    return this.numbers.get(number);
  }

  async canonicalPerson(person: string): Promise<string> {
    return this.canonical(person);
  }

  async join(survivor: string, other: string): Promise<void> {
    this.persons.set(this.canonical(other), this.canonical(survivor));
  }

  async part(persons: readonly string[]): Promise<void> {
    for (const person of persons) this.canonical(person);
    for (const person of persons) this.persons.set(person, persons[0]!);
  }

  async openStream(person: string, category: Category, caseKey = ''): Promise<KeyedStream> {
    this.canonical(person);
    const what = `${person}|${category}|${caseKey}`;
    const known = this.names.get(what);
    if (known !== undefined) return this.told(this.mustKnow(known));
    const stream = `${category}-${this.ids.next().replaceAll('-', '')}`;
    this.names.set(what, stream);
    const key = this.sealer.newKey();
    const authority = authorityOf({ category, case: caseKey });
    this.kept.set(stream, {
      stream, person, madeFor: person, category, case: caseKey, authority, state: 'active', key,
    });
    return this.told(this.mustKnow(stream));
  }

  async openStreams(
    wanted: readonly { person: string; category: Category; case?: string }[],
  ): Promise<KeyedStream[]> {
    for (const { person } of wanted) this.canonical(person);
    return Promise.all(wanted.map((one) => this.openStream(one.person, one.category, one.case)));
  }

  async streams(names: readonly string[]): Promise<Map<string, KeyedStream>> {
    const found = names.flatMap((name) => this.kept.get(name) ?? []);
    return new Map(found.map((one) => [one.stream, this.told(one)]));
  }

  async streamsOf(person: string): Promise<StreamRecord[]> {
    const canonical = this.canonical(person);
    return [...this.kept.values()].filter((one) => this.canonical(one.person) === canonical)
      .map((one) => this.told(one)).map(({ key: _, ...record }) => record);
  }

  async keysOf(persons: readonly string[]): Promise<KeyedStream[]> {
    const wanted = new Set(persons.filter((person) => this.persons.has(person))
      .map((person) => this.canonical(person)));
    return [...this.kept.values()].map((one) => this.told(one)).filter(({ person }) => wanted.has(person));
  }

  async personsAfter(person: string, limit: number): Promise<string[]> {
    return [...this.persons.keys()].filter((one) => one > person && this.canonical(one) === one)
      .sort().slice(0, limit);
  }

  async erasedStreams(): Promise<StreamRecord[]> {
    return [...this.kept.values()].filter(({ state }) => state !== 'active')
      .map((one) => this.told(one)).map(({ key: _, ...record }) => record);
  }

  async fence(stream: string): Promise<void> {
    const known = this.mustKnow(stream);
    if (known.state === 'active') known.state = 'fenced';
  }

  async destroy(stream: string): Promise<void> {
    const destroyed = this.mustKnow(stream);
    destroyed.state = 'destroyed';
    destroyed.key = undefined;
    const person = this.canonical(destroyed.person);
    if ((await this.streamsOf(person)).some(({ state }) => state !== 'destroyed')) return;
    for (const [number, owner] of this.numbers) {
      if (this.canonical(owner) === person) this.numbers.delete(number);
    }
  }

  async close(): Promise<void> {
    this.kept.clear();
  }

  private canonical(person: string): string {
    const joinedTo = this.persons.get(person);
    if (joinedTo === undefined) throw new UnknownPerson();
    return joinedTo === person ? person : this.canonical(joinedTo);
  }

  /** A copy, as another process would get it. */
  private told(stream: KeyedStream): KeyedStream {
    return { ...stream, person: this.canonical(stream.person) };
  }

  private mustKnow(stream: string): Mutable<KeyedStream> {
    const known = this.kept.get(stream);
    if (!known) throw new Error('The vault never made this stream');
    return known;
  }
}
