import type { CivilDate } from '../shared/civil-date.js';
import { compareInstants, compareTimes, type Fact, factOrder } from '../shared/fact-order.js';
import { firstIndex } from '../shared/ordered.js';
import { standing } from '../shared/standing.js';
import type { DocumentEvent, SchoolingEvent } from './events.js';

export type SchoolingFact = Fact<SchoolingEvent>;
export type DocumentFact = Fact<DocumentEvent>;
export type Removal = Extract<SchoolingEvent, { type: 'RemovalReported' }>;

export const WAITS = ['nothing-to-remove', 'several-equally-late'] as const;

/** A removal that no single fact answers to: a human must look (schooling-and-cost.md 1.2). */
export interface WaitingRemoval {
  readonly fact: Fact<Removal>;
  readonly because: (typeof WAITS)[number];
}

export interface StandingSchooling {
  readonly facts: readonly SchoolingFact[];
  /** By id of the removal: the id of the fact it turned out to remove, in its last version. */
  readonly removed: ReadonlyMap<string, string>;
  /** By id of a removed fact, earlier versions of it included: the id of the removal. */
  readonly removedBy: ReadonlyMap<string, string>;
  readonly waiting: readonly WaitingRemoval[];
}

/** Read in this order when source and times say nothing: starts before changes, changes before ends. */
export const SCHOOLING_ORDER = [
  'SummerPlaced', 'Enrolled', 'Transferred', 'StudyPathChanged', 'BreakPlanned', 'BreakEnded', 'DroppedOut',
  'PlaceForfeited', 'AbsenceDecided',
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

  /**
   * The latest fact that was said no later than its removal, on the same day or else on any, taken away in
   * all its versions, the last one first.
   */
  take({ validOn, reportedAt }: Removal['data']): readonly SchoolingFact[] | WaitingRemoval['because'] {
    const among = reportedAt === undefined ? this.standing : this.saidUpTo(reportedAt);
    const afterThatDay = firstIndex(among, (place) => this.dayAt(place) > validOn);
    const latestThatDay = afterThatDay > 0 && this.dayAt(among[afterThatDay - 1]!) === validOn;
    const index = (latestThatDay ? afterThatDay : among.length) - 1;
    if (index < 0) return 'nothing-to-remove';
    const meant = [among[index]!];
    for (let before = index - 1; before >= 0; before -= 1) {
      const [earlier, version] = [this.facts[among[before]!]!, this.facts[meant.at(-1)!]!];
      const isOther = earlier.event.type !== version.event.type;
      if (equallyLate(earlier, version) && !(isOther && meant.length > 1)) return 'several-equally-late';
      if (!sameMoment(earlier.event.data, version.event.data)) break;
      if (!isOther) meant.push(among[before]!);
    }
    meant.forEach((place) => this.remove(place));
    return meant.map((place) => this.facts[place]!);
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
    const { type, data } = fact.event;
    const removes = REMOVED_AS[type];
    if (removes && 'unit' in data && data.unit !== undefined) shelfOf(removes, data.unit).put(fact);
  }
  return shelfOf;
};

const equallyLate = (a: SchoolingFact, b: SchoolingFact): boolean =>
  compareTimes(a.event.data, b.event.data) === 0;

/** For which day, when and by whom something was first said. */
export type Moment = Pick<SchoolingEvent['data'], 'validOn' | 'reportedAt' | 'source'>;

/**
 * Facts of one kind for one day that were first registered in the same moment are one fact that its source
 * has changed in between (`amendedAt`): whoever removes it removes what it said before, too.
 */
export const sameMoment = (a: Moment, b: Moment): boolean => a.validOn === b.validOn && a.source === b.source
  && a.reportedAt !== undefined && compareInstants(a.reportedAt, b.reportedAt) === 0;

/**
 * Without what its source changed afterwards: of what says a study path in several versions, the last one
 * counts, and the others are as if they had not been said.
 */
export const lastVersions = (facts: readonly SchoolingFact[]): SchoolingFact[] => {
  const momentOf = ({ id, event: { type, data } }: SchoolingFact): string => (
    'studyPath' in data && data.reportedAt !== undefined
      ? [type, data.unit, data.validOn, data.reportedAt, data.source].join('|') : id);
  const last = new Map(facts.map((fact) => [momentOf(fact), fact]));
  return facts.filter((fact) => last.get(momentOf(fact)) === fact);
};

/** What versions of one removal have in common: they remove once. */
const spokenOf = ({ id, event: { data } }: Fact<Removal>): string => (data.reportedAt === undefined
  ? id : [data.removes, data.unit, data.validOn, data.reportedAt, data.source].join('|'));

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
  const removedBy = new Map<string, string>();
  const waiting: WaitingRemoval[] = [];
  const outcomes = new Map<string, ReturnType<Shelf['take']>>();
  for (const fact of holding.filter(isRemoval).sort(byReport())) {
    const { data } = fact.event;
    const meant = outcomes.get(spokenOf(fact)) ?? shelfOf(data.removes, data.unit).take(data);
    outcomes.set(spokenOf(fact), meant);
    if (typeof meant === 'string') waiting.push({ fact, because: meant });
    else {
      removed.set(fact.id, meant[0]!.id);
      meant.forEach(({ id }) => removedBy.set(id, fact.id));
    }
  }
  const standingYet = holding.filter((fact) => !isRemoval(fact) && !removedBy.has(fact.id));
  return { facts: standingYet, removed, removedBy, waiting };
};
