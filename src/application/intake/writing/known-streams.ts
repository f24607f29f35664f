import type { Category } from '../../../domain/shared/event.js';
import type { Ledger, Target } from '../../ledger/ledger.js';
import type { KeyedStream } from '../../ports/vault.js';
import { Recent } from './recent.js';

/** Records of persons are remembered for so many lines, to read few of them twice. */
const REMEMBERED_LINES = 10_000;
/** So many streams, or up to twice as many, are remembered when their delivery is over: some 15 MB. */
const REMEMBERED_STREAMS = 15_000;

/** What a stream holds, as the writer last saw it: how far it goes, and the ids of the commands recorded. */
export interface StreamContent {
  revision: number;
  readonly commands: Set<string>;
}

/**
 * What streams hold, remembered from delivery to delivery, so that only what others wrote is read again. Keys
 * are not: each delivery asks the vault for them, and so meets every erasure.
 */
export class StreamMemory {
  private readonly contents = new Recent<StreamContent>(REMEMBERED_STREAMS);

  recall(stream: string): StreamContent | undefined {
    return this.contents.get(stream);
  }

  keep(stream: string, content: StreamContent): StreamContent {
    this.contents.set(stream, content);
    return content;
  }
}

/** A stream that a delivery writes to. */
export interface KnownStream {
  readonly target: Target;
  readonly category: Category;
  readonly content: StreamContent;
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


/**
 * Streams that a delivery writes to. Each is taken to be new when it is first used, which costs nothing if it
 * is, until that proves wrong for one of its category: from then on they are read first.
 */
export class KnownStreams {
  private readonly persons = new Recent<PersonRecords>(REMEMBERED_LINES);
  private readonly lists = new Map<string, KnownStream>();
  private readonly readFirst = new Set<Category>();

  constructor(private readonly ledger: Ledger, private readonly memory: StreamMemory) {}

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
      records[category] = await this.opened(stream);
    }));
    return all;
  }

  /** The plain stream of a list or register. */
  async plain(category: Category, list: string): Promise<KnownStream> {
    const target = this.ledger.plainStream(category, list);
    const stream = this.lists.get(target.stream) ?? await this.met(target, category, false);
    this.lists.set(target.stream, stream);
    return stream;
  }

  /** Reads what others have written since. */
  async read(stream: KnownStream): Promise<KnownStream> {
    const { content } = stream;
    stream.isGuess = false;
    for (const event of await this.ledger.store.readStream(stream.target.stream, content.revision + 1)) {
      content.revision = event.revision;
      content.commands.add(event.meta.commandId);
      stream.isErased ||= event.type === 'StreamErased';
    }
    return stream;
  }

  /** The same, after it turned out that others had written to it. */
  async readAgain(stream: KnownStream): Promise<void> {
    if (stream.isGuess) this.readFirst.add(stream.category);
    await this.read(stream);
  }

  private opened({ stream, key, state, category }: KeyedStream): Promise<KnownStream> {
    return this.met({ stream, key }, category, state !== 'active');
  }

  private async met(target: Target, category: Category, isErased: boolean): Promise<KnownStream> {
    const remembered = this.memory.recall(target.stream);
    const content = remembered ?? this.memory.keep(target.stream, { revision: -1, commands: new Set() });
    const stream = { target, category, content, isErased, isGuess: remembered === undefined };
    const mustRead = stream.isGuess && !isErased && this.readFirst.has(category);
    return mustRead ? this.read(stream) : stream;
  }

  private recordsOf(person: string): PersonRecords {
    const met = this.persons.get(person);
    if (met) return met;
    const records: PersonRecords = {};
    this.persons.set(person, records);
    return records;
  }
}
