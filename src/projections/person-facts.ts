import type { Envelope, Legible } from '../application/ledger/opened-event.js';
import {
  CompulsorySchoolingCompleted, Died, Emigrated, HomeMunicipalityRegistered, PersonFactWithdrawn,
  type PersonEvent, type ProtectionEvent, ProtectionSet, ProtectionWithdrawn, StayMunicipalityReported,
} from '../domain/person/events.js';
import {
  homeMunicipalities, type MunicipalityPeriod, type PersonFact,
} from '../domain/person/municipality.js';
import { type Observations, observedIn } from '../domain/person/observed.js';
import { protectedRegistrations, type ProtectionPeriod, protections } from '../domain/person/state.js';
import type { FundingFact } from '../domain/funding/state.js';
import { documentKinds, schoolingKinds } from '../domain/schooling/events.js';
import type { DocumentFact, SchoolingFact } from '../domain/schooling/standing.js';
import type { Category, EventKind } from '../domain/shared/event.js';
import type { Fact } from '../domain/shared/fact-order.js';
import { birthDateIn } from '../domain/shared/identity-number.js';
import type { Ordered } from '../domain/shared/period.js';

/**
 * The facts a read model keeps about one person, by event id: what it derives everything from, and nothing it
 * does not need. Adding a fact twice changes nothing, and the order of adding plays no part.
 */
export type FactDocument = { readonly facts: Record<string, StoredFact> };

/** Category, type and data, in that order: kept short, since there is one for every event. */
export type StoredFact = readonly [Category, string, unknown];

/** Where someone belongs and studies: what both the caseload and the cost allocation are made of. */
export const placementKinds: readonly EventKind[] = [
  HomeMunicipalityRegistered, StayMunicipalityReported, CompulsorySchoolingCompleted, Died, Emigrated,
  PersonFactWithdrawn, ProtectionSet, ProtectionWithdrawn, ...schoolingKinds, ...documentKinds,
];

/** The key of a document about one person, by an event about them. */
export const byPerson = ({ person }: Envelope): readonly string[] => (person === undefined ? [] : [person]);

/** Without a prototype: with names as keys that no other has, it would else be an object of its own kind. */
export const noFacts = (): FactDocument => ({ facts: Object.create(null) as FactDocument['facts'] });

/** Adds a fact to a document in place: the engine owns it, and a person may have a hundred thousand. */
export const addFact = <D extends FactDocument>(
  document: D, event: Legible, data: unknown = event.data,
): D => {
  document.facts[event.id] = [event.category, event.type, data];
  return document;
};

type NumberAdded = Extract<PersonEvent, { type: 'IdentityNumberAdded' }>['data'];

/** Of an identity number a read model keeps the day of birth and no more: it tells how old somebody is. */
export const withoutNumber = ({ type, data }: Legible): unknown => {
  if (type !== 'IdentityNumberAdded') return data;
  const { number, replaces: _other, joins: _person, ...said } = data as NumberAdded;
  return { ...said, born: birthDateIn({ value: number, kind: said.kind }) };
};

/** The facts of a document by what they are about, as the domain's folds want them. */
export interface SortedFacts {
  readonly person: readonly PersonFact[];
  readonly protection: readonly Fact<ProtectionEvent>[];
  readonly schooling: readonly SchoolingFact[];
  readonly documents: readonly DocumentFact[];
  readonly funding: readonly FundingFact[];
}

export const sortFacts = (document: FactDocument): SortedFacts => {
  const byCategory: Partial<Record<Category, { id: string; event: unknown }[]>> = {};
  for (const [id, [category, type, data]] of Object.entries(document.facts)) {
    (byCategory[category] ??= []).push({ id, event: { type, data } });
  }
  return {
    person: (byCategory.person ?? []) as PersonFact[],
    protection: (byCategory.protection ?? []) as Fact<ProtectionEvent>[],
    schooling: (byCategory.schooling ?? []) as SchoolingFact[],
    documents: (byCategory.document ?? []) as DocumentFact[],
    funding: (byCategory.funding ?? []) as FundingFact[],
  };
};

/** Where a person belongs, how the identity is protected over time, and what came with facts in passing. */
export interface Belonging {
  readonly municipalities: Ordered<MunicipalityPeriod>;
  readonly protections: readonly ProtectionPeriod[];
  readonly observed: Observations;
}

export const belongingOf = ({ person, protection, schooling, documents }: SortedFacts): Belonging => {
  const observed = observedIn([...person, ...schooling, ...documents]);
  const protectedOn = protections(protection);
  const municipalities =
    homeMunicipalities(person, observed.municipalities, protectedRegistrations(protectedOn));
  return { municipalities, protections: protectedOn, observed };
};
