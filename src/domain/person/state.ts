import { type CivilDate, FOREVER } from '../shared/civil-date.js';
import type { Fact } from '../shared/fact-order.js';
import type { IdentityNumberKind } from '../shared/identity-number.js';
import type { Period } from '../shared/period.js';
import { standing } from '../shared/standing.js';
import {
  type ContactEvent, type IDENTITY_LEVELS, type PersonEvent, type Protection, type ProtectionEvent,
  PROTECTIONS,
} from './events.js';
import type { PersonFact } from './municipality.js';

export interface Name {
  readonly givenName: string;
  readonly familyName: string;
}

export interface KnownNumber {
  readonly value: string;
  readonly kind: IdentityNumberKind;
  readonly replaced: boolean;
  /** Of a coordination number, as far as the register says: the last it said. */
  readonly identityLevel?: (typeof IDENTITY_LEVELS)[number];
  readonly dormant?: boolean;
}

/** What the population facts add up to, municipalities apart (see municipality.ts). */
export interface PersonState {
  readonly numbers: readonly KnownNumber[];
  readonly name: Name | undefined;
  readonly diedOn: CivilDate | undefined;
  readonly emigratedOn: CivilDate | undefined;
  readonly compulsorySchoolingCompletedOn: CivilDate | undefined;
}

type DataOf<T extends PersonEvent['type']> = Extract<PersonEvent, { type: T }>['data'];

const dataOf = <T extends PersonEvent['type']>(facts: readonly PersonFact[], type: T): DataOf<T>[] =>
  facts.filter(({ event }) => event.type === type).map(({ event }) => event.data as DataOf<T>);

const numbersIn = (facts: readonly PersonFact[]): KnownNumber[] => {
  const added = dataOf(facts, 'IdentityNumberAdded');
  const replaced = new Set(added.map((data) => data.replaces));
  const unique = new Map(added.map((data) => [data.number, data]));
  return [...unique.values()]
    .map(({ number, kind }) => (
      { value: number, kind, replaced: replaced.has(number), ...describedIn(facts, number) }));
};

const describedIn = (
  facts: readonly PersonFact[], of: string,
): Pick<KnownNumber, 'identityLevel' | 'dormant'> => {
  const said = dataOf(facts, 'CoordinationNumberDescribed').filter(({ number }) => number === of);
  const identityLevel = said.findLast((one) => one.identityLevel !== undefined)?.identityLevel;
  const dormant = said.findLast((one) => one.dormant !== undefined)?.dormant;
  return { ...(identityLevel && { identityLevel }), ...(dormant !== undefined && { dormant }) };
};

/** Names from the population register go before all others; among equals the last said counts. */
const nameIn = (facts: readonly PersonFact[]): Name | undefined => {
  const said = dataOf(facts, 'NameRecorded');
  const best = said.findLast((data) => data.source === 'population-register') ?? said.at(-1);
  return best && { givenName: best.givenName, familyName: best.familyName };
};

export const personState = (facts: readonly PersonFact[]): PersonState => {
  const holding = standing(facts);
  return {
    numbers: numbersIn(holding), name: nameIn(holding),
    diedOn: dataOf(holding, 'Died').at(0)?.validOn, emigratedOn: dataOf(holding, 'Emigrated').at(-1)?.validOn,
    compulsorySchoolingCompletedOn: dataOf(holding, 'CompulsorySchoolingCompleted').at(-1)?.validOn,
  };
};

export interface ProtectionPeriod extends Period {
  readonly protection: Protection;
}

/** How the identity is protected over time; days in no period are unprotected. */
export const protections = (facts: readonly Fact<ProtectionEvent>[]): ProtectionPeriod[] => {
  const said = standing(facts).map(({ event }) => event.data)
    .filter((data) => 'protection' in data);
  const lastOfDay = said.filter((data, index) => said[index + 1]?.validOn !== data.validOn);
  return lastOfDay.map((data, index) => ({
    from: data.validOn, to: lastOfDay[index + 1]?.validOn ?? FOREVER, protection: data.protection,
  })).filter((period) => period.protection !== 'none');
};

/** Whether somebody is hidden from who looks on a day: until every protection that is known of is over. */
export const isHiddenOn = (facts: readonly Fact<ProtectionEvent>[], day: CivilDate): boolean =>
  day < (protections(facts).at(-1)?.to ?? '');

/** Days of protected registration (skyddad folkbokföring): the registered municipality is not trusted. */
export const protectedRegistrations = (periods: readonly ProtectionPeriod[]): Period[] =>
  periods.filter(({ protection }) => protection === 'protected-registration');

const stricter = (a: Protection, b: Protection): Protection =>
  (PROTECTIONS.indexOf(b) > PROTECTIONS.indexOf(a) ? b : a);

/**
 * The protection to heed from a day on: the strictest that holds then or later. One that is known to begin
 * next week already hides today, and what is protected today hides all of the past (schooling-and-cost.md 9).
 */
export const protectionFrom = (periods: readonly ProtectionPeriod[], day: CivilDate): Protection =>
  periods.filter((period) => period.to > day).map((period) => period.protection)
    .reduce<Protection>(stricter, 'none');

type AddressRecorded = Extract<ContactEvent, { type: 'AddressRecorded' }>;
export type Address = Pick<AddressRecorded['data'], 'street' | 'postalCode' | 'city'>;

/** The address said to hold last. */
export const currentAddress = (facts: readonly Fact<ContactEvent>[]): Address | undefined => {
  const last = standing(facts).findLast(({ event }) => event.type === 'AddressRecorded');
  if (!last || last.event.type !== 'AddressRecorded') return undefined;
  const { street, postalCode, city } = last.event.data;
  return { street, postalCode, city };
};
