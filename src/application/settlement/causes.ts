import { AgreementFactWithdrawn, AgreementSet, CostPolicySet } from '../../domain/agreement/events.js';
import type { ExplainedLine } from '../../domain/cost/explain-line.js';
import { vatBetween } from '../../domain/cost/shape.js';
import type { Price } from '../../domain/price-list/state.js';
import type { IssuedLine, LineKey } from '../../domain/settlement/settle.js';
import { neededOf } from '../../domain/shared/needed.js';
import { Remembered } from '../../domain/shared/remembered.js';
import { explainedLines, type Known, type LinesWanted, workedLines } from '../cost/worked-lines.js';
import { withEvents } from '../../projections/cost-allocation/cost-sources.js';
import type { Legible, OpenedEvent } from '../ledger/opened-event.js';
import { entryOf, type TrailEntry } from '../queries/trail.js';
import { bearsOn } from './said-of-all.js';

/** What made the amount under a key another one than what was issued. */
export interface Causes {
  /**
   * Facts recorded in between, none of which could be left out. First, where what was issued is not what one
   * person would have had: that the person and another are one, or are not.
   */
  readonly facts: readonly TrailEntry[];
  /** The same of prices, policies, agreements and school units: set in between, or withdrawn. */
  readonly published: readonly TrailEntry[];
  /**
   * What lines rested on then, and none does now: prices that were others, and policies and agreements where
   * such are among the causes.
   */
  readonly gone: readonly string[];
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

/** VAT is compared only where all that was issued tells it. */
const isWhatWasIssued = (lines: readonly ExplainedLine[], issued: readonly Amount[]): boolean => {
  const reckoned = lines.map(({ ore, vat }): Amount => ({ ore, vatOre: vat?.ore }));
  const tellsVat = issued.every(({ vatOre }) => vatOre !== undefined);
  return sumOf(reckoned, 'ore') === sumOf(issued, 'ore')
    && (!tellsVat || sumOf(reckoned, 'vatOre') === sumOf(issued, 'vatOre'));
};

/**
 * Whether lines, from what was known, come to something else than what was issued: then it was not facts that
 * made the difference, but the program. Where something was erased since, nobody can tell.
 */
export const rulesChanged = (
  lines: readonly ExplainedLine[], { issued, events, then, now }: Reckoned,
): RulesChange | undefined => {
  if (then === now || events.some(({ erased }) => erased) || isWhatWasIssued(lines, issued)) return undefined;
  return { now, ...(then !== undefined && { then }) };
};

/** What was known at two moments, and what was said of all between them. */
export interface Between {
  readonly then: Known;
  readonly now: Known;
  readonly said: readonly Legible[];
  /** What said between them that the person and another are one, or are not. */
  readonly joins: readonly Legible[];
}

/** Without its content, which has a number. */
export const joinEntryOf = (event: Legible): TrailEntry => ({ ...entryOf(event), data: undefined });

interface Sums {
  readonly days: number;
  readonly ore: number;
  readonly vatOre: number;
}

/** What lines come to: what moves none of it has caused nothing. */
const sumsIn = (known: Known, wanted: AccountWanted): Sums => {
  const sums = { days: 0, ore: 0, vatOre: 0 };
  for (const { segment, line } of workedLines(known, wanted)) {
    if (!isOfVariant(segment, wanted)) continue;
    sums.days += line.days;
    sums.ore += line.ore;
    sums.vatOre += vatBetween(segment, line.from, line.to) ?? 0;
  }
  return sums;
};

const isSameSum = (one: Sums, other: Sums): boolean =>
  one.days === other.days && one.ore === other.ore && one.vatOre === other.vatOre;

/** What would be known with some of what came later: the months of a person ask alike. */
const between = new Remembered<Known, Known>();

/** What was recorded in between, and without which the lines of an account would come to something else. */
export const causesBetween = (
  { then, now, said, joins }: Between, wanted: AccountWanted, reckoned: Reckoned,
): Causes => {
  const linesOf = (known: Known): ExplainedLine[] =>
    explainedLines(known, wanted).filter((line) => isOfVariant(line, wanted));
  const [old, right] = [linesOf(then), linesOf(now)];
  const sums = sumsIn(now, wanted);
  const comesOutOf = (known: Known): boolean => isSameSum(sumsIn(known, wanted), sums);
  const known = new Set(then.facts.map(({ id }) => id));
  const facts = new Set(now.facts.filter(({ id }) => !known.has(id)));
  const bearing = new Set(said.filter((event) => bearsOn(event, wanted, now.facts)));
  const knownWith = (some: readonly Legible[], lookedAt = now.lookedAt): Known =>
    between.of(then, `${lookedAt}|${some.map(({ id }) => id).join()}`, () => ({
      facts: [...then.facts, ...some.filter((event) => facts.has(event))],
      sources: withEvents(then.sources, some.filter((event) => bearing.has(event))), lookedAt,
    }));
  const needed = neededOf([...facts, ...bearing], (some) => comesOutOf(knownWith(some)));
  const published = needed.filter((event) => bearing.has(event));
  const { issued } = reckoned;
  const joined = issued.length > 0 && !isWhatWasIssued(old, issued) ? joins : [];
  const rules = joined.length > 0 ? undefined : rulesChanged(old, reckoned);
  const factsNeeded = needed.filter((event) => facts.has(event) && !joined.includes(event));
  return {
    facts: [...joined.map(joinEntryOf), ...factsNeeded.map(entryOf)], published: published.map(entryOf),
    gone: goneOf(old, right, published),
    deadlinePassed: !comesOutOf(knownWith(needed, then.lookedAt)),
    ...(rules && { rules }),
  };
};

const TERMS: ReadonlySet<string> =
  new Set([CostPolicySet, AgreementSet, AgreementFactWithdrawn].map(({ type }) => type));

const goneOf = (
  old: readonly ExplainedLine[], right: readonly ExplainedLine[], published: readonly Legible[],
): string[] => {
  const [pricesNow, termsNow] = [right.flatMap(pricesOf), new Set(right.flatMap(termsOf))];
  const prices = old.flatMap(pricesOf).filter((price) => !pricesNow.some(({ id, perYearOre }) =>
    id === price.id || perYearOre === price.perYearOre));
  const terms = published.some(({ type }) => TERMS.has(type)) ? old.flatMap(termsOf) : [];
  return [...new Set([
    ...prices.map(({ id }) => id), ...terms.filter((id) => !termsNow.has(id)),
  ])];
};

const pricesOf = ({ price }: ExplainedLine): Price[] =>
  [price, price?.higher].filter((each) => each !== undefined);

/** The events of policy and agreement that a line rests on. */
const termsOf = ({ policy, agreement, decision }: ExplainedLine): string[] =>
  [policy.id, agreement?.id, decision?.agreement && decision.id].filter((id) => id !== undefined);
