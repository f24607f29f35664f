import type { Membership } from '../kaa/membership.js';
import type { Spell } from '../kaa/spells.js';
import type { SchoolingFact } from '../schooling/standing.js';
import type { Stay } from '../schooling/stay.js';
import { addDays, addMonths, type CivilDate, earlier, FOREVER } from '../shared/civil-date.js';
import type { EventOf } from '../shared/event.js';
import type { Fact } from '../shared/fact-order.js';
import { covering, covers, isEmpty, type Period } from '../shared/period.js';
import { refuseIf } from '../shared/refusal.js';
import type { AttendanceEvent, SignExplained } from './events.js';
import { rollOf, type Rolls } from './rolls.js';

export const SIGNS = ['no-school', 'gone-from-roll', 'did-not-appear', 'away-a-month'] as const;

/**
 * A sign that somebody is at no school though nothing that was registered says so. It ends nothing: somebody
 * looks into it, and the school reports what is true.
 */
export interface Sign extends Period {
  readonly sign: (typeof SIGNS)[number];
  /** The school it is about; none where no school has said anything. */
  readonly unit?: string;
  /** The home municipality on its first day, if that is known. */
  readonly municipality?: string;
  /** Events that it rests on. */
  readonly evidence: readonly string[];
  /** Somebody looked into all that it rests on: what is behind it, as they said last. */
  readonly why?: Explanation;
}

type Explanation = EventOf<typeof SignExplained>['data']['why'];

/** What signs are read from. */
export interface SignFacts {
  readonly membership: Membership;
  /** Those that hold, in order. */
  readonly attendance: readonly Fact<AttendanceEvent>[];
  readonly rolls: Rolls;
  /** The spells that are in the register for who looks on the day. */
  readonly registered: readonly Spell[];
}

/** Gymnasieförordningen 12:3: whoever has not come within three days of the first term start has ended. */
const DAYS_TO_APPEAR = 3;

type Told = Omit<Sign, 'municipality' | 'why'>;

export const signsOf = (facts: SignFacts): Sign[] => {
  const { membership: { responsible }, attendance } = facts;
  const whys = new Map(attendance.flatMap(({ event }) => (event.type === 'SignExplained'
    ? event.data.evidence.map((id): [string, Explanation] => [id, event.data.why]) : [])));
  return [...withoutSchool(facts), ...goneFromRolls(facts), ...missing(facts)]
    .filter((sign) => !isEmpty(sign))
    .map((sign) => ({
      ...sign, municipality: covering(responsible, sign.from)?.municipality,
      ...(sign.evidence.every((id) => whys.has(id)) && { why: whys.get(sign.evidence.at(-1)!) }),
    }));
};

/**
 * Whoever ticks a sign off names all that it rests on: of less it would stand as before, and more than signs
 * rest on was looked into by nobody.
 */
export const mustBeEvidence = (
  evidence: readonly string[], signs: readonly Pick<Sign, 'evidence'>[],
): void => {
  const whole = signs.filter((sign) => sign.evidence.every((id) => evidence.includes(id)));
  refuseIf(
    !evidence.every((id) => whole.some((sign) => sign.evidence.includes(id))), 'sign-unknown', 'evidence',
    'Send what a sign of the person rests on, as it names it now: all of it, and nothing else.',
  );
};

/** In the register, and no school ever told of an end: with none anywhere, or with one unheard of. */
const withoutSchool = ({ membership: { stays, reports }, registered }: SignFacts): Told[] => registered
  .filter((spell) => !stays.some((stay) => stay.to <= spell.from)
    && !reports.some(({ event: { type, data } }) => type === 'PlaceForfeited' && covers(spell, data.validOn)))
  .map(({ from, to, openedBy }) => ({
    sign: 'no-school', from, to, evidence: [...new Set([...openedBy, ...reports.map(({ id }) => id)])],
  }));

/** At a school, says the register of pupils, and not named when the school named all that it has. */
const goneFromRolls = ({ membership: { stays }, attendance, rolls }: SignFacts): Told[] =>
  stays.flatMap((stay): Told[] => {
    const roll = rollOf(rolls, stay.unit);
    if (!roll || !isThere(stay, roll.on)) return [];
    const isNamed = attendance.some(({ event: { type, data } }) =>
      type === 'SeenOnRoll' && data.unit === stay.unit && data.validOn === roll.on);
    return isNamed ? []
      : [{ sign: 'gone-from-roll', unit: stay.unit, from: roll.on, to: stay.to, evidence: [roll.id] }];
  });

/** Whose place is theirs, and who is not away with leave. */
const isThere = (stay: Stay, day: CivilDate): boolean => covers(stay, day)
  && covering(stay.provisional, day) === undefined && covering(stay.breaks, day) === undefined;

/** Did not come, or is away for more than a month in a row, until back, excepted or registered as ended. */
const missing = ({ membership: { stays, reports }, attendance }: SignFacts): Told[] =>
  attendance.flatMap(({ id, event }): Told[] => {
    if (event.type !== 'DidNotAppear' && event.type !== 'AbsenceReported') return [];
    const { unit, validOn } = event.data;
    const stay = stays.find((one) => one.unit === unit && covers(one, validOn));
    if (!stay) return [];
    const back = attendance.find(({ event: { type, data } }) =>
      (type === 'AbsenceEnded' || type === 'AbsenceExcepted') && data.unit === unit
        && data.validOn >= validOn)?.event.data.validOn ?? stay.to;
    const to = [stay.to, back].reduce(earlier, goesOnFrom(reports, unit, validOn));
    return [event.type === 'DidNotAppear'
      ? { sign: 'did-not-appear', unit, from: addDays(validOn, DAYS_TO_APPEAR), to, evidence: [id] }
      : { sign: 'away-a-month', unit, from: addMonths(validOn, 1), to, evidence: [id] }];
  });

/** The day from which somebody goes on at a unit by a decision on an absence that had begun by then. */
const goesOnFrom = (reports: readonly SchoolingFact[], unit: string, awayOn: CivilDate): CivilDate =>
  reports.flatMap(({ event: { type, data } }) =>
    (type === 'AbsenceDecided' && data.outcome === 'goes-on' && data.unit === unit && data.validOn >= awayOn
      ? [data.validOn] : [])).reduce(earlier, FOREVER);
