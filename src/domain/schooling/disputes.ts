import { type CivilDate, FOREVER } from '../shared/civil-date.js';
import { compareInstants } from '../shared/fact-order.js';
import { coveredTwice, covers, type Ordered, type Period, within } from '../shared/period.js';
import { programmeOf } from '../shared/study-path.js';
import type { SchoolingFact } from './standing.js';
import type { Stay } from './stay.js';

/** What was decided of days that two claim: in favour of a school unit, or of nobody where there is none. */
export interface Decision extends Period {
  /** The event that says so. */
  readonly id: string;
  readonly unit?: string;
  /** Between two study paths at the unit: the one whose programme is paid. */
  readonly studyPath?: string;
  readonly reason: string;
}

/**
 * The decisions among facts that hold, in fact order. Where two are about one day, the one that was decided
 * last goes before, and comes last here.
 */
export const decisionsIn = (facts: readonly SchoolingFact[]): Decision[] => {
  const decided = facts.flatMap(({ id, event }) =>
    (event.type === 'DisputeDecided' ? [{ id, ...event.data }] : []));
  return decided.sort((a, b) => compareInstants(a.reportedAt, b.reportedAt))
    .map(({ id, validOn, until = FOREVER, unit, studyPath, reason }) =>
      ({ id, from: validOn, to: until, unit, studyPath, reason }));
};

/** Somebody who claims a pupil for some days: a stay, or more days than that. */
export interface Claim {
  readonly stay: Stay;
  readonly claim: Period;
}

/** Days that the same two or more claim, and one decision, if any, is about. */
export interface Dispute<C extends Claim> extends Period {
  readonly claims: readonly C[];
  /** Absent where there is none, or it names a school that does not claim the days. */
  readonly decision?: Decision;
  /** Who may be paid still: all as long as nothing is decided, and one or none once all of it is. */
  readonly left: readonly C[];
}

/** Whether the one who is left may be paid: a dispute is over when one or none is. */
export const isOver = ({ left }: Dispute<Claim>): boolean => left.length < 2;

/** Days that a decision is about, in order of time. */
export const decidedDays = (disputes: Ordered<Dispute<Claim>>): Ordered<Period & { decision: Decision }> => {
  const all: (Period & { decision: Decision })[] = [];
  for (const { from, to, decision } of disputes) {
    if (!decision) continue;
    const last = all.at(-1);
    const goesOn = last?.to === from && last.decision === decision;
    if (goesOn) all[all.length - 1] = { from: last.from, to, decision };
    else all.push({ from, to, decision });
  }
  return all;
};

/** Decisions in favour of a school that disputes nothing with another; or of nobody, where none does. */
export const decidingNothing = (decisions: readonly Decision[], stays: readonly Stay[]): Decision[] => {
  if (decisions.length === 0) return [];
  const disputes = disputesAmong(stays.map((stay) => ({ stay, claim: stay })), []);
  const units = new Set(disputes.flatMap(({ claims }) => claims.map(({ stay: { unit } }) => unit)));
  return decisions.filter(({ unit }) => (unit === undefined ? units.size === 0 : !units.has(unit)));
};

const isFor = ({ unit, studyPath }: Decision, { stay }: Claim, day: CivilDate): boolean => unit === stay.unit
  && (studyPath === undefined || programmeOf(studyPath) === programmeOf(pathOn(stay, day)));

/** What is studied on a day; before the stay what comes first, and after it what came last. */
export const pathOn = ({ spans }: Stay, day: CivilDate): string =>
  (spans.find(({ to }) => day < to) ?? spans.at(-1)!).studyPath;

/** Every dispute among those who claim a pupil, in order of time. */
export const disputesAmong = <C extends Claim>(
  claims: readonly C[], decisions: readonly Decision[],
): Ordered<Dispute<C>> => {
  const bounds = [...claims.map(({ claim }) => claim), ...decisions,
    ...claims.flatMap(({ stay }) => stay.spans)].flatMap(({ from, to }) => [from, to]);
  const days = [...new Set(bounds)].sort();
  const parts = days.slice(0, -1).map((from, index) => ({ from, to: days[index + 1]! }));
  return coveredTwice(claims.map(({ claim }) => claim)).flatMap((contested) => within(parts, contested))
    .map((part) => disputeOn(part, claims.filter(({ claim }) => covers(claim, part.from)), decisions));
};

const disputeOn = <C extends Claim>(
  days: Period, claims: readonly C[], decisions: readonly Decision[],
): Dispute<C> => {
  const decision = decisions.findLast((each) => covers(each, days.from));
  if (!decision) return { ...days, claims, left: claims };
  if (decision.unit === undefined) return { ...days, claims, decision, left: [] };
  const left = claims.filter((claim) => isFor(decision, claim, days.from));
  return left.length === 0 ? { ...days, claims, left: claims } : { ...days, claims, decision, left };
};
