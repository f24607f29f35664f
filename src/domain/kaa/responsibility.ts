import type { ProtectionEvent } from '../person/events.js';
import {
  homeMunicipalities, type MunicipalityBasis, type MunicipalityPeriod, type PersonFact,
} from '../person/municipality.js';
import { observedIn } from '../person/observed.js';
import { protectedRegistrations, protections } from '../person/state.js';
import type { DocumentFact, SchoolingFact } from '../schooling/standing.js';
import { type CivilDate, earlier, FOREVER } from '../shared/civil-date.js';
import type { Fact } from '../shared/fact-order.js';
import type { IsMunicipality } from '../shared/known-municipality.js';
import { firstIndex } from '../shared/ordered.js';
import { isEmpty, joined, type Ordered, type Period, within, without } from '../shared/period.js';
import type { KaaEvent } from './events.js';

/** Days on which a municipality is responsible for somebody, how that is known, and from which events. */
export interface Responsibility extends Period {
  readonly municipality: string;
  readonly basis: MunicipalityBasis | 'confirmed';
  readonly decidedBy: readonly string[];
}

/** All that is said of one person, in any order. */
export interface FactsOfPerson {
  readonly person: readonly PersonFact[];
  readonly protection: readonly Fact<ProtectionEvent>[];
  readonly schooling: readonly SchoolingFact[];
  readonly documents: readonly DocumentFact[];
}

/** The same facts, of which the ones that hold are known already, in order. */
interface Held {
  readonly person: readonly PersonFact[];
  readonly kaa: readonly Fact<KaaEvent>[];
}

/**
 * Which municipality is responsible on each day (Education Act 29:6): where somebody is registered, or stays
 * without being registered. Under protected registration it is the one that confirmed that it is, and no
 * other; what the register or a school names then counts for nothing. None after death, nor while abroad, nor
 * for whom the register has in a code that is no municipality's.
 */
export const responsibilities = (
  all: FactsOfPerson, held: Held, isMunicipality: IsMunicipality,
): Responsibility[] => {
  const observed = observedIn([...all.person, ...all.schooling, ...all.documents]).municipalities;
  const hidden = protectedRegistrations(protections(all.protection));
  const known = homeMunicipalities(all.person, observed, hidden, isMunicipality).flatMap((period) =>
    without(period, within(hidden, period)).map((part) => told({ ...period, ...part }, held.person)));
  const confirmed = confirmedIn(held)
    .flatMap((period) => within(hidden, period).map(({ from, to }) => ({ ...period, from, to })));
  const dead = afterDeath(held.person);
  const outside = (periods: readonly Responsibility[], holes: Ordered): Responsibility[] => periods
    .flatMap((period) => without(period, within(holes, period)).map((part) => ({ ...period, ...part })));
  return [...outside(known, joined([...abroadIn(held.person), ...dead])), ...outside(confirmed, dead)]
    .sort((a, b) => (a.from < b.from ? -1 : 1));
};

const REPORTS: Partial<Record<MunicipalityBasis, string>> = {
  registered: 'HomeMunicipalityRegistered', 'moved-from': 'HomeMunicipalityRegistered',
  stay: 'StayMunicipalityReported',
};

/** With the events that tell it: those of the day it begins on, else the first, which says what was left. */
const told = (period: MunicipalityPeriod, person: readonly PersonFact[]): Responsibility => {
  const reports = person.filter(({ event }) => event.type === REPORTS[period.basis]);
  const next = firstIndex(reports, ({ event }) => event.data.validOn > period.from);
  const on = reports[Math.max(next - 1, 0)]?.event.data.validOn;
  return {
    ...period, decidedBy: reports.filter(({ event }) => event.data.validOn === on).map(({ id }) => id),
  };
};

/** Each confirmation holds until the next, until the day it says, or until somebody leaves the country. */
const confirmedIn = ({ person, kaa }: Held): Responsibility[] => {
  const left = daysOf(person, 'Emigrated');
  const said = kaa.flatMap(({ id, event }) =>
    (event.type === 'ResponsibilityConfirmed' ? [{ id, ...event.data }] : []));
  const lastOfDay = said.filter(({ validOn }, index) => said[index + 1]?.validOn !== validOn);
  return lastOfDay.map(({ id, validOn, until, municipality }, index) => ({
    from: validOn, municipality, basis: 'confirmed' as const, decidedBy: [id],
    to: [until, lastOfDay[index + 1]?.validOn, left.find((day) => day >= validOn)]
      .reduce<CivilDate>((end, day) => earlier(end, day ?? FOREVER), FOREVER),
  })).filter((period) => !isEmpty(period));
};

const daysOf = (facts: readonly Fact[], ...types: readonly string[]): CivilDate[] =>
  facts.filter(({ event }) => types.includes(event.type)).map(({ event }) => event.data.validOn).sort();

/** From each emigration until somebody is registered here again, or stays here. */
const abroadIn = (person: readonly PersonFact[]): Period[] => {
  const here = daysOf(person, 'HomeMunicipalityRegistered', 'StayMunicipalityReported');
  return daysOf(person, 'Emigrated').map((from) =>
    ({ from, to: here[firstIndex(here, (day) => day > from)] ?? FOREVER }));
};

const afterDeath = (person: readonly PersonFact[]): Period[] =>
  daysOf(person, 'Died').slice(0, 1).map((from) => ({ from, to: FOREVER }));
