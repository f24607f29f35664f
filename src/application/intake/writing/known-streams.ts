import type { Category } from '../../../domain/shared/event.js';
import type { Ledger, Target } from '../../ledger/ledger.js';
import type { KeyedStream } from '../../ports/vault.js';
import { Recent } from './recent.js';

/** Records of persons are remembered for so many lines, to read few of them twice. */
const REMEMBERED_LINES = 40_000;

/** A stream as the writer last saw it: how far it goes, and the ids of the commands whose events it holds. */
export interface KnownStream {
  readonly target: Target;
  readonly category: Category;
  readonly commands: Set<string>;
  revision: number;
  /** Nothing more can be recorded in it. */
  isErased: boolean;
  /** Nobody has looked: it is only taken to be new. */
  isGuess: boolean;
}

/** The records of a person, by category, as far as they were asked for. */
export type PersonRecords = { [C in Category]?: KnownStream };

/** Which records of a person are needed. */
export interface Need {
  readonly person: string;
  readonly categories: readonly Category[];
}

const known = (target: Target, category: Category, isErased: boolean): KnownStream =>
  ({ target, category, commands: new Set(), revision: -1, isErased, isGuess: true });

const opened = ({ stream, key, state, category }: KeyedStream): KnownStream =>
  known({ stream, key }, category, state !== 'active');

/**
 * Streams that a delivery writes to. Each is taken to be new when it is first used, which costs nothing if it
 * is, until that proves wrong for one of its category: from then on they are read first.
 */
export class KnownStreams {
  private readonly persons = new Recent<PersonRecords>(REMEMBERED_LINES);
  private readonly lists = new Map<string, KnownStream>();
  private readonly readFirst = new Set<Category>();

  constructor(private readonly ledger: Ledger) {}

  /** The records that are needed, in order of the needs; made where there are none. */
  async ofPersons(needs: readonly Need[]): Promise<PersonRecords[]> {
    const all = needs.map(({ person }) => this.recordsOf(person));
    const missing = new Map<string, { person: string; category: Category; records: PersonRecords }>();
    needs.forEach(({ person, categories }, index) => categories.forEach((category) => {
      const records = all[index]!;
      if (!records[category]) missing.set(`${person}|${category}`, { person, category, records });
    }));
    const wanted = [...missing.values()];
    const streams = wanted.length > 0 ? await this.ledger.vault.openStreams(wanted) : [];
    await Promise.all(streams.map(async (stream, index) => {
      const { category, records } = wanted[index]!;
      records[category] = await this.met(opened(stream));
    }));
    return all;
  }

  /** The plain stream of a list or register. */
  async plain(category: Category, list: string): Promise<KnownStream> {
    const target = this.ledger.plainStream(category, list);
    const stream = this.lists.get(target.stream) ?? await this.met(known(target, category, false));
    this.lists.set(target.stream, stream);
    return stream;
  }

  /** Reads what others have written since. */
  async read(stream: KnownStream): Promise<KnownStream> {
    stream.isGuess = false;
    for (const event of await this.ledger.store.readStream(stream.target.stream, stream.revision + 1)) {
      stream.revision = event.revision;
      stream.commands.add(event.meta.commandId);
      stream.isErased ||= event.type === 'StreamErased';
    }
    return stream;
  }

  /** The same, after it turned out that others had written to it. */
  async readAgain(stream: KnownStream): Promise<void> {
    if (stream.isGuess) this.readFirst.add(stream.category);
    await this.read(stream);
  }

  private async met(stream: KnownStream): Promise<KnownStream> {
    return stream.isErased || !this.readFirst.has(stream.category) ? stream : this.read(stream);
  }

  private recordsOf(person: string): PersonRecords {
    const met = this.persons.get(person);
    if (met) return met;
    const records: PersonRecords = {};
    this.persons.set(person, records);
    return records;
  }
}
