import { compareTimes, type Fact, factOrder } from '../shared/fact-order.js';
import { standing } from '../shared/standing.js';
import type { DocumentEvent, SchoolingEvent } from './events.js';

export type SchoolingFact = Fact<SchoolingEvent>;
export type DocumentFact = Fact<DocumentEvent>;
export type Removal = Extract<SchoolingEvent, { type: 'RemovalReported' }>;

/** A removal that no single fact answers to: a human must look (compensation.md 8.1b). */
export interface WaitingRemoval {
  readonly fact: SchoolingFact;
  readonly because: 'nothing-to-remove' | 'several-equally-late';
}

export interface StandingSchooling {
  readonly facts: readonly SchoolingFact[];
  /** By id of the removal: the id of the fact it turned out to remove. */
  readonly removed: ReadonlyMap<string, string>;
  readonly waiting: readonly WaitingRemoval[];
}

/** Read in this order when source and times say nothing: starts before changes, changes before ends. */
export const SCHOOLING_ORDER = [
  'SummerPlaced', 'Enrolled', 'Transferred', 'StudyPathChanged', 'BreakPlanned', 'BreakEnded', 'DroppedOut',
] as const;

const KINDS: Record<Removal['data']['removes'], readonly SchoolingEvent['type'][]> = {
  enrolment: ['SummerPlaced', 'Enrolled'], dropout: ['DroppedOut'], transfer: ['Transferred'],
};

const unitOf = (fact: SchoolingFact): string | undefined => ('unit' in fact.event.data ? fact.event.data.unit : undefined);

/** Facts a removal may mean, in order: of its kind, at its unit, said no later than the removal was. */
const candidates = (facts: readonly SchoolingFact[], removal: Removal['data']): SchoolingFact[] => {
  const there = facts.filter((fact) => KINDS[removal.removes].includes(fact.event.type)
    && unitOf(fact) === removal.unit && (fact.event.data.reportedAt ?? '') <= (removal.reportedAt ?? '\uffff'));
  const sameDay = there.filter((fact) => fact.event.data.validOn === removal.validOn);
  return sameDay.length > 0 ? sameDay : there;
};

const byReport = (a: SchoolingFact, b: SchoolingFact): number => {
  const [x, y] = [a.event.data.reportedAt ?? '', b.event.data.reportedAt ?? ''];
  return x < y ? -1 : x > y ? 1 : factOrder()(a, b);
};

/**
 * The schooling facts that hold. Withdrawals that name their target are heeded first; then each removal that names
 * none takes the latest fact of its kind still standing at that unit with the same date, else the latest at that
 * unit, else it waits. Never a guess between several that are equally late. Same answer for any order of arrival.
 */
export const standingSchooling = (facts: readonly SchoolingFact[]): StandingSchooling => {
  const holding = standing(facts, SCHOOLING_ORDER);
  const removals = holding.filter(({ event }) => event.type === 'RemovalReported').sort(byReport);
  let left = holding.filter(({ event }) => event.type !== 'RemovalReported');
  const removed = new Map<string, string>();
  const waiting: WaitingRemoval[] = [];
  for (const fact of removals) {
    const found = candidates(left, (fact.event as Removal).data);
    const latest = found.at(-1);
    const rival = found.at(-2);
    if (!latest) {
      waiting.push({ fact, because: 'nothing-to-remove' });
    } else if (rival && compareTimes(rival.event.data, latest.event.data) === 0) {
      waiting.push({ fact, because: 'several-equally-late' });
    } else {
      removed.set(fact.id, latest.id);
      left = left.filter((other) => other.id !== latest.id);
    }
  }
  return { facts: left, removed, waiting };
};
