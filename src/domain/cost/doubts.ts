import type { SchoolRegister } from '../school-register/state.js';
import { pathOn } from '../schooling/disputes.js';
import { educationsBegan } from '../schooling/education.js';
import {
  AbsenceDecided, BreakEnded, BreakPlanned, DisputeDecided, DroppedOut, Enrolled, StudyPathChanged,
  Transferred,
} from '../schooling/events.js';
import type { DocumentFact, SchoolingFact } from '../schooling/standing.js';
import { addDays, type CivilDate, civilDateAt, daysBetween, later, yearOf } from '../shared/civil-date.js';
import type { EventOf } from '../shared/event.js';
import { isEmpty, type Period } from '../shared/period.js';
import { programmeOf } from '../shared/study-path.js';
import type { Deviation, DoubtKind } from './deviation.js';
import { ranDuring } from './managements.js';
import type { PaidStay, PolicyOf } from './paid-stays.js';
import { byPayer, type PayerSources } from './payers.js';

/** A report that holds, and the day the ledger learnt of it. */
export interface Heard {
  readonly fact: SchoolingFact | DocumentFact;
  readonly knownOn: CivilDate;
}

/** What may be doubted of what somebody is paid for. */
export interface Doubtful {
  readonly paid: readonly PaidStay[];
  readonly heard: readonly Heard[];
  readonly born?: CivilDate;
}

export interface DoubtSources extends PayerSources {
  readonly register: SchoolRegister;
  readonly policyOf: PolicyOf;
}

/** A deviation that is there for who looks in a period, and the day the ledger learnt of what it is about. */
export interface Doubt extends Deviation {
  readonly kind: DoubtKind;
  readonly seen?: Period;
  readonly knownOn?: CivilDate;
}

/** Days at a school, of which somebody should take a look. */
type Days = Period & { readonly paid: PaidStay };

/**
 * What is charged as it was reported, and may be wrong all the same (compensation requirement 38): a start at
 * too high an age, a report for a day to come, a report that came late.
 */
export const doubtsOf = (doubtful: Doubtful, sources: DoubtSources): Doubt[] => [
  ...tooOld(doubtful).flatMap((days) => told('too-old-at-start', days, sources)),
  ...doubtful.heard.flatMap((heard) => [
    ...ahead(heard, doubtful, sources), ...late(heard, doubtful, sources),
  ]),
];

/**
 * Upper secondary education may be begun until the end of June of the year one turns 20 (Education Act
 * 15:5). Whoever was at the same programme before that day goes on with what was begun.
 */
const tooOld = ({ paid, born }: Doubtful): Days[] => {
  if (born === undefined) return [];
  const tooLate = `${yearOf(born) + 20}-07-01`;
  if (paid.every(({ stay }) => stay.from < tooLate)) return [];
  const educations = paid.map(({ stay: { spans, educationBegan } }) => ({
    began: educationsBegan(spans, educationBegan)[0]!, programme: programmeOf(spans[0]!.studyPath),
  }));
  const inTime = new Set(educations.filter(({ began }) => began < tooLate).map(({ programme }) => programme));
  return paid.filter((_, index) => !inTime.has(educations[index]!.programme))
    .map((each) => ({ ...each.claim, paid: each }));
};

/** A report for a day that is not there yet when it comes: a mistyped year pays a school for too long. */
const ahead = ({ fact, knownOn }: Heard, { paid }: Doubtful, sources: DoubtSources): Doubt[] => {
  const { validOn } = fact.event.data;
  if (validOn <= knownOn || fact.event.type === DisputeDecided.type) return [];
  return paid.flatMap((each) => told('dated-ahead', { ...resting(fact, each.stay), paid: each }, sources))
    .map((doubt) => ({ ...doubt, event: fact.id, seen: { from: knownOn, to: validOn } }));
};

const NOTHING: Period = { from: '9999-12-31', to: '9999-12-31' };

/** The days of a stay that a report decides over: those from a start on, those until an end or a change. */
const resting = ({ event }: Heard['fact'], stay: PaidStay['stay']): Period => {
  const { validOn: on, unit } = event.data as { validOn: CivilDate; unit?: string };
  const isItsEnd = stay.to === on && (event.type === 'Transferred' || unit === undefined);
  if (unit !== stay.unit && !isItsEnd) return NOTHING;
  if (stay.from === on) return { from: on, to: stay.to };
  return stay.from < on && on <= stay.to ? { from: stay.from, to: on } : NOTHING;
};

/** A report of a school that came later than its policy has it: the days that were settled without it. */
const late = (heard: Heard, doubtful: Doubtful, sources: DoubtSources): Doubt[] => {
  const report = reportIn(heard, doubtful, sources);
  if (!report || !report.isLate) return [];
  const { from, to, paid } = report;
  return told('reported-late', { from, to, paid }, sources)
    .map((doubt) => ({ ...doubt, event: heard.fact.id, knownOn: heard.knownOn }));
};

/** What a school reports of a place; a summer placement comes of the admission. */
const OF_SCHOOLS: ReadonlySet<string> = new Set([
  Enrolled, Transferred, StudyPathChanged, BreakPlanned, BreakEnded, DroppedOut, AbsenceDecided,
].map(({ type }) => type));

/**
 * A report of a school, and how many days after its day it was said; none for what was said before. What was
 * decided later than it takes effect could not be said sooner.
 */
interface Report {
  readonly from: CivilDate;
  /** The day it was said. */
  readonly to: CivilDate;
  readonly lag: number;
  readonly isLate: boolean;
  readonly paid: PaidStay;
}

const reportIn = (
  { fact: { event }, knownOn }: Heard, { paid }: Pick<Doubtful, 'paid'>, { policyOf }: DoubtSources,
): Report | undefined => {
  if (!OF_SCHOOLS.has(event.type)) return undefined;
  const { unit, validOn: from, reportedAt } = event.data as EventOf<typeof DroppedOut>['data'];
  const due = event.type === 'AbsenceDecided' ? later(from, event.data.decidedOn) : from;
  const at = paid.find(({ stay }) => stay.unit === unit && stay.from <= from && from <= stay.to);
  if (!at) return undefined;
  const said = reportedAt === undefined ? knownOn : civilDateAt(Date.parse(reportedAt));
  const lag = Math.max(0, daysBetween(due, said));
  return {
    from, to: later(from, said), lag, isLate: lag > policyOf(unit, from).reportsWithinDays, paid: at,
  };
};

/** How long a school took to report something, to whom that matters. */
export interface Delay {
  readonly month: string;
  readonly kind: string;
  readonly payer: string;
  readonly unit: string;
  readonly principal: string;
  readonly days: number;
  /** Later than the policy has it. */
  readonly isLate: boolean;
}

/** The delay of each report of a school that holds; payer and principal are empty where nobody knows them. */
export const delaysOf = (doubtful: Omit<Doubtful, 'born'>, sources: DoubtSources): Delay[] =>
  doubtful.heard.flatMap((heard): Delay[] => {
    const report = reportIn(heard, doubtful, sources);
    if (!report) return [];
    const { from, lag, isLate, paid: { stay: { unit } } } = report;
    const day = { from, to: addDays(from, 1) };
    const [payer = '', principal = ''] =
      [byPayer(day, sources)[0]?.payer, ranDuring(sources.register, unit, day)[0]?.principal?.id];
    const { type: kind } = heard.fact.event;
    return [{ month: from.slice(0, 7), kind, payer, unit, principal, days: lag, isLate }];
  });

const told = (kind: DoubtKind, { from, to, paid: { stay } }: Days, sources: DoubtSources): Doubt[] => {
  if (isEmpty({ from, to })) return [];
  const studyPath = pathOn(stay, from);
  return ranDuring(sources.register, stay.unit, { from, to }).flatMap(({ principal, ...part }) =>
    byPayer(part, sources).map(({ payer, ...days }) => ({
      from: days.from, to: days.to, kind, unit: stay.unit, studyPath, payer, principal: principal?.id,
    })));
};
