import type { Legible } from '../application/ledger/opened-event.js';
import {
  CompulsorySchoolingCompleted, Died, Emigrated, HomeMunicipalityRegistered, PersonFactWithdrawn,
  ProtectionSet, ProtectionWithdrawn, StayMunicipalityReported, type ProtectionEvent,
} from '../domain/person/events.js';
import { homeMunicipalities, type MunicipalityPeriod, type PersonFact } from '../domain/person/municipality.js';
import { protectedRegistrations, protections } from '../domain/person/state.js';
import { documentKinds, schoolingKinds } from '../domain/schooling/events.js';
import type { DocumentFact, SchoolingFact } from '../domain/schooling/standing.js';
import type { Category, EventKind } from '../domain/shared/event.js';
import type { Fact } from '../domain/shared/fact-order.js';

/**
 * The facts a read model keeps about one person, by event id: what it derives everything from, and nothing it does
 * not need. Adding a fact twice changes nothing, and the order of adding plays no part.
 */
export type FactDocument = { readonly facts: Record<string, StoredFact> };

/** Category, type and data, in that order: kept short, since there is one for every event. */
export type StoredFact = readonly [Category, string, unknown];

/** Where someone belongs and studies: what both the caseload and the cost allocation are made of. */
export const placementKinds: readonly EventKind[] = [
  HomeMunicipalityRegistered, StayMunicipalityReported, CompulsorySchoolingCompleted, Died, Emigrated,
  PersonFactWithdrawn, ProtectionSet, ProtectionWithdrawn, ...schoolingKinds, ...documentKinds,
] as unknown as readonly EventKind[];

export const noFacts = (): FactDocument => ({ facts: {} });

/** Adds a fact to a document in place: the engine owns it, and a person may have a hundred thousand. */
export const addFact = (document: FactDocument, event: Legible, data: unknown = event.data): FactDocument => {
  document.facts[event.id] = [event.category, event.type, data];
  return document;
};

/** The facts of a document by what they are about, as the domain's folds want them. */
export interface SortedFacts {
  readonly person: readonly PersonFact[];
  readonly protection: readonly Fact<ProtectionEvent>[];
  readonly schooling: readonly SchoolingFact[];
  readonly documents: readonly DocumentFact[];
}

export const sortFacts = (document: FactDocument): SortedFacts => {
  const byCategory: Partial<Record<Category, Fact[]>> = {};
  for (const [id, [category, type, data]] of Object.entries(document.facts)) {
    (byCategory[category] ??= []).push({ id, event: { type, data } } as Fact);
  }
  return {
    person: (byCategory.person ?? []) as unknown as PersonFact[],
    protection: (byCategory.protection ?? []) as unknown as Fact<ProtectionEvent>[],
    schooling: (byCategory.schooling ?? []) as unknown as SchoolingFact[],
    documents: (byCategory.document ?? []) as unknown as DocumentFact[],
  };
};

/** Municipality codes that deliveries named in passing. */
const observedMunicipalities = (facts: SortedFacts): Set<string> => {
  const seen = [...facts.schooling, ...facts.documents, ...facts.person]
    .map(({ event }) => ('observed' in event.data ? event.data.observed?.homeMunicipality : undefined));
  return new Set(seen.filter((code): code is string => code !== undefined));
};


/** Which municipality the person belongs to on each day. */
export const municipalitiesOf = (facts: SortedFacts): MunicipalityPeriod[] => homeMunicipalities(
  facts.person, observedMunicipalities(facts), protectedRegistrations(protections(facts.protection)),
);
