import type { CivilDate } from '../shared/civil-date.js';
import { compareInstants, compareTimes, type Fact, factOrder } from '../shared/fact-order.js';
import { firstIndex } from '../shared/ordered.js';
import { standing } from '../shared/standing.js';
import type { DocumentEvent, SchoolingEvent } from './events.js';

export type SchoolingFact = Fact<SchoolingEvent>;
export type DocumentFact = Fact<DocumentEvent>;
export type Removal = Extract<SchoolingEvent, { type: 'RemovalReported' }>;

/** A removal that no single fact answers to: a human must look (schooling-and-cost.md 1.2). */
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

/** In the order the removals were said. */
const byReport = (): ((a: Fact<Removal>, b: Fact<Removal>) => number) => {
  const order = factOrder();
  return (a, b) => compareInstants(a.event.data.reportedAt, b.event.data.reportedAt) || order(a, b);
};

/** Facts that one kind of removal at one unit may mean. Works with their places in fact order. */
class Shelf {
  private readonly facts: SchoolingFact[] = [];
  /** The places of those that stand; of those that also were said by now; and of those yet to be said. */
  private readonly standing: number[] = [];
  private readonly said: number[] = [];
  private toBeSaid: number[] | undefined;

  /** Facts have to come in fact order, and all of them before the first removal. */
  put(fact: SchoolingFact): void {
    this.standing.push(this.facts.length);
    this.facts.push(fact);
  }

  /** The latest fact that was said no later than its removal, on the same day or else on any, taken away. */
  take({ validOn, reportedAt }: Removal['data']): SchoolingFact | WaitingRemoval['because'] {
    const among = reportedAt === undefined ? this.standing : this.saidUpTo(reportedAt);
    const afterThatDay = firstIndex(among, (place) => this.dayAt(place) > validOn);
    const latestThatDay = afterThatDay > 0 && this.dayAt(among[afterThatDay - 1]!) === validOn;
    const index = (latestThatDay ? afterThatDay : among.length) - 1;
    const latest = this.facts[among[index] ?? -1];
    if (!latest) return 'nothing-to-remove';
    if (equallyLate(this.facts[among[index - 1] ?? -1], latest)) return 'several-equally-late';
    this.remove(among[index]!);
    return latest;
  }

  /** Removals come in the order they were said, so that what was said by then only grows. */
  private saidUpTo(instant: string): readonly number[] {
    const saidAt = (place: number): string | undefined => this.facts[place]!.event.data.reportedAt;
    this.toBeSaid ??= [...this.standing].sort((a, b) => compareInstants(saidAt(b), saidAt(a)));
    for (let next = this.toBeSaid.at(-1); next !== undefined; next = this.toBeSaid.at(-1)) {
      if (compareInstants(saidAt(next), instant) > 0) break;
      this.said.splice(placeIn(this.said, next), 0, next);
      this.toBeSaid.pop();
    }
    return this.said;
  }

  private dayAt(place: number): CivilDate {
    return this.facts[place]!.event.data.validOn;
  }

  private remove(place: number): void {
    for (const places of [this.standing, this.said]) {
      const index = placeIn(places, place);
      if (places[index] === place) places.splice(index, 1);
    }
  }
}

const placeIn = (places: readonly number[], place: number): number =>
  firstIndex(places, (other) => other >= place);

/** Shelves by kind of removal and unit. */
const shelvesOf = (facts: readonly SchoolingFact[]): ((removes: string, unit: string) => Shelf) => {
  const shelves = new Map<string, Shelf>();
  const shelfOf = (removes: string, unit: string): Shelf => {
    const key = `${removes}|${unit}`;
    const shelf = shelves.get(key) ?? new Shelf();
    shelves.set(key, shelf);
    return shelf;
  };
  for (const fact of facts) {
    const removes = REMOVED_AS[fact.event.type];
    if (removes && 'unit' in fact.event.data) shelfOf(removes, fact.event.data.unit).put(fact);
  }
  return shelfOf;
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
  const shelfOf = shelvesOf(holding);
  const removed = new Map<string, string>();
  const waiting: WaitingRemoval[] = [];
  for (const fact of holding.filter(isRemoval).sort(byReport())) {
    const { data } = fact.event;
    const meant = shelfOf(data.removes, data.unit).take(data);
    if (typeof meant === 'string') waiting.push({ fact, because: meant });
    else removed.set(fact.id, meant.id);
  }
  const gone = new Set(removed.values());
  return { facts: holding.filter((fact) => !isRemoval(fact) && !gone.has(fact.id)), removed, waiting };
};
