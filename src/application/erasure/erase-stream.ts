import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { StreamErased } from '../../domain/shared/erasure.js';
import type { Category } from '../../domain/shared/event.js';
import { refuse } from '../../domain/shared/refusal.js';
import { reported } from '../../domain/shared/reported.js';
import { type CommandContext, Ledger, mustSayTheSame } from '../ledger/ledger.js';
import { tooMuchContention } from '../ledger/not-recorded.js';
import { type EventMeta, type Position, WrongExpectedRevision } from '../ports/event-store.js';
import type { LedgerPoint } from '../ports/fence-journal.js';
import type { StreamRecord } from '../ports/vault.js';

/** What became of a stream: its key is destroyed, and the ledger says so at this position. */
export interface ErasedStream {
  readonly stream: string;
  readonly category: Category;
  readonly case: string;
  readonly position: Position;
  /** True when it was erased before. */
  readonly repeated: boolean;
}

/** Makes the facts of one stream about a person unreadable, for ever and for everyone. */
export class EraseStream extends Command<ErasedStream> {
  constructor(
    readonly stream: string,
    /** Reference of the decision under which it is done; stands in the ledger in the clear. */
    readonly decision: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(EraseStream)
export class EraseStreamHandler implements ICommandHandler<EraseStream> {
  constructor(private readonly ledger: Ledger) {}

  async execute({ stream, decision, context }: EraseStream): Promise<ErasedStream> {
    const erasure = { decision, content: { command: 'EraseStream', decision }, context };
    await keyMustBeFree(this.ledger, stream, erasure);
    return eraseStream(this.ledger, stream, erasure);
  }
}

/** Under which decision something is erased, and by which command. */
export interface Erasure {
  readonly decision: string;
  /** All that tells the command from another under the same key. */
  readonly content: unknown;
  readonly context: CommandContext;
}

export const eraseStream = async (
  ledger: Ledger, stream: string, erasure: Erasure,
): Promise<ErasedStream> => {
  const known = (await ledger.vault.streams([stream])).get(stream)
    ?? refuse('stream-unknown', 'stream', 'Name a stream about a person.');
  const [erased] = await eraseStreams(ledger, [known], erasure);
  return erased!;
};

/**
 * Tells the fence journal of all of them; then, one after the other, fences the stream, from when on nobody
 * reads it; leaves a mark in the ledger, at which read models forget it; and destroys its key. Interrupted
 * anywhere, it goes on where it was when it is asked for again, and at the next start.
 */
export const eraseStreams = async (
  ledger: Ledger, streams: readonly StreamRecord[], { decision, content, context }: Erasure,
): Promise<ErasedStream[]> => {
  const mark = reported(StreamErased, { decision });
  const metas = streams.map(({ stream }) => ledger.metaOf({ stream }, content, context));
  await ledger.fences.add(streams.map(({ stream, category, case: caseKey, person }, index) => (
    { stream, category, case: caseKey, person, decision, meta: metas[index]! })));
  const erased: ErasedStream[] = [];
  for (const [index, known] of streams.entries()) {
    const { stream, category, case: caseKey } = known;
    const { position, repeated } = await eraseFenced(ledger, known, mark, metas[index]!);
    erased.push({ stream, category, case: caseKey, position, repeated });
  }
  return erased;
};

/** Erases a stream that the fence journal knows of. */
export const eraseFenced = async (
  ledger: Ledger, { stream, state }: StreamRecord, mark: StreamErased, meta: EventMeta,
): Promise<Mark> => {
  if (state === 'active') await ledger.vault.fence(stream);
  const left = await leaveMark(ledger, stream, mark, meta);
  if (state !== 'destroyed') await ledger.vault.destroy(stream);
  await ledger.fences.done(stream, left);
  return left;
};

/** Refuses an erasure under a key that the stream knows of another or, while it can be told, of a fact. */
export const keyMustBeFree = async (
  ledger: Ledger, stream: string, { content, context }: Erasure,
): Promise<void> => {
  const key = (await ledger.vault.streams([stream])).get(stream)?.key;
  const metas = [{ stream }, { stream, key }].map((target) => ledger.metaOf(target, content, context));
  for (const { meta: earlier } of await ledger.store.readStream(stream)) {
    for (const meta of metas) mustSayTheSame(earlier, meta);
  }
};

/** As many writers as may have been under way when the stream was fenced; each costs one attempt. */
const MOST_ATTEMPTS = 1_000;

/** The end of an erased stream. */
export interface Mark extends LedgerPoint {
  /** True when it was there before. */
  readonly repeated: boolean;
}

/** Leaves a mark at the end of a stream, unless it is there. */
export const leaveMark = async (
  ledger: Ledger, stream: string, mark: StreamErased, meta: EventMeta,
): Promise<Mark> => {
  for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
    const recorded = await ledger.store.readStream(stream);
    const last = recorded.at(-1);
    if (last?.type === StreamErased.type) {
      mustSayTheSame(last.meta, meta);
      return { position: last.position, event: last.id, repeated: true };
    }
    try {
      const { position } = await ledger.append({ stream }, recorded.length - 1, [mark], meta);
      return { position, event: ledger.eventIdOf(meta.commandId, 0), repeated: false };
    } catch (error) {
      if (!(error instanceof WrongExpectedRevision)) throw error;
    }
  }
  throw tooMuchContention();
};
