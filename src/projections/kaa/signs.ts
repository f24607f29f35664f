import type { CorrectionRequest } from '../../domain/attendance/correction-requests.js';
import type { AttendanceEvent } from '../../domain/attendance/events.js';
import type { EarlySignal } from '../../domain/attendance/early-signals.js';
import { signsOf } from '../../domain/attendance/signs.js';
import type { Rolls } from '../../domain/attendance/rolls.js';
import type { Membership } from '../../domain/kaa/membership.js';
import { registerStanding } from '../../domain/kaa/spells.js';
import { type CivilDate, FOREVER } from '../../domain/shared/civil-date.js';
import type { Fact } from '../../domain/shared/fact-order.js';
import { standing } from '../../domain/shared/standing.js';
import type { AboutPerson } from '../about-person.js';
import type { FactDocument } from '../person-facts.js';
import type { Look } from '../timeline-rows.js';
import type { CorrectionRow, EarlySignalRow, SignRow } from './collections.js';

type Bare = Omit<SignRow, keyof AboutPerson | keyof Look>;

/** What holds of what schools said of attendance, and were asked. */
export const attendanceIn = ({ facts }: FactDocument): Fact<AttendanceEvent>[] =>
  standing(Object.entries(facts).filter(([, [category]]) => category === 'attendance')
    .map(([id, [, type, data]]) => ({ id, event: { type, data } as AttendanceEvent })));

/** Signs that somebody is at no school, by the day of looking. */
export const signRows = (
  attendance: readonly Fact<AttendanceEvent>[], membership: Membership, rolls: Rolls,
): ((lookedAt: CivilDate) => Bare[]) => (lookedAt) => {
  const registered = membership.spells
    .filter((spell) => registerStanding(spell, lookedAt) === 'registered');
  return signsOf({ membership, attendance, rolls, registered })
    .map(({ unit, municipality, evidence, why, ...sign }) => ({
      ...sign, unit: unit ?? '', municipality: municipality ?? '', evidence: [...evidence],
      explained: why === undefined ? 0 : 1, why: why ?? null,
    }));
};

/** Early signals as rows; whose they are once the pupil has left, or nobody's. */
export const earlyRows = (signals: readonly EarlySignal[]): (Omit<EarlySignalRow, keyof AboutPerson>)[] =>
  signals.map(({ leftTo = '', evidence, ...signal }) => (
    { ...signal, leftTo, evidence: [...evidence], since: '0001-01-01', until: FOREVER }));

/** What schools were asked, as rows. */
export const requestRows = (
  requests: readonly CorrectionRequest[],
): (Omit<CorrectionRow, keyof AboutPerson>)[] => requests.map(
  ({ answer = null, answeredOn = null, reportedOn = null, ...asked }) => (
    { ...asked, answer, answeredOn, reportedOn, since: '0001-01-01', until: FOREVER }),
);
