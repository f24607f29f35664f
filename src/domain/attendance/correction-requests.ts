import {
  DisputeDecided, DisputeDecisionWithdrawn, documentKinds, schoolingKinds,
} from '../schooling/events.js';
import { type CivilDate, civilDateAt } from '../shared/civil-date.js';
import type { Fact } from '../shared/fact-order.js';
import type { Said } from '../shared/reported.js';
import { CorrectionAnswered, CorrectionAsked } from './correction-events.js';
import type { AttendanceEvent } from './events.js';

export const REQUEST_STATES = ['open', 'answered'] as const;

type Asked = Pick<Said<typeof CorrectionAsked>, 'unit' | 'municipality' | 'asks'>;

/** What a municipality asked a school, and what came of it. */
export interface CorrectionRequest extends Asked {
  /** The event that asked. */
  readonly request: string;
  /** The day it is about. */
  readonly on: CivilDate;
  readonly askedOn: CivilDate;
  /** Open until the school answers, or reports anything of the person that is newer. */
  readonly state: (typeof REQUEST_STATES)[number];
  readonly answer?: Said<typeof CorrectionAnswered>['answer'];
  readonly answeredOn?: CivilDate;
  /** The last day on which the school reported something of the person after it was asked. */
  readonly reportedOn?: CivilDate;
}

/** Where in the ledger something stands, which tells what came later, and when it was recorded. */
type Recorded = readonly [position: string, atMs: number];

/** When questions were asked, by their ids; and when each school reported last. */
export interface Heard {
  readonly asked: Record<string, Recorded>;
  /** By `unit|` and the code; or by what is withdrawn, of which the unit is known by then. */
  readonly reports: Record<string, Recorded>;
}

export const nothingHeard = (): Heard => ({ asked: {}, reports: {} });

/** What facts say of schools. */
interface OfSchool {
  readonly unit?: string;
  readonly fromUnit?: string;
  readonly withdraws?: string;
}

interface Told {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly position: string;
  readonly recordedAt: number;
}

/** What a school says of its pupils; who is paid is decided by others. */
const REPORTS: ReadonlySet<string> = new Set([...schoolingKinds, ...documentKinds]
  .filter((kind) => kind !== DisputeDecided && kind !== DisputeDecisionWithdrawn).map(({ type }) => type));

const unitKey = (unit: string): string => `unit|${unit}`;

const keysOf = ({ unit, fromUnit, withdraws }: OfSchool): string[] => [
  ...[unit, fromUnit].flatMap((code) => (code === undefined ? [] : [unitKey(code)])),
  ...(withdraws === undefined ? [] : [withdraws]),
];

/** Notes when an event was recorded, if that matters to a question; in any order, and again. */
export const hear = ({ asked, reports }: Heard, { id, type, data, position, recordedAt }: Told): void => {
  if (type === CorrectionAsked.type) asked[id] = [position, recordedAt];
  if (!REPORTS.has(type)) return;
  for (const key of keysOf(data as OfSchool)) {
    const [last = ''] = reports[key] ?? [];
    if (position > last) reports[key] = [position, recordedAt];
  }
};

/** Whether a fact is something that a school reported of a pupil it has, has had or will. */
export const isReportOf = (unit: string, { type, data }: Pick<Told, 'type' | 'data'>): boolean =>
  REPORTS.has(type) && keysOf(data as OfSchool).includes(unitKey(unit));

/** What a fact says of schools, by its id; a withdrawal says what its target does. */
export type SaidOfSchool = (id: string) => unknown;

const unitsAt = (key: string, said: SaidOfSchool): string[] => {
  if (key.startsWith(unitKey(''))) return [key];
  const fact = said(key) as OfSchool | undefined;
  return fact === undefined ? [] : keysOf(fact).flatMap((each) => unitsAt(each, said));
};

const lastReport = ({ reports }: Heard, said: SaidOfSchool, unit: string): Recorded | undefined =>
  Object.entries(reports).filter(([key]) => unitsAt(key, said).includes(unitKey(unit)))
    .map(([, recorded]) => recorded)
    .reduce<Recorded | undefined>((last, one) => (last && last[0] > one[0] ? last : one), undefined);

/**
 * What was asked of a person, in order, of what holds about attendance. Two records of one person may have
 * the same question, which is one then (see `standing`).
 */
export const correctionRequestsOf = (
  attendance: readonly Fact<AttendanceEvent>[], heard: Heard, said: SaidOfSchool,
): CorrectionRequest[] => {
  const answers = new Map(attendance.flatMap(({ event }) =>
    (event.type === CorrectionAnswered.type ? [[event.data.request, event.data] as const] : [])));
  return attendance.flatMap(({ id, event }): CorrectionRequest[] => {
    if (event.type !== CorrectionAsked.type) return [];
    const { unit, municipality, asks, validOn: on } = event.data;
    const [askedAt, askedMs] = heard.asked[id]!;
    const [reportedAt = '', reportedMs = 0] = lastReport(heard, said, unit) ?? [];
    const hasReported = reportedAt > askedAt;
    const { answer, validOn: answeredOn } = answers.get(id) ?? {};
    return [{
      request: id, unit, municipality, asks, on, askedOn: civilDateAt(askedMs),
      state: hasReported || answer !== undefined ? 'answered' : 'open',
      ...(answer !== undefined && { answer, answeredOn }),
      ...(hasReported && { reportedOn: civilDateAt(reportedMs) }),
    }];
  });
};
