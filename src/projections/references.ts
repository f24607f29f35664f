import { type AgreementEvent, agreementKinds } from '../domain/agreement/events.js';
import { type Agreements, evolveAgreements, noAgreements } from '../domain/agreement/state.js';
import { type RollEvent, rollKinds } from '../domain/attendance/events.js';
import { evolveRolls, noRolls, type Rolls } from '../domain/attendance/rolls.js';
import {
  evolveRoutines, type KaaRoutines, type KaaSettingEvent, noRoutines,
} from '../domain/kaa/routine.js';
import { routineKinds } from '../domain/kaa/routine-events.js';
import { rulesIn, type RulesOn } from '../domain/kaa/rules.js';
import { rulesKinds } from '../domain/kaa/rules-events.js';
import { priceListKinds, type PriceListEvent } from '../domain/price-list/events.js';
import { groupsFor } from '../domain/price-list/match.js';
import { evolvePrices, noPrices, priceGroup, type Prices } from '../domain/price-list/state.js';
import { schoolRegisterKinds, type SchoolRegisterEvent } from '../domain/school-register/events.js';
import {
  emptySchoolRegister, evolveSchoolRegister, type SchoolRegister,
} from '../domain/school-register/state.js';
import { type CivilDate, yearOf } from '../domain/shared/civil-date.js';
import { END_OF_TIME } from '../domain/shared/reported.js';
import type { Reference } from './engine/projection.js';

/** Stands for every year, in a key of those who will be read against prices that nobody has published yet. */
const ANY_YEAR = 0;

const priceKey = (group: string): string => `price|${group}`;

/** What a study path's prices of a year depend on. */
export const priceKeysIn = (year: number, studyPath: string): string[] =>
  groupsFor(studyPath, year).map(priceKey);

/** What a study path's prices depend on while nobody knows when it ends. */
export const priceKeysInAnyYear = (studyPath: string): string[] => priceKeysIn(ANY_YEAR, studyPath);

/** A school unit as a reference key. */
export const unitKey = (unit: string): string => `unit|${unit}`;

/** The published prices. */
export const pricesReference: Reference<Prices> = {
  name: 'prices',
  handles: priceListKinds,
  init: () => noPrices,
  evolve: (prices, { id, type, data }) => evolvePrices(prices, id, { type, data } as PriceListEvent),
  keysOf: ({ data }) => {
    const { year, studyPath } = (data as PriceListEvent['data']).key;
    return [priceGroup(year, studyPath), priceGroup(ANY_YEAR, studyPath)].map(priceKey);
  },
};

/** Every year from a day on, and whichever they are of a place that has no end. */
const yearsFrom = (first: number): number[] =>
  [ANY_YEAR, ...Array.from({ length: yearOf(END_OF_TIME) - first }, (_, index) => first + index)];

/**
 * Policies and agreements. On whatever terms a place is paid, it has looked for prices for any study path in
 * each year that it lasts into: by those keys it is found, and needs none of its own.
 */
export const agreementsReference: Reference<Agreements> = {
  name: 'agreements',
  handles: agreementKinds,
  init: () => noAgreements,
  evolve: (known, { id, type, data }) => evolveAgreements(known, id, { type, data } as AgreementEvent),
  keysOf: ({ data }) => {
    const { validOn, heldFrom = validOn } = data as { validOn: CivilDate; heldFrom?: CivilDate };
    return yearsFrom(yearOf(heldFrom)).map((year) => priceKey(priceGroup(year, '')));
  },
};

/** School units and who runs them. */
export const schoolRegisterReference: Reference<SchoolRegister> = {
  name: 'school-register',
  handles: schoolRegisterKinds,
  init: () => emptySchoolRegister,
  evolve: (register, { type, data }) => evolveSchoolRegister(register, { type, data } as SchoolRegisterEvent),
  keysOf: ({ data }) => [unitKey((data as SchoolRegisterEvent['data']).unit)],
};

/** What a municipality's routine decides, as a reference key. */
export const routineKey = (municipality: string): string => `kaa-routine|${municipality}`;

/** What the region's rules decide, as a reference key: they are set as a whole. */
const RULES_KEY = 'kaa-rules';

/** By which routines municipalities follow up, and by which rules the target group is told. */
export const routinesReference: Reference<KaaRoutines> = {
  name: 'kaa-routines',
  handles: [...routineKinds, ...rulesKinds],
  init: () => noRoutines,
  evolve: (known, { id, type, data }) => evolveRoutines(known, id, { type, data } as KaaSettingEvent),
  keysOf: ({ data }) => {
    const said = data as KaaSettingEvent['data'];
    return ['municipality' in said ? routineKey(said.municipality) : RULES_KEY];
  },
};

/**
 * The region's rules, and the keys of them if they were asked: only of those born on a leap day and of those
 * with a gap between two educations do they decide anything.
 */
export const askedRules = (
  known: KaaRoutines,
): { readonly rulesOn: RulesOn; readonly keysAsked: () => readonly string[] } => {
  const rulesOn = rulesIn(known);
  let isAsked = false;
  const asked: RulesOn = (day) => {
    isAsked = true;
    return rulesOn(day);
  };
  return { rulesOn: asked, keysAsked: () => (isAsked ? [RULES_KEY] : []) };
};

/** A school's roll as a reference key. */
export const rollKey = (unit: string): string => `roll|${unit}`;

/** The last roll of each school. */
export const rollsReference: Reference<Rolls> = {
  name: 'rolls',
  handles: rollKinds,
  init: () => noRolls,
  evolve: (rolls, { id, type, data }) => evolveRolls(rolls, id, { type, data } as RollEvent),
  keysOf: ({ data }) => [rollKey((data as RollEvent['data']).unit)],
};
