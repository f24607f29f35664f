import type { Membership } from '../kaa/membership.js';
import { type RoutineOn, signalsIn } from '../kaa/routine.js';
import type { SignalThresholds } from '../kaa/routine-events.js';
import type { Stay } from '../schooling/stay.js';
import { addDays, type CivilDate, daysBetween, earlier, schoolYearOf } from '../shared/civil-date.js';
import type { Fact } from '../shared/fact-order.js';
import { covering, covers, isEmpty, type Period } from '../shared/period.js';
import { programmeOf } from '../shared/study-path.js';
import type { AttendanceEvent } from './events.js';

export const EARLY_SIGNALS = [
  'absence-share', 'unexcused-hours', 'warnings', 'programme-changes', 'late-start',
] as const;

/**
 * What a school said of a pupil that reaches a threshold of the home municipality (K-05). It states what was
 * said and what it was held against. It is no score and decides nothing: nothing is added up over signals,
 * and nothing else in the product reads them.
 */
export interface EarlySignal extends Period {
  readonly signal: (typeof EARLY_SIGNALS)[number];
  readonly unit: string;
  /** What was said: percent, hours, how many, or days late. */
  readonly value: number;
  readonly threshold: number;
  /** Events that say it. */
  readonly evidence: readonly string[];
  /** The municipality that is responsible once the pupil has left and is in its target group. */
  readonly leftTo?: string;
}

export interface SignalFacts {
  readonly membership: Membership;
  /** Those that hold, in order. */
  readonly attendance: readonly Fact<AttendanceEvent>[];
  readonly routineOn: RoutineOn;
}

type Raised = Omit<EarlySignal, 'leftTo'>;

export const earlySignalsOf = (facts: SignalFacts): EarlySignal[] => {
  const { stays, spells } = facts.membership;
  const changes = programmeChanges(facts.membership);
  return stays.flatMap((stay) => {
    const leftTo = covering(spells, stay.to)?.municipality;
    const raised = [
      ...ofShares(stay, facts), ...ofWarnings(stay, facts),
      ...ofTimes(stay, facts, { signal: 'programme-changes', times: changes, most: 'programmeChanges' }),
      ...ofStart(stay, facts),
    ];
    return raised.filter((signal) => !isEmpty(signal))
      .map((signal) => ({ ...signal, ...(leftTo !== undefined && { leftTo }) }));
  });
};

const thresholdsOn = (
  { membership: { responsible }, routineOn }: SignalFacts, day: CivilDate,
): SignalThresholds => signalsIn(routineOn(covering(responsible, day)?.municipality ?? '', day));

const isIn = (stay: Stay, { unit, on }: { readonly unit: string; readonly on: CivilDate }): boolean =>
  unit === stay.unit && covers(stay, on);

/** A report of absence stands until the school's next one. */
const ofShares = (stay: Stay, facts: SignalFacts): Raised[] => {
  const reports = facts.attendance.flatMap(({ id, event }) =>
    (event.type === 'AbsenceShareReported' && isIn(stay, { unit: event.data.unit, on: event.data.validOn })
      ? [{ id, ...event.data }] : []));
  return reports.flatMap((report, index): Raised[] => {
    const { absentPercent, unexcusedHours } = thresholdsOn(facts, report.validOn);
    const stands = {
      unit: stay.unit, from: report.validOn,
      to: earlier(stay.to, reports[index + 1]?.validOn ?? stay.to), evidence: [report.id],
    };
    const raise = (signal: Raised['signal'], value: number | undefined, threshold: number): Raised[] =>
      (value !== undefined && value >= threshold ? [{ ...stands, signal, value, threshold }] : []);
    return [
      ...raise('absence-share', report.absentPercent, absentPercent),
      ...raise('unexcused-hours', report.unexcusedHours, unexcusedHours),
    ];
  });
};

/** Something that happened on a day. */
interface Time {
  readonly unit: string;
  readonly on: CivilDate;
  readonly evidence: readonly string[];
}

const ofWarnings = (stay: Stay, facts: SignalFacts): Raised[] => {
  const times = facts.attendance.flatMap(({ id, event }): Time[] => (event.type === 'WarningGiven'
    && event.data.unit === stay.unit ? [{ unit: stay.unit, on: event.data.validOn, evidence: [id] }] : []));
  return ofTimes(stay, facts, { signal: 'warnings', times, most: 'warnings' });
};

interface Counted {
  readonly signal: Raised['signal'];
  /** In order. */
  readonly times: readonly Time[];
  readonly most: 'warnings' | 'programmeChanges';
}

/** So often within so many days: as it was on the last day of the stay on which it was. */
const ofTimes = (stay: Stay, facts: SignalFacts, { signal, times, most }: Counted): Raised[] => {
  const here = times.filter((time) => isIn(stay, time)).reverse();
  for (const { on } of here) {
    const { [most]: threshold, withinDays } = thresholdsOn(facts, on);
    const counted = times.filter((time) => time.on <= on && daysBetween(time.on, on) < withinDays);
    if (counted.length < threshold) continue;
    const evidence = [...new Set(counted.flatMap((time) => time.evidence))];
    return [{ signal, unit: stay.unit, from: on, to: stay.to, value: counted.length, threshold, evidence }];
  }
  return [];
};

/** An orientation chosen within a programme is none. */
const programmeChanges = ({ stays, reports }: Membership): Time[] => {
  const studied = stays.flatMap(({ unit, spans }) => spans.map((span) => ({ unit, ...span })));
  return studied.flatMap(({ unit, from, studyPath }, index): Time[] => {
    const before = studied[index - 1];
    if (!before || programmeOf(before.studyPath) === programmeOf(studyPath)) return [];
    return [{ unit, on: from, evidence: reportsOn(reports, unit, from) }];
  });
};

const reportsOn = (reports: Membership['reports'], unit: string, day: CivilDate): string[] => reports
  .filter(({ event: { data } }) => data.validOn === day && 'unit' in data && data.unit === unit)
  .map(({ id }) => id);

/** Who comes from no school, long after the term began. */
const ofStart = (stay: Stay, facts: SignalFacts): Raised[] => {
  const { membership: { stays, reports } } = facts;
  const { unit, from, to, began } = stay;
  if (began !== 'enrolment' || stays.some((other) => covers(other, addDays(from, -1)))) return [];
  const { termBegins, lateStartDays: threshold } = thresholdsOn(facts, from);
  const schoolYear = schoolYearOf(from);
  const value = daysBetween(`${schoolYear}-${termBegins}`, from);
  const evidence = reportsOn(reports, unit, from);
  return value >= threshold ? [{ signal: 'late-start', unit, from, to, value, threshold, evidence }] : [];
};
