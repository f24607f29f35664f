import type { Legible, OpenedEvent } from '../../application/ledger/opened-event.js';
import type { Agreements } from '../../domain/agreement/state.js';
import { type Allocation, allocationOf } from '../../domain/cost/allocation.js';
import { type Delay, delaysOf, type Doubt, doubtsOf, type Heard } from '../../domain/cost/doubts.js';
import { type Owed, owedFor } from '../../domain/cost/owed.js';
import { type Claims, type PaidStay, paidStays, type PolicyOf } from '../../domain/cost/paid-stays.js';
import { policiesOf } from '../../domain/cost/policies.js';
import { type StateClaim, stateClaims } from '../../domain/cost/state-claims.js';
import { fundingKinds } from '../../domain/funding/events.js';
import { type Funding, fundingOf, type SentClaim } from '../../domain/funding/state.js';
import { birthIn } from '../../domain/person/birth.js';
import type { Prices } from '../../domain/price-list/state.js';
import type { SchoolRegister } from '../../domain/school-register/state.js';
import { type SchoolingHistory, schoolingHistory } from '../../domain/schooling/timelines.js';
import { type CivilDate, civilDateAt } from '../../domain/shared/civil-date.js';
import type { Category, EventKind } from '../../domain/shared/event.js';
import { covers, type Period } from '../../domain/shared/period.js';
import { standing } from '../../domain/shared/standing.js';
import {
  addFact, type Belonging, belongingOf, type FactDocument, noFacts, placementKinds, type SortedFacts,
  sortFacts, withoutNumber,
} from '../person-facts.js';
import type { IsMunicipality } from '../../domain/shared/known-municipality.js';

/** The facts of a person, and of what schools report the day it was learnt. */
export type CostDocument = FactDocument & { readonly known: Record<string, CivilDate> };

export const noCostFacts = (): CostDocument => ({ ...noFacts(), known: {} });

/** What the costs of all are reckoned from that is recorded. */
export interface RecordedSources {
  readonly register: SchoolRegister;
  readonly prices: Prices;
  readonly agreements: Agreements;
}

/** What the costs of all are reckoned from. */
export interface CostSources extends RecordedSources {
  readonly isMunicipality: IsMunicipality;
}

/** What is owed for somebody whatever the prices, for those who look on some days. */
export interface OwedLook extends Claims {
  readonly lookedAt: Period;
  readonly paid: readonly PaidStay[];
  readonly owed: Owed;
  /** Worked out when asked for, since many ask for costs alone. */
  readonly doubts: () => readonly Doubt[];
  readonly delays: () => readonly Delay[];
}

/** What somebody costs. */
export interface CostLook extends OwedLook, Allocation {
  /** What municipalities may claim of the state: in nobody's costs. */
  readonly stateClaims: readonly StateClaim[];
  /** What was claimed of it. */
  readonly sentClaims: readonly SentClaim[];
}

/** Adds a fact to those that a person's costs are reckoned from. */
export const takeFact = (document: CostDocument, event: Legible): CostDocument => {
  if (ofSchools.has(event.category)) document.known[event.id] = civilDateAt(event.recordedAt);
  return addFact(document, event, withoutName(withoutNumber(event)));
};

const ofSchools: ReadonlySet<string> = new Set<Category>(['schooling', 'document']);

/** What the costs of somebody follow from. */
export const costKinds: readonly EventKind[] = [...placementKinds, ...fundingKinds];

const kinds = new Set(costKinds.map(({ type }) => type));

/** The events that costs are reckoned from. */
export const costFacts = (events: readonly OpenedEvent[]): Legible[] =>
  events.filter((event): event is Legible => !event.erased && kinds.has(event.type));

interface Observing { readonly observed?: { readonly homeMunicipality?: string } }

/** Of what came in passing the costs need the municipality, while nobody registered any; never the name. */
const withoutName = (data: unknown): unknown => {
  if ((data as Observing).observed === undefined) return data;
  const { observed: { homeMunicipality } = {}, ...said } = data as Observing;
  return homeMunicipality === undefined ? said : { ...said, observed: { homeMunicipality } };
};

/** What is known of somebody, and what follows from it at whatever prices and on whatever terms. */
export interface CostBasis {
  readonly known: CostDocument['known'];
  readonly facts: SortedFacts;
  readonly municipalities: Belonging['municipalities'];
  readonly funding: Funding;
  /** What schooling came to, by what policies were asked and said: mostly nothing. */
  readonly histories: ToldHistory[];
}

interface ToldHistory {
  readonly history: SchoolingHistory;
  readonly told: readonly { readonly unit: string; readonly day: CivilDate; readonly confirmBy: string }[];
}

export const costBasisOf = (document: CostDocument): CostBasis => {
  const facts = sortFacts(document);
  const { municipalities } = belongingOf(facts);
  return { known: document.known, facts, municipalities, funding: fundingOf(facts.funding), histories: [] };
};

/**
 * The one way from what is known of somebody to what is charged: read models, explanations and what-ifs go it
 * alike. One look for nearly everyone (ADR 0006); or only that of a day.
 */
export const costOf = (basis: CostBasis, sources: CostSources, onDay?: CivilDate): CostLook[] =>
  owedOf(basis, sources, onDay).map((look) => priced(look, basis, sources));

/** The first part of that way, for which no price is asked. */
export const owedOf = (
  basis: CostBasis, { register, agreements, isMunicipality }: Omit<CostSources, 'prices'>, onDay?: CivilDate,
): OwedLook[] => {
  const { facts, municipalities, funding } = basis;
  const terms = { register, agreements, isMunicipality, municipalities, funding };
  const policyOf = policiesOf(terms);
  const against = { ...terms, policyOf };
  const history = historyOf(basis, policyOf);
  const heard = heardOf(basis, history);
  const wanted = history.timelines.filter(({ lookedAt }) => onDay === undefined || covers(lookedAt, onDay));
  return wanted.map((timeline) => {
    const paid = paidStays(timeline, policyOf);
    const { stays, brief, beside, decisions, lookedAt } = timeline;
    return {
      lookedAt, stays, brief, beside, decisions, paid, owed: owedFor(paid, terms),
      doubts: () => doubtsOf({ paid, heard, born: birthIn(standing(facts.person))?.on }, against),
      delays: () => delaysOf({ paid, heard }, against),
    };
  });
};

/** The other part. */
export const priced = (
  look: OwedLook, { municipalities, funding }: CostBasis, sources: CostSources,
): CostLook => {
  const { owed, paid } = look;
  const { segments, deviations } = allocationOf(owed, paid, { ...sources, municipalities, funding });
  return {
    ...look, segments, deviations, stateClaims: stateClaims(segments, paid, funding),
    sentClaims: funding.sent,
  };
};

/** Reckoned once for all policies that say the same of it, such as both sides of a what-if. */
const historyOf = ({ facts, histories }: CostBasis, policyOf: PolicyOf): SchoolingHistory => {
  const known = histories.find(({ told }) =>
    told.every(({ unit, day, confirmBy }) => policyOf(unit, day).confirmBy === confirmBy));
  if (known) return known.history;
  const told: ToldHistory['told'][number][] = [];
  const history = schoolingHistory(facts.schooling, facts.documents, {
    confirmBy: (unit, day) => {
      const { confirmBy } = policyOf(unit, day);
      told.push({ unit, day, confirmBy });
      return confirmBy;
    },
  });
  histories.push({ history, told });
  return history;
};

/** Reports that hold, with the day that each was learnt. */
const heardOf = ({ known }: CostBasis, { facts, documents }: SchoolingHistory): Heard[] =>
  [...facts, ...documents].map((fact) => ({ fact, knownOn: known[fact.id]! }));

/** The basis that facts come to. */
export const costBasisFrom = (facts: readonly Legible[]): CostBasis =>
  costBasisOf(facts.reduce(takeFact, noCostFacts()));

/** What facts about somebody come to for whoever looks on a day. */
export const costLookOn = (
  lookedAt: CivilDate, facts: readonly Legible[], sources: CostSources,
): CostLook | undefined => costOf(costBasisFrom(facts), sources, lookedAt)[0];
