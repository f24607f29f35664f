import type { Event } from '../../../domain/shared/event.js';
import { Refusal, refuseIf } from '../../../domain/shared/refusal.js';
import { FACTS_PER_APPEND } from '../../ledger/execute-in-parts.js';
import type { Ledger } from '../../ledger/ledger.js';
import { type EventMeta, WrongExpectedRevision } from '../../ports/event-store.js';
import type { KnownStream, KnownStreams } from './known-streams.js';

const MOST_ATTEMPTS = 10;

/** A command that a line amounts to: its events are recorded together, unless the stream holds them. */
export interface LineCommand {
  readonly meta: EventMeta;
  readonly events: readonly Event[];
  /** Recorded only in a stream that is empty: the first sight of a person. */
  readonly opensStream: boolean;
}

/** What a batch of lines has for one stream. */
export class StreamBatch {
  private readonly commands: LineCommand[] = [];
  private readonly taken = new Set<LineCommand>();
  /** Why what is not taken, and not known, could not be. */
  private refusal: Refusal | undefined;

  constructor(readonly stream: KnownStream, private readonly ledger: Ledger) {}

  add(command: LineCommand): this {
    this.commands.push(command);
    return this;
  }

  /** What became of a command: recorded now, known before, or refused. */
  outcomeOf(command: LineCommand): 'taken' | 'known' | Refusal {
    if (this.taken.has(command)) return 'taken';
    return this.stream.commands.has(command.meta.commandId) ? 'known' : this.refusal ?? 'known';
  }

  /** Appends what is new; refuses it if the record was erased, or others keep writing to it. */
  async append(streams: KnownStreams): Promise<void> {
    try {
      await this.appendFresh(streams);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.refusal = error;
    }
  }

  /** Reads the stream again, and tries again, when somebody else was first. */
  private async appendFresh(streams: KnownStreams): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      const fresh = this.fresh();
      if (fresh.length === 0) return;
      if (this.stream.isErased) throw recordErased();
      try {
        await this.appendInParts(fresh);
        return;
      } catch (error) {
        if (!(error instanceof WrongExpectedRevision)) throw error;
        const rule = 'Others write to the same record; send the delivery again.';
        refuseIf(attempt >= MOST_ATTEMPTS, 'too-much-contention', undefined, rule);
        await streams.read(this.stream);
      }
    }
  }

  private fresh(): LineCommand[] {
    const { commands: known, revision } = this.stream;
    const seen = new Set<string>();
    let isEmpty = revision < 0;
    return this.commands.filter(({ meta: { commandId }, opensStream }) => {
      if (known.has(commandId) || seen.has(commandId)) return false;
      if (opensStream && !isEmpty) return false;
      seen.add(commandId);
      isEmpty = false;
      return true;
    });
  }

  private async appendInParts(commands: readonly LineCommand[]): Promise<void> {
    for (let from = 0; from < commands.length; from += FACTS_PER_APPEND) {
      const part = commands.slice(from, from + FACTS_PER_APPEND);
      const { revision } = await this.ledger.appendAll(this.stream.target, this.stream.revision, part);
      this.stream.revision = revision;
      for (const command of part) {
        this.stream.commands.add(command.meta.commandId);
        this.taken.add(command);
      }
    }
  }
}

export const recordErased = (): Refusal => new Refusal(
  'record-erased', undefined, 'The record is erased, or being erased; nothing more is recorded in it.',
);
