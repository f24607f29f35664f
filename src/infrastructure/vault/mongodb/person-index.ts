import type { ClientSession } from 'mongodb';
import type { IdSource } from '../../../application/ports/id-source.js';
import { UnknownPerson } from '../../../application/ports/vault.js';
import { type PersonDocument, touch, type VaultCollections } from './collections.js';

/** Whom a person goes by today. */
const canonicalOf = ({ _id, joinedInto }: PersonDocument): string => joinedInto ?? _id;

/**
 * Which number leads to which person, and which persons turned out to be one. Numbers come as keyed hashes.
 * What takes a session writes, or must see what is written with it.
 */
export class PersonIndex {
  constructor(private readonly collections: VaultCollections, private readonly ids: IdSource) {}

  /** The persons that numbers lead to, by number. */
  async find(hashes: readonly string[], session?: ClientSession): Promise<Map<string, string>> {
    if (hashes.length === 0) return new Map();
    const { numbers } = this.collections;
    const found = await numbers.find({ _id: { $in: [...new Set(hashes)] } }, { session }).toArray();
    return new Map(found.map(({ _id, person }) => [_id, person]));
  }

  /** The persons that numbers lead to, made on first sight; in the order of the numbers. */
  async claim(hashes: readonly string[], session: ClientSession): Promise<string[]> {
    const found = await this.find(hashes, session);
    const missing = [...new Set(hashes)].filter((hash) => !found.has(hash));
    if (missing.length > 0) {
      const made = missing.map((hash) => ({ _id: hash, person: this.ids.next() }));
      const persons = made.map(({ person }) => ({ _id: person, joinedInto: null, changes: 0 }));
      await this.collections.persons.insertMany(persons, { session });
      await this.collections.numbers.insertMany(made, { session });
      for (const { _id, person } of made) found.set(_id, person);
    }
    return hashes.map((hash) => found.get(hash)!);
  }

  /** Lets a number lead to a person, unless it leads to somebody already; the answer is whom it leads to. */
  async bind(hash: string, person: string, session: ClientSession): Promise<string> {
    await this.canonical(person, session);
    const owner = (await this.find([hash], session)).get(hash);
    if (owner === undefined) await this.collections.numbers.insertOne({ _id: hash, person }, { session });
    return owner ?? person;
  }

  /** Whom a person goes by; throws `UnknownPerson`. */
  async canonical(person: string, session?: ClientSession): Promise<string> {
    const known = (await this.canonicals([person], session)).get(person);
    if (known === undefined) throw new UnknownPerson();
    return known;
  }

  /** Whom persons go by, by person; without those that the vault does not know. */
  async canonicals(persons: readonly string[], session?: ClientSession): Promise<Map<string, string>> {
    if (persons.length === 0) return new Map();
    const wanted = { _id: { $in: [...new Set(persons)] } };
    const found = await this.collections.persons.find(wanted, { session }).toArray();
    return new Map(found.map((one) => [one._id, canonicalOf(one)]));
  }

  /** Those who are nobody else, in the order of their ids. */
  async after(person: string, limit: number): Promise<string[]> {
    const wanted = { joinedInto: null, _id: { $gt: person } };
    const options = { sort: { _id: 1 }, limit, batchSize: limit } as const;
    const found = await this.collections.persons.find(wanted, options).toArray();
    return found.map(({ _id }) => _id);
  }

  async join(survivor: string, other: string, session: ClientSession): Promise<void> {
    const into = await this.canonical(survivor, session);
    const from = await this.canonical(other, session);
    if (into === from) return;
    const { persons, streams } = this.collections;
    await touch(this.collections, [into, from], session);
    const joined = { $set: { joinedInto: into } };
    await persons.updateMany({ $or: [{ _id: from }, { joinedInto: from }] }, joined, { session });
    await streams.updateMany({ today: from }, { $set: { today: into } }, { session });
  }

  /** These are a person of their own, who goes by the first. */
  async part(parted: readonly string[], session: ClientSession): Promise<void> {
    const known = await this.canonicals(parted, session);
    if (known.size < parted.length) throw new UnknownPerson();
    const [first, ...others] = parted;
    if (first === undefined) return;
    const { persons, streams } = this.collections;
    await touch(this.collections, [...new Set([...parted, ...known.values()])], session);
    await persons.updateOne({ _id: first }, { $set: { joinedInto: null } }, { session });
    await persons.updateMany({ _id: { $in: others } }, { $set: { joinedInto: first } }, { session });
    await streams.updateMany({ person: { $in: [...parted] } }, { $set: { today: first } }, { session });
  }

  /** No number leads to this person any more, nor to those joined into it. */
  async forgetNumbersOf(canonical: string, session: ClientSession): Promise<void> {
    const { persons, numbers } = this.collections;
    const wanted = { $or: [{ _id: canonical }, { joinedInto: canonical }] };
    const members = await persons.find(wanted, { session }).toArray();
    await numbers.deleteMany({ person: { $in: members.map(({ _id }) => _id) } }, { session });
  }
}
