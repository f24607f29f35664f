import {
  AbsenceEnded, AbsenceReported, AttendanceFactWithdrawn, DidNotAppear,
} from '../attendance/events.js';
import { FileDisclosed } from '../kaa/case-events.js';
import {
  type RegisterEvent, registerKinds, SpellClosed, SpellCorrected,
} from '../kaa/register-events.js';
import {
  Died, Emigrated, HomeMunicipalityRegistered, PersonFactWithdrawn, StayMunicipalityReported,
} from '../person/events.js';
import {
  AbsenceDecided, documentKinds, DroppedOut, PlaceForfeited, schoolingKinds,
} from '../schooling/events.js';
import { addDays, type CivilDate, FOREVER } from '../shared/civil-date.js';
import type { Event, EventKind } from '../shared/event.js';
import { daysOfHalfYear } from '../shared/half-year.js';
import { covering, type Ordered, overlap, type Period } from '../shared/period.js';

/** Who is told that something came in: follow-up officers, or economists. */
export const AUDIENCES = ['follow-up', 'economy'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What an event says, with what every fact has. */
export type Told = Event<string, { readonly validOn: CivilDate; readonly municipality?: string }>;

const typesOf = (kinds: readonly Pick<EventKind, 'type'>[]): ReadonlySet<string> =>
  new Set(kinds.map(({ type }) => type));

/** Moves: besides the day they are about, they concern where somebody belonged until then. */
const moving = typesOf([
  HomeMunicipalityRegistered, StayMunicipalityReported, Died, Emigrated, PersonFactWithdrawn,
]);

/** Officers are told of stops and absence, and of what becomes of their register; economists of any event. */
const told: Readonly<Record<Audience, ReadonlySet<string>>> = {
  'follow-up': typesOf([
    DroppedOut, PlaceForfeited, AbsenceDecided, AbsenceReported, AbsenceEnded, DidNotAppear,
    AttendanceFactWithdrawn, ...registerKinds, FileDisclosed,
  ]),
  economy: new Set([...typesOf([...schoolingKinds, ...documentKinds]), ...moving]),
};

const registerTypes = typesOf(registerKinds);

/** Where somebody belongs, as far as was known. */
export type Homes = Ordered<Period & { readonly municipality: string }>;

/**
 * The municipalities that an event concerns: whose file it is in, or to whom it opens one; else where the
 * person belonged on its day, by what was known before it or with it. A move concerns both.
 */
export const concernedBy = ({ type, data }: Told, before: Homes, after: Homes): string[] => {
  if (type === FileDisclosed.type) return [(data as unknown as { to: string }).to];
  if (data.municipality !== undefined && !moving.has(type)) return [data.municipality];
  const days = moving.has(type) ? [addDays(data.validOn, -1), data.validOn] : [data.validOn];
  const homes = days.flatMap((day) => [covering(before, day), covering(after, day)]);
  return [...new Set(homes.flatMap((home) => (home ? [home.municipality] : [])))].sort();
};

/** What was delivered before an event came in: half-years reported, and the last month that was settled. */
export interface Delivered {
  readonly halfYears: readonly string[];
  readonly settledThrough?: string;
}

/** Days of which an event may say otherwise than was known. */
const daysTold = ({ type, data }: Told): Period => {
  if (!registerTypes.has(type)) return { from: data.validOn, to: addDays(data.validOn, 1) };
  const { from, to = FOREVER } = (data as unknown as RegisterEvent['data']);
  if (type === SpellClosed.type) return { from: to, to: FOREVER };
  return { from, to: type === SpellCorrected.type ? FOREVER : to };
};

/** What an event may change of what was delivered before it came in. */
export interface Reopened {
  readonly halfYears: readonly string[];
  readonly settledThrough: string | null;
}

export const reopenedBy = (event: Told, { halfYears, settledThrough }: Delivered): Reopened => {
  const isSettled = settledThrough !== undefined && event.data.validOn.slice(0, 7) <= settledThrough;
  return {
    halfYears: halfYears.filter((half) => overlap(daysTold(event), daysOfHalfYear(half))),
    settledThrough: isSettled ? settledThrough : null,
  };
};

/** Whether an audience is told of an event: by its kind, or since it changes what they have delivered. */
export const isTold = (audience: Audience, { type }: Told, { halfYears }: Reopened): boolean =>
  told[audience].has(type) || (audience === 'follow-up' && halfYears.length > 0);
