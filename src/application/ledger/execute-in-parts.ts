import type { Event } from '../../domain/shared/event.js';
import type { CommandContext, Decide, Ledger, Receipt, Target } from './ledger.js';

/** So few that, at the greatest length their fields allow, one append stays under `APPEND_LIMIT_BYTES`. */
export const FACTS_PER_APPEND = 250;

/** A command that says many facts of one kind. */
export interface ManyFacts<S> {
  readonly facts: readonly S[];
  /** All that tells this command from another under the same key. */
  readonly content: unknown;
  readonly context: CommandContext;
}

const partsOf = <S>(facts: readonly S[]): (readonly S[])[] => {
  const count = Math.max(1, Math.ceil(facts.length / FACTS_PER_APPEND));
  return Array.from({ length: count }, (_, part) =>
    facts.slice(part * FACTS_PER_APPEND, (part + 1) * FACTS_PER_APPEND));
};

/**
 * Runs one command as several appends, each with a receipt of its own: interrupted and sent again, it goes on
 * where it was. The rules must have accepted all facts before, so that no part is refused after another.
 */
export const executeInParts = async <S>(
  ledger: Ledger, target: Target, { facts, content, context }: ManyFacts<S>,
  decide: (part: readonly S[], recorded: Parameters<Decide>[0]) => readonly Event[],
): Promise<Receipt> => {
  const receipts: Receipt[] = [];
  for (const [index, part] of partsOf(facts).entries()) {
    receipts.push(await ledger.execute(
      target, { content, part: index }, { ...context, commandKey: `${context.commandKey}|${index}` },
      (recorded) => decide(part, recorded),
    ));
  }
  return {
    stream: target.stream, position: receipts.at(-1)!.position,
    eventIds: receipts.flatMap(({ eventIds }) => eventIds),
    repeated: receipts.every(({ repeated }) => repeated),
  };
};
