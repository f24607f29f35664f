import type { Birth } from '../person/birth.js';
import type { PersonFact } from '../person/municipality.js';
import type { DocumentFact } from '../schooling/standing.js';
import { type CivilDate, FOREVER, yearOf } from '../shared/civil-date.js';
import type { Fact } from '../shared/fact-order.js';
import type { IsMunicipality } from '../shared/known-municipality.js';
import { isEmpty, type Ordered } from '../shared/period.js';
import type { Condition } from './condition-names.js';
import { type ConditionPeriod, DAWN } from './condition-period.js';
import type { KaaEvent } from './events.js';
import type { EducationTimes } from './in-education.js';
import { turnsOn } from './of-age.js';
import type { KaaPolicy } from './policy.js';
import type { RulesOn } from './rules.js';

/** For each condition every day from 1900 on. */
export type Conditions = Readonly<Record<Condition, Ordered<ConditionPeriod>>>;

/** What the conditions are read from: facts that hold, in order. */
export interface ConditionFacts {
  readonly person: readonly PersonFact[];
  readonly birth: Birth | undefined;
  readonly documents: readonly DocumentFact[];
  readonly kaa: readonly Fact<KaaEvent>[];
  readonly education: EducationTimes;
}

const DIPLOMA = 'examensbevis';
const ADAPTED_CERTIFICATE = 'gymnasiebevis';
const ADULT_YEARS = 20;
/** Compulsory schooling ends at 18 at the latest (Education Act 7:13). */
const NO_LONGER_COMPULSORY_YEARS = 18;
/** The spring term of the tenth year of school ends in the year of the 16th birthday (7:12). */
const COMPULSORY_YEARS = 16;

/** A day on which a condition turns, and the events that say so. */
interface Turn {
  readonly on: CivilDate;
  readonly by: readonly string[];
}

export const conditionsIn = (facts: ConditionFacts, policy: KaaPolicy): Conditions => {
  const { birth, documents, kaa, education } = facts;
  return {
    'under-20': holdsUntil(birth && { on: tooOldOn(birth, policy.rulesOn), by: [birth.factId] }, true),
    'compulsory-schooling-over': holdsFrom(schoolingOver(facts, policy)),
    'not-in-education': education.conditions,
    'no-diploma': holdsUntil(firstOf(documents.filter(isDocument(DIPLOMA)))),
    'no-adapted-certificate': holdsUntil(firstOf(documents.filter(isDocument(ADAPTED_CERTIFICATE)))),
    'no-equivalent-completed': holdsUntil(firstOf(kaa.filter(isCompletedEquivalent))),
  };
};

/** The first day on which somebody is too old for the group, and for every list that is made for it. */
export const tooOldOn = (birth: Birth, rulesOn: RulesOn): CivilDate => turnsOn(birth, ADULT_YEARS, rulesOn);

/** Whether a document says that upper secondary school, adapted or not, is completed; no studiebevis does. */
export const isCompletion = (fact: DocumentFact): boolean =>
  isDocument(DIPLOMA)(fact) || isDocument(ADAPTED_CERTIFICATE)(fact);

const isDocument = (kind: string) => ({ event }: DocumentFact): boolean =>
  event.type === 'DocumentIssued' && event.data.document === kind;

/** Whether an equivalent education was completed. */
export const isCompletedEquivalent = ({ event }: Fact<KaaEvent>): boolean =>
  event.type === 'EquivalentEducationEnded' && event.data.outcome === 'completed';

/** The first day that facts in order are about, and which of them are about it. */
const firstOf = (facts: readonly Fact[]): Turn | undefined => {
  const on = facts[0]?.event.data.validOn;
  return on === undefined ? undefined
    : { on, by: facts.filter(({ event }) => event.data.validOn === on).map(({ id }) => id) };
};

/** `isKnownAhead`: the event that ends it also says that it holds before. */
const holdsUntil = (turn: Turn | undefined, isKnownAhead = false): ConditionPeriod[] => (turn
  ? spans([DAWN, turn.on, FOREVER], [[true, isKnownAhead ? turn.by : []], [false, turn.by]])
  : spans([DAWN, FOREVER], [[true, []]]));

const holdsFrom = (turn: Turn | undefined): ConditionPeriod[] => (turn
  ? spans([DAWN, turn.on, FOREVER], [[false, turn.by], [true, turn.by]])
  : spans([DAWN, FOREVER], [[false, []]]));

const spans = (
  bounds: readonly CivilDate[], said: readonly (readonly [boolean, readonly string[]])[],
): ConditionPeriod[] => said
  .map(([holds, decidedBy], index) => ({ from: bounds[index]!, to: bounds[index + 1]!, holds, decidedBy }))
  .filter((period) => !isEmpty(period));

/**
 * From when no compulsory schooling stands in the way: its own end as it was reported (normal, extended or
 * early), or a registration in Sweden at an age to which none applied. While neither is known, the first
 * start in upper secondary school shows that it was over, and at 18 it is: nobody is lost for want of a
 * report.
 */
const schoolingOver = (facts: ConditionFacts, policy: KaaPolicy): Turn | undefined => {
  const said = [completion(facts.person), arrival(facts, policy)].filter((turn) => turn !== undefined);
  const known = said.length > 0 ? said : [facts.education.firstStart, ofAge(facts.birth, policy)]
    .filter((turn) => turn !== undefined);
  return known.sort((a, b) => (a.on < b.on ? -1 : 1))[0];
};

const completion = (person: readonly PersonFact[]): Turn | undefined => {
  const last = person.findLast(({ event }) => event.type === 'CompulsorySchoolingCompleted');
  return last && { on: last.event.data.validOn, by: [last.id] };
};

const ofAge = (birth: Birth | undefined, { rulesOn }: KaaPolicy): Turn | undefined =>
  birth && { on: turnsOn(birth, NO_LONGER_COMPULSORY_YEARS, rulesOn), by: [birth.factId] };

/** The first registration that began a life in Sweden at an age without compulsory schooling. */
const arrival = ({ person, birth }: ConditionFacts, policy: KaaPolicy): Turn | undefined => {
  if (!birth) return undefined;
  const ofAgeOn = `${yearOf(birth.on) + COMPULSORY_YEARS}-${policy.compulsoryAgeEnds}`;
  const found = arrivalsIn(person, policy.isMunicipality).find(({ event }) => event.data.validOn >= ofAgeOn);
  return found && { on: found.event.data.validOn, by: [found.id] };
};

/**
 * Registrations that began a life in Sweden: the first, unless from elsewhere in it; after emigrating. Who is
 * in a code that is no municipality's is not registered yet, and whoever comes from one comes from none.
 */
const arrivalsIn = (person: readonly PersonFact[], isMunicipality: IsMunicipality): PersonFact[] => {
  const arrivals: PersonFact[] = [];
  let abroadSince: CivilDate | undefined = DAWN;
  for (const fact of person) {
    const { event } = fact;
    if (event.type === 'Emigrated') abroadSince = event.data.validOn;
    if (event.type !== 'HomeMunicipalityRegistered' || abroadSince === undefined) continue;
    const { validOn, municipality, movedFrom } = event.data;
    if (validOn <= abroadSince || !isMunicipality(municipality)) continue;
    const isFromSweden = movedFrom !== undefined && isMunicipality(movedFrom);
    if (abroadSince !== DAWN || !isFromSweden) arrivals.push(fact);
    abroadSince = undefined;
  }
  return arrivals;
};
