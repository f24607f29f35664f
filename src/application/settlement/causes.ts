import type { ExplainedLine } from '../../domain/cost/explain-line.js';
import type { IssuedLine, LineKey } from '../../domain/settlement/settle.js';
import { neededOf } from '../../domain/shared/needed.js';
import { explainedLines, type Known, type LinesWanted, textOf } from '../cost/worked-lines.js';
import type { OpenedEvent } from '../ledger/opened-event.js';
import { entryOf, type TrailEntry } from '../queries/trail.js';

/** What made the amount under a key another one than what was issued. */
export interface Causes {
  /** Facts recorded in between, none of which could be left out. */
  readonly facts: readonly TrailEntry[];
  /** Prices, policies and agreements that lines rest on now, and did not then: ids of their events. */
  readonly published: readonly string[];
  /** Such that lines rested on then, and none does now: replaced, or withdrawn. */
  readonly gone: readonly string[];
  /** What the register of schools says of the unit makes the lines other ones. */
  readonly registerChanged: boolean;
  /** The deadline of a summer placement passed in between. */
  readonly deadlinePassed: boolean;
  /** Another version of the program reckons otherwise from what was known then. */
  readonly rules?: RulesChange;
}

/** By which version of the rules something was reckoned, as far as it was noted, and by which later. */
export interface RulesChange {
  readonly then?: number;
  readonly now: number;
}

/** What was issued, and by which versions of the rules that and what follows it were reckoned. */
export interface Reckoned extends RulesChange {
  readonly issued: readonly Amount[];
  /** All there is of the person, what was erased included. */
  readonly events: readonly OpenedEvent[];
}

type Amount = Pick<IssuedLine, 'ore' | 'vatOre'>;

/** The lines of one account: those that are compared with each other. */
export type AccountWanted = LinesWanted & Pick<LineKey, 'variant' | 'item'>;

type Particular = Pick<LineKey, 'variant' | 'item'>;

export const isOfVariant = (line: Particular, other: Particular): boolean =>
  line.variant === other.variant && line.item === other.item;

const sumOf = (lines: readonly Amount[], what: keyof Amount): number =>
  lines.reduce((sum, line) => sum + (line[what] ?? 0), 0);

/**
 * Whether lines, from what was known, come to something else than what was issued: then it was not facts that
 * made the difference, but the program. VAT is compared only where all that was issued tells it. Where
 * something was erased since, nobody can tell.
 */
export const rulesChanged = (
  lines: readonly ExplainedLine[], { issued, events, then, now }: Reckoned,
): RulesChange | undefined => {
  if (then === now || events.some(({ erased }) => erased)) return undefined;
  const reckoned = lines.map(({ ore, vat }): Amount => ({ ore, vatOre: vat?.ore }));
  const tellsVat = issued.every(({ vatOre }) => vatOre !== undefined);
  const isSame = sumOf(reckoned, 'ore') === sumOf(issued, 'ore')
    && (!tellsVat || sumOf(reckoned, 'vatOre') === sumOf(issued, 'vatOre'));
  return isSame ? undefined : { now, ...(then !== undefined && { then }) };
};

/** What is known now, was not known then, and makes the lines of an account what they are. */
export const causesBetween = (
  then: Known, now: Known, wanted: AccountWanted, reckoned: Reckoned,
): Causes => {
  const linesOf = (known: Known): ExplainedLine[] =>
    explainedLines(known, wanted).filter((line) => isOfVariant(line, wanted));
  const known = new Set(then.facts.map(({ id }) => id));
  const [old, right] = [linesOf(then), linesOf(now)];
  const rules = rulesChanged(old, reckoned);
  const facts = neededOf(now.facts.filter(({ id }) => !known.has(id)), (some) =>
    textOf(linesOf({ ...now, facts: [...then.facts, ...some] })) === textOf(right));
  const [before, after] = [new Set(old.flatMap(restsOnEvents)), new Set(right.flatMap(restsOnEvents))];
  const underOldRegister = { ...now, sources: { ...now.sources, register: then.sources.register } };
  return {
    facts: facts.map(entryOf),
    published: [...after].filter((id) => !before.has(id)), gone: [...before].filter((id) => !after.has(id)),
    registerChanged: textOf(linesOf(underOldRegister)) !== textOf(right),
    deadlinePassed: textOf(old) !== textOf(linesOf({ ...then, lookedAt: now.lookedAt })),
    ...(rules && { rules }),
  };
};

/** The events of prices, policy and agreement that a line rests on. */
const restsOnEvents = ({ price, policy, agreement, ...by }: ExplainedLine): string[] => [
  price?.id, price?.higher?.id, by.decision?.id, by.extendedStudy?.id, by.secondHand?.id, policy.id,
  agreement?.id,
].filter((id) => id !== undefined);
