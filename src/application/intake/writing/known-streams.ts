import type { Category } from '../../../domain/shared/event.js';
import type { Ledger, Target } from '../../ledger/ledger.js';
import type { KeyedStream } from '../../ports/vault.js';
import { Recent } from './recent.js';

/** So many commands of streams used recently are remembered, to read few streams twice. */
const REMEMBERED_COMMANDS = 250_000;

/** A stream of a person's, by category. */
export interface WantedStream {
  readonly person: string;
  readonly category: Category;
}

/** A stream as the writer last saw it: how far it goes, and the ids of the commands whose events it holds. */
export interface KnownStream {
  readonly target: Target;
  readonly commands: Set<string>;
  revision: number;
  /** Nothing more can be recorded in it. */
  isErased: boolean;
}

const known = (target: Target, isErased: boolean): KnownStream =>
  ({ target, commands: new Set(), revision: -1, isErased });

/** Streams that a delivery writes to. Each is read when it is first used, and when others wrote to it. */
export class KnownStreams {
  private readonly recent = new Recent<KnownStream>(
    REMEMBERED_COMMANDS, ({ commands }) => 1 + commands.size,
  );

  constructor(private readonly ledger: Ledger) {}

  /** The streams asked for, in order, made where there are none. */
  async ofPersons(wanted: readonly WantedStream[]): Promise<KnownStream[]> {
    const keys = wanted.map(({ person, category }) => `${person}|${category}`);
    const found = new Map(keys.map((key) => [key, this.recent.get(key)]));
    const missing = wanted.filter((_, index) => !found.get(keys[index]!));
    const opened = missing.length > 0 ? await this.ledger.vault.openStreams(missing) : [];
    await Promise.all(opened.map(async (keyed, index) => {
      const { person, category } = missing[index]!;
      const stream = await this.read(opening(keyed));
      found.set(`${person}|${category}`, stream);
    }));
    return keys.map((key) => this.kept(key, found.get(key)!));
  }

  /** The plain stream of a list or register. */
  async plain(category: Category, list: string): Promise<KnownStream> {
    const target = this.ledger.plainStream(category, list);
    const stream = this.recent.get(target.stream) ?? await this.read(known(target, false));
    return this.kept(target.stream, stream);
  }

  /** Reads what others have written since. */
  async read(stream: KnownStream): Promise<KnownStream> {
    if (stream.isErased) return stream;
    for (const event of await this.ledger.store.readStream(stream.target.stream, stream.revision + 1)) {
      stream.revision = event.revision;
      stream.commands.add(event.meta.commandId);
      stream.isErased ||= event.type === 'StreamErased';
    }
    return stream;
  }

  private kept(key: string, stream: KnownStream): KnownStream {
    this.recent.set(key, stream);
    return stream;
  }
}

const opening = ({ stream, key, state }: KeyedStream): KnownStream =>
  known({ stream, key }, state !== 'active');
