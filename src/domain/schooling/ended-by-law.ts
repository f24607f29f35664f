import { type CivilDate, later } from '../shared/civil-date.js';
import type { EventOf } from '../shared/event.js';
import { compareInstants, type Fact } from '../shared/fact-order.js';
import { daysOfHalfYear, halfYearOf } from '../shared/half-year.js';
import { firstIndex } from '../shared/ordered.js';
import { AbsenceDecided, PlaceForfeited } from './events.js';
import type { SchoolingFact } from './standing.js';

/** What is regarded as an end by the Upper Secondary Ordinance, 12:3 and 12:4 a. */
export interface EndedByLaw {
  /** Starts and placements that came to nothing, since the pupil never appeared. */
  readonly neverBegun: ReadonlySet<string>;
  /** Reports that a pupil never appeared, where nobody had taken the pupil in. */
  readonly ofNobody: ReadonlySet<string>;
  /** The decisions on absence by which a place ends; not those that a later decision on it overruled. */
  readonly endedByAbsence: ReadonlySet<string>;
}

/** Facts that hold, in order. */
export const endedByLaw = (facts: readonly SchoolingFact[]): EndedByLaw =>
  ({ ...neverBegun(facts), endedByAbsence: endedByAbsence(facts) });

const NONE: ReadonlySet<string> = new Set();

/** What was said of one unit; each list by day. */
interface AtUnit {
  readonly takenIn: SchoolingFact[];
  readonly left: CivilDate[];
  readonly forfeited: SchoolingFact[];
}

/**
 * Which places never began: all that the unit took the pupil in to since the half-year began, up to the first
 * day of the term. Those before the pupil last left the unit were over by then, and are no part of it. Which
 * was said first plays no part: of whoever came after all the report is withdrawn, or a later start is said.
 */
const neverBegun = (facts: readonly SchoolingFact[]): Omit<EndedByLaw, 'endedByAbsence'> => {
  if (!facts.some(({ event }) => event.type === PlaceForfeited.type)) {
    return { neverBegun: NONE, ofNobody: NONE };
  }
  const never = new Set<string>();
  const ofNobody = new Set<string>();
  for (const { takenIn, left, forfeited } of byUnit(facts)) {
    let read = 0;
    for (const { id, event: { data: { validOn } } } of forfeited) {
      const { from } = daysOfHalfYear(halfYearOf(validOn));
      const since = later(from, left[firstIndex(left, (day) => day >= validOn) - 1] ?? from);
      const first = firstIndex(takenIn, (fact) => fact.event.data.validOn >= since);
      const end = firstIndex(takenIn, (fact) => fact.event.data.validOn > validOn);
      if (first === end) ofNobody.add(id);
      for (read = Math.max(read, first); read < end; read += 1) never.add(takenIn[read]!.id);
    }
  }
  return { neverBegun: never, ofNobody };
};

const byUnit = (facts: readonly SchoolingFact[]): Iterable<AtUnit> => {
  const units = new Map<string, AtUnit>();
  const at = (unit: string): AtUnit => {
    const known = units.get(unit) ?? { takenIn: [], left: [], forfeited: [] };
    units.set(unit, known);
    return known;
  };
  for (const fact of facts) {
    const { type, data } = fact.event;
    if (type === 'PlaceForfeited') at(data.unit).forfeited.push(fact);
    if (type === 'DroppedOut') at(data.unit).left.push(data.validOn);
    if (type === 'Transferred' && data.fromUnit !== undefined) at(data.fromUnit).left.push(data.validOn);
    if (type === 'SummerPlaced' || type === 'Enrolled' || type === 'Transferred') {
      at(data.unit).takenIn.push(fact);
    }
  }
  return units.values();
};

type Decision = Fact<EventOf<typeof AbsenceDecided>>;

/**
 * Of what was decided on one absence the last decision holds; of those of one day the one said last, and then
 * that the pupil goes on.
 */
const endedByAbsence = (facts: readonly SchoolingFact[]): ReadonlySet<string> => {
  const last = new Map<string, Decision>();
  for (const fact of facts) {
    if (!isDecision(fact)) continue;
    const { unit, awaySince } = fact.event.data;
    const absence = `${unit}|${awaySince}`;
    const known = last.get(absence);
    if (!known || isOverruled(known, fact)) last.set(absence, fact);
  }
  if (last.size === 0) return NONE;
  return new Set([...last.values()].filter(({ event }) => event.data.outcome === 'ends').map(({ id }) => id));
};

const isDecision = (fact: SchoolingFact): fact is Decision => fact.event.type === AbsenceDecided.type;

const isOverruled = ({ event: { data: known } }: Decision, { event: { data: other } }: Decision): boolean => {
  if (known.decidedOn !== other.decidedOn) return known.decidedOn < other.decidedOn;
  const said = compareInstants(known.reportedAt, other.reportedAt);
  return said === 0 ? known.outcome === 'ends' : said < 0;
};
