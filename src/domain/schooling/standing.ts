import { compareInstants, compareTimes, type Fact, factOrder } from '../shared/fact-order.js';
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

/** What each kind of fact is called by a report that removes it. */
const REMOVED_AS: Partial<Record<SchoolingEvent['type'], Removal['data']['removes']>> = {
  SummerPlaced: 'enrolment', Enrolled: 'enrolment', DroppedOut: 'dropout', Transferred: 'transfer',
};

const isRemoval = (fact: SchoolingFact): fact is Fact<Removal> => fact.event.type === 'RemovalReported';

const byReport = (a: Fact<Removal>, b: Fact<Removal>): number =>
  compareInstants(a.event.data.reportedAt, b.event.data.reportedAt) || factOrder()(a, b);

/** Facts that one kind of removal at one unit may mean, in fact order. */
class Shelves {
  private readonly byMeaning = new Map<string, SchoolingFact[]>();

  constructor(facts: readonly SchoolingFact[]) {
    for (const fact of facts) {
      const removes = REMOVED_AS[fact.event.type];
      if (removes && 'unit' in fact.event.data) this.shelf(removes, fact.event.data.unit).push(fact);
    }
  }

  shelf(removes: string, unit: string): SchoolingFact[] {
    const key = `${removes}|${unit}`;
    const facts = this.byMeaning.get(key) ?? [];
    this.byMeaning.set(key, facts);
    return facts;
  }
}

/** The place of the latest fact that was said no later than its removal: on the same day, else on any. */
const latestMeant = (shelf: readonly SchoolingFact[], { validOn, reportedAt }: Removal['data']): number => {
  const saidBefore = ({ event }: SchoolingFact): boolean =>
    reportedAt === undefined || compareInstants(event.data.reportedAt, reportedAt) <= 0;
  const onThatDay = shelf.findLastIndex((fact) => fact.event.data.validOn === validOn && saidBefore(fact));
  return onThatDay >= 0 ? onThatDay : shelf.findLastIndex(saidBefore);
};

const equallyLate = (a: SchoolingFact | undefined, b: SchoolingFact): boolean =>
  a !== undefined && compareTimes(a.event.data, b.event.data) === 0;

/**
 * The schooling facts that hold. Withdrawals that name their target are heeded first; then each removal that
 * names none takes the latest fact of its kind still standing at that unit with the same date, else the
 * latest at that unit, else it waits. Never a guess between several that are equally late. Same answer for
 * any order of arrival.
 */
export const standingSchooling = (facts: readonly SchoolingFact[]): StandingSchooling => {
  const holding = standing(facts, SCHOOLING_ORDER);
  const shelves = new Shelves(holding);
  const removed = new Map<string, string>();
  const waiting: WaitingRemoval[] = [];
  for (const fact of holding.filter(isRemoval).sort(byReport)) {
    const shelf = shelves.shelf(fact.event.data.removes, fact.event.data.unit);
    const place = latestMeant(shelf, fact.event.data);
    const latest = shelf[place];
    if (!latest) {
      waiting.push({ fact, because: 'nothing-to-remove' });
    } else if (equallyLate(shelf[place - 1], latest)) {
      waiting.push({ fact, because: 'several-equally-late' });
    } else {
      removed.set(fact.id, latest.id);
      shelf.splice(place, 1);
    }
  }
  const gone = new Set(removed.values());
  return { facts: holding.filter((fact) => !isRemoval(fact) && !gone.has(fact.id)), removed, waiting };
};
