import type { Event } from '../../../domain/shared/event.js';
import type { Refusal } from '../../../domain/shared/refusal.js';
import { FACTS_PER_APPEND } from '../../ledger/execute-in-parts.js';
import type { Ledger } from '../../ledger/ledger.js';
import { MOST_ATTEMPTS, recordErased, tooMuchContention } from '../../ledger/not-recorded.js';
import { type EventMeta, type Position, WrongExpectedRevision } from '../../ports/event-store.js';
import type { KnownStream, KnownStreams } from './known-streams.js';

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
    for (let attempt = 1; ; attempt += 1) {
      const fresh = this.fresh();
      if (fresh.length === 0) return;
      if (this.stream.isErased) return this.refuse(recordErased());
      if (attempt > MOST_ATTEMPTS) return this.refuse(tooMuchContention());
      if (await this.appendInParts(fresh)) return;
      await this.streams.readAgain(this.stream);
    }
  }

  /** What the stream does not hold yet, each once. */
  private fresh(): LineCommand[] {
    const fresh = this.commands.filter((command) => !this.holds(command));
    const isEmpty = this.stream.content.revision < 0;
    const mayOpen = ({ opensStream }: LineCommand, index: number): boolean =>
      !opensStream || (isEmpty && index === 0);
    return (fresh.length < 2 ? fresh : withoutRepetitions(fresh)).filter(mayOpen);
  }

  private holds({ meta: { commandId } }: LineCommand): boolean {
    return this.stream.content.commands.has(commandId);
  }

  /** False if others have written to the stream, or the events were there already. */
  private async appendInParts(commands: readonly LineCommand[]): Promise<boolean> {
    const { stream, ledger } = this;
    for (let from = 0; from < commands.length; from += FACTS_PER_APPEND) {
      const part = commands.slice(from, from + FACTS_PER_APPEND);
      try {
        const { position, revision } = await ledger.appendAll(stream.target, stream.content.revision, part);
        if (position <= this.before) return false;
        stream.content.revision = revision;
      } catch (error) {
        if (error instanceof WrongExpectedRevision) return false;
        throw error;
      }
      for (const command of part) {
        stream.content.commands.add(command.meta.commandId);
        command.outcome = 'taken';
      }
    }
    return true;
  }

  private refuse(refusal: Refusal): void {
    for (const command of this.commands) if (!this.holds(command)) command.outcome = refusal;
  }
}

const withoutRepetitions = (commands: readonly LineCommand[]): LineCommand[] => {
  const seen = new Set<string>();
  return commands.filter(({ meta: { commandId } }) => seen.size < seen.add(commandId).size);
};
