import type { Event } from '../../../domain/shared/event.js';
import { Refusal, refuseIf } from '../../../domain/shared/refusal.js';
import { FACTS_PER_APPEND } from '../../ledger/execute-in-parts.js';
import type { Ledger } from '../../ledger/ledger.js';
import { type EventMeta, type Position, WrongExpectedRevision } from '../../ports/event-store.js';
import type { KnownStream, KnownStreams } from './known-streams.js';

const MOST_ATTEMPTS = 10;

/** A command that a line amounts to: its events are recorded together, unless the stream holds them. */
export interface LineCommand {
  readonly meta: EventMeta;
  readonly events: readonly Event[];
  /** Recorded only in a stream that is empty: the first sight of a person. */
  readonly opensStream: boolean;
  outcome: 'taken' | 'known' | Refusal;
}

/** What a batch of lines has for one stream. */
export class StreamBatch {
  private readonly commands: LineCommand[] = [];

  /** @param before where the ledger ended before this batch: what has an earlier place was there already */
  constructor(
    private readonly stream: KnownStream, private readonly streams: KnownStreams,
    private readonly ledger: Ledger, private readonly before: Position,
  ) {}

  add(command: LineCommand): void {
    this.commands.push(command);
  }

  /** Appends what is new; refuses it if the record was erased, or others keep writing to it. */
  async append(): Promise<void> {
    try {
      await this.appendFresh();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      for (const command of this.commands) if (!this.holds(command)) command.outcome = error;
    }
  }

  private async appendFresh(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const fresh = this.fresh();
      if (fresh.length === 0) return;
      if (this.stream.isErased) throw recordErased();
      if (await this.appendInParts(fresh)) return;
      const rule = 'Others write to the same record; send the delivery again.';
      refuseIf(attempt >= MOST_ATTEMPTS, 'too-much-contention', undefined, rule);
      await this.streams.readAgain(this.stream);
    }
  }

  /** What the stream does not hold yet, each once. */
  private fresh(): LineCommand[] {
    const seen = new Set<string>();
    const isFirst = ({ meta: { commandId } }: LineCommand): boolean => seen.size < seen.add(commandId).size;
    const fresh = this.commands.filter((command) => !this.holds(command) && isFirst(command));
    const isEmpty = this.stream.revision < 0;
    return fresh.filter(({ opensStream }, index) => !opensStream || (isEmpty && index === 0));
  }

  private holds({ meta: { commandId } }: LineCommand): boolean {
    return this.stream.commands.has(commandId);
  }

  /** False if others have written to the stream, or the events were there already. */
  private async appendInParts(commands: readonly LineCommand[]): Promise<boolean> {
    for (let from = 0; from < commands.length; from += FACTS_PER_APPEND) {
      const part = commands.slice(from, from + FACTS_PER_APPEND);
      if (!await this.appendPart(part)) return false;
      for (const command of part) {
        this.stream.commands.add(command.meta.commandId);
        command.outcome = 'taken';
      }
    }
    return true;
  }

  private async appendPart(part: readonly LineCommand[]): Promise<boolean> {
    try {
      const { target, revision: expected } = this.stream;
      const { position, revision } = await this.ledger.appendAll(target, expected, part);
      if (position <= this.before) return false;
      this.stream.revision = revision;
      return true;
    } catch (error) {
      if (error instanceof WrongExpectedRevision) return false;
      throw error;
    }
  }
}

export const recordErased = (): Refusal => new Refusal(
  'record-erased', undefined, 'The record is erased, or being erased; nothing more is recorded in it.',
);
