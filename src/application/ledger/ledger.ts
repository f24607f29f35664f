import { canonicalJson } from '../../domain/shared/fact-order.js';
import { refuse, refuseIf } from '../../domain/shared/refusal.js';
import type { Category, Event } from '../../domain/shared/event.js';
import {
  type AppendResult, type EventMeta, type EventStore, type Position, WrongExpectedRevision,
} from '../ports/event-store.js';
import type { FenceJournal } from '../ports/fence-journal.js';
import type { Sealer } from '../ports/sealer.js';
import type { KeyedStream, Vault } from '../ports/vault.js';
import { encodeEvent } from './event-codec.js';
import { KeyRing } from './key-ring.js';
import { MOST_ATTEMPTS, recordErased, tooMuchContention } from './not-recorded.js';
import type { Legible, OpenedEvent } from './opened-event.js';

/** Who asks, on whose behalf, under which id: what every command carries besides its content. */
export interface CommandContext {
  readonly actor: string;
  readonly organisation: string;
  /** From the client (`Idempotency-Key`) or from the content (intake); hashed before it is stored. */
  readonly commandKey: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly delivery?: string;
  readonly line?: number;
}

/** The answer to a command: where to wait for it in read models, and which events it made. */
export interface Receipt {
  readonly stream: string;
  readonly position: Position;
  readonly eventIds: readonly string[];
  /** True when the ledger held the command's events already. */
  readonly repeated: boolean;
}

/** A stream the ledger can write: a keyed one, or the name of a plain one. */
export type Target = { readonly stream: string; readonly key?: Uint8Array };

/** The events of one command, and what is noted with them. */
export interface Recording {
  readonly events: readonly Event[];
  readonly meta: EventMeta;
}

/** The rules of a command: what there is → what is new. Must be pure, since it runs again on a conflict. */
export type Decide = (recorded: readonly Legible[]) => readonly Event[];

/** Load, decide, append, and try again when somebody else was first: every command goes through here. */
export class Ledger {
  private readonly ring: KeyRing;
  /** Commands under way, by their ids. */
  private readonly underWay = new Map<string, Promise<Receipt>>();

  constructor(
    readonly store: EventStore, readonly vault: Vault, private readonly sealer: Sealer,
    readonly fences: FenceJournal,
  ) {
    this.ring = new KeyRing(vault, sealer);
  }

  /** A person's stream of a category, made on first use; refuses one that is fenced or erased. */
  async personStream(person: string, category: Category, caseKey = ''): Promise<Target> {
    return mustTakeFacts(await this.vault.openStream(person, category, caseKey));
  }

  /** A stream about a person by its name; refuses one that is fenced or erased, or that there is not. */
  async streamNamed(stream: string): Promise<Target> {
    const keyed = (await this.vault.streams([stream])).get(stream);
    return keyed ? mustTakeFacts(keyed) : refuse('stream-unknown', 'stream', 'Name a stream about a person.');
  }

  /** The stream about no person that holds what the name says, such as one price list. */
  plainStream(category: Category, name: string): Target {
    return { stream: `${category}-${this.sealer.plainId(name)}` };
  }

  /** A stream's events, oldest first. */
  async read(stream: string): Promise<OpenedEvent[]> {
    return this.ring.open(await this.store.readStream(stream));
  }

  /**
   * Runs a command against one stream. The ledger is the receipt: the same command again gives the first
   * answer, the same key with other content is refused (`idempotency-key-reused`).
   */
  async execute(target: Target, content: unknown, context: CommandContext, decide: Decide): Promise<Receipt> {
    const meta = this.metaOf(target, content, context);
    const twin = this.underWay.get(meta.commandId);
    if (twin) {
      // Sent twice at once: the second waits, to find the first in the ledger and be told that it repeats.
      await Promise.allSettled([twin]);
      return this.execute(target, content, context, decide);
    }
    const execution = this.attempt(target, meta, decide);
    this.underWay.set(meta.commandId, execution);
    try {
      return await execution;
    } finally {
      this.underWay.delete(meta.commandId);
    }
  }

  private async attempt(target: Target, meta: EventMeta, decide: Decide): Promise<Receipt> {
    for (let attempt = 1; ; attempt += 1) {
      const recorded = await this.read(target.stream);
      const earlier = recorded.filter((event) => event.meta.commandId === meta.commandId);
      if (earlier.length > 0) return repeated(target.stream, earlier, meta);
      mustNotBeErased(recorded);
      const events = decide(recorded as Legible[]);
      if (events.length === 0) return nothingNew(target.stream, recorded);
      try {
        const result = await this.append(target, recorded.length - 1, events, meta);
        return receipt(target.stream, result, this.idsOf(meta, events));
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
        mustNotContendForEver(attempt);
      }
    }
  }

  /** Seals and appends events of one command at an exact revision. */
  append(
    target: Target, expectedRevision: number, events: readonly Event[], meta: EventMeta,
  ): Promise<AppendResult> {
    return this.appendAll(target, expectedRevision, [{ events, meta }]);
  }

  /** The same for the events of several commands: all of them, or none. */
  appendAll(
    { stream, key }: Target, expectedRevision: number, recordings: readonly Recording[],
  ): Promise<AppendResult> {
    let revision = expectedRevision;
    const encoded = recordings.flatMap(({ events, meta }) => events.map((event, index) => {
      revision += 1;
      const id = this.eventIdOf(meta.commandId, index);
      return encodeEvent(this.sealer, event, { stream, revision, key, id, meta });
    }));
    return this.store.append(stream, expectedRevision, encoded);
  }

  metaOf(target: Target, content: unknown, context: CommandContext): EventMeta {
    const { commandKey, ...rest } = context;
    return {
      ...rest, commandId: this.commandIdOf(target, commandKey),
      fingerprint: this.hash(target, `content|${canonicalJson(content)}`),
    };
  }

  /** What a command is known by in a stream, from the key it was given. */
  commandIdOf(target: Target, commandKey: string): string {
    return this.hash(target, `command|${commandKey}`);
  }

  /** A name for a part of a record, which nobody can read without the record's key. */
  partOf(target: Target, name: string): string {
    return this.hash(target, `part|${name}`);
  }

  /** The id of the nth event of a command. */
  eventIdOf(commandId: string, index: number): string {
    return this.sealer.plainId(`${commandId}|${index}`);
  }

  private hash({ stream, key }: Target, text: string): string {
    return key ? this.sealer.keyedId(key, text) : this.sealer.plainId(`${stream}|${text}`);
  }

  private idsOf({ commandId }: EventMeta, events: readonly Event[]): string[] {
    return events.map((_, index) => this.eventIdOf(commandId, index));
  }
}

const mustTakeFacts = ({ state, stream, key }: KeyedStream): Target => {
  if (state === 'active' && key) return { stream, key };
  throw recordErased();
};

const mustNotContendForEver = (attempt: number): void => {
  if (attempt >= MOST_ATTEMPTS) throw tooMuchContention();
};

const mustNotBeErased = (recorded: readonly OpenedEvent[]): void => {
  if (recorded.some((event) => event.erased || event.type === 'StreamErased')) throw recordErased();
};

/** Refuses another command under the id of an earlier one. */
export const mustSayTheSame = (earlier: EventMeta, now: EventMeta): void => refuseIf(
  earlier.commandId === now.commandId && earlier.fingerprint !== now.fingerprint,
  'idempotency-key-reused', 'Idempotency-Key',
  'The key was used for another command; use a new one for each command.',
);

const repeated = (stream: string, earlier: readonly OpenedEvent[], meta: EventMeta): Receipt => {
  mustSayTheSame(earlier[0]!.meta, meta);
  const eventIds = earlier.map((event) => event.id);
  return { stream, position: earlier.at(-1)!.position, eventIds, repeated: true };
};

const nothingNew = (stream: string, recorded: readonly OpenedEvent[]): Receipt =>
  ({ stream, position: recorded.at(-1)?.position ?? '', eventIds: [], repeated: true });

const receipt = (stream: string, result: AppendResult, eventIds: readonly string[]): Receipt =>
  ({ stream, position: result.position, eventIds, repeated: false });
