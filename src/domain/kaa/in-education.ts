import type { DocumentFact, SchoolingFact } from '../schooling/standing.js';
import type { Stay } from '../schooling/stay.js';
import { addDays, type CivilDate, FOREVER, later } from '../shared/civil-date.js';
import type { Fact } from '../shared/fact-order.js';
import { firstIndex } from '../shared/ordered.js';
import { isEmpty, joined, type Ordered, type Period, within, without } from '../shared/period.js';
import { programmeOf } from '../shared/study-path.js';
import { type ConditionPeriod, DAWN } from './condition-period.js';
import type { KaaEvent } from './events.js';
import type { RulesOn } from './rules.js';

/** From this day on a pupil on an introductory programme is a pupil as any other (Education Act 29:9). */
export const INTRODUCTORY_COUNTS_FROM: CivilDate = '2018-07-01';

/** When somebody carries out upper secondary or an equivalent education, and when they do not. */
export interface EducationTimes {
  readonly conditions: Ordered<ConditionPeriod>;
  /** The first real start in upper secondary school, an introductory programme of any year included. */
  readonly firstStart: { readonly on: CivilDate; readonly by: readonly string[] } | undefined;
}

/** What is known of the education; facts are those that hold, in order. */
export interface EducationFacts {
  readonly stays: readonly Stay[];
  readonly schooling: readonly SchoolingFact[];
  /** Those of them that did begin something. */
  readonly begun: readonly SchoolingFact[];
  readonly documents: readonly DocumentFact[];
  readonly kaa: readonly Fact<KaaEvent>[];
}

export const isIntroductory = (studyPath: string): boolean => programmeOf(studyPath) === 'IM';

/**
 * Days of a planned break count, since the place is kept; days on a summer placement do not, before a start
 * has confirmed it. Gaps of no more than the tolerated days are none, by the rule of their first day.
 */
export const educationTimes = (facts: EducationFacts, rulesOn: RulesOn): EducationTimes => {
  const attended = facts.stays.flatMap(attendedIn);
  const periods = bridged(joined([...attended, ...equivalentIn(facts.kaa)]), rulesOn);
  return { conditions: outsideOf(periods, decidersIn(facts)), firstStart: firstStartIn(facts.begun) };
};

/** Periods apart, where those with a tolerated gap between them are one. */
const bridged = (periods: Ordered, rulesOn: RulesOn): Period[] => {
  const all: Period[] = [];
  for (const period of periods) {
    const last = all.at(-1);
    const isNear = last && period.from <= addDays(last.to, rulesOn(last.to).gapToleranceDays);
    if (isNear) all[all.length - 1] = { from: last.from, to: period.to };
    else all.push(period);
  }
  return all;
};

const attendedIn = ({ spans, provisional }: Stay): Period[] => spans.map(({ from, to, studyPath }) =>
  ({ from: isIntroductory(studyPath) ? later(from, INTRODUCTORY_COUNTS_FROM) : from, to }))
  .filter((span) => !isEmpty(span))
  .flatMap((span) => without(span, within(provisional, span)));

/** Of each equivalent education the days from its beginning to its end; facts come in order. */
const equivalentIn = (kaa: readonly Fact<KaaEvent>[]): Period[] => {
  const open = new Map<string, CivilDate>();
  const periods: Period[] = [];
  for (const { event } of kaa) {
    if (event.type === 'EquivalentEducationBegan') {
      const { education, validOn } = event.data;
      open.set(education, open.get(education) ?? validOn);
    } else if (event.type === 'EquivalentEducationEnded') {
      const from = open.get(event.data.education);
      if (from !== undefined) periods.push({ from, to: event.data.validOn });
      open.delete(event.data.education);
    }
  }
  return [...periods, ...[...open.values()].map((from) => ({ from, to: FOREVER }))];
};

const firstStartIn = (schooling: readonly SchoolingFact[]): EducationTimes['firstStart'] => {
  const starts = schooling.filter(({ event: { type } }) => type === 'Enrolled' || type === 'Transferred');
  const on = starts[0]?.event.data.validOn;
  return on === undefined ? undefined
    : { on, by: starts.filter(({ event }) => event.data.validOn === on).map(({ id }) => id) };
};

type Deciders = (day: CivilDate) => readonly string[];

/** The days in education and those between, with what decided each. */
const outsideOf = (
  periods: Ordered, { begins, ends }: { readonly begins: Deciders; readonly ends: Deciders },
): ConditionPeriod[] => {
  const all: ConditionPeriod[] = [];
  let outsideFrom = DAWN;
  const outside = (to: CivilDate): void => {
    const decidedBy = outsideFrom === DAWN ? [] : ends(outsideFrom);
    if (outsideFrom < to) all.push({ from: outsideFrom, to, holds: true, decidedBy });
  };
  for (const { from, to } of periods) {
    outside(from);
    all.push({ from, to, holds: false, decidedBy: begins(from) });
    outsideFrom = to;
  }
  outside(FOREVER);
  return all;
};

const BEGINNING = ['Enrolled', 'Transferred', 'StudyPathChanged', 'EquivalentEducationBegan'];
const ENDING = [
  'DroppedOut', 'AbsenceDecided', 'Transferred', 'SummerPlaced', 'StudyPathChanged', 'Enrolled',
  'DocumentIssued', 'EquivalentEducationEnded',
];

/** Events of a day on which education began or ended; the last before it, where the law turned that day. */
const decidersIn = (
  { schooling, begun, documents, kaa }: EducationFacts,
): { readonly begins: Deciders; readonly ends: Deciders } => {
  const decidersOf = (types: readonly string[], reports: readonly SchoolingFact[]): Deciders => {
    const read = () => [...reports, ...documents, ...kaa]
      .filter(({ event }) => types.includes(event.type))
      .map(({ id, event }) => ({ id, on: event.data.validOn })).sort((a, b) => (a.on < b.on ? -1 : 1));
    let said: ReturnType<typeof read> | undefined; // most people neither begin nor end anything
    return (day) => {
      said ??= read();
      const last = said[firstIndex(said, ({ on }) => on > day) - 1]?.on;
      return said.filter(({ on }) => on === last).map(({ id }) => id);
    };
  };
  return { begins: decidersOf(BEGINNING, begun), ends: decidersOf(ENDING, schooling) };
};
