import type { Legible, OpenedEvent } from '../../application/ledger/opened-event.js';
import type { Agreements } from '../../domain/agreement/state.js';
import { allocate, type Allocation } from '../../domain/cost/allocation.js';
import { type Claims, type PaidStay, paidStays } from '../../domain/cost/paid-stays.js';
import { policiesOf } from '../../domain/cost/policies.js';
import type { Prices } from '../../domain/price-list/state.js';
import type { SchoolRegister } from '../../domain/school-register/state.js';
import { schoolingHistory } from '../../domain/schooling/timelines.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import { covers, type Period } from '../../domain/shared/period.js';
import {
  addFact, belongingOf, type FactDocument, noFacts, placementKinds, sortFacts,
} from '../person-facts.js';

/** What the costs of all are reckoned from that is recorded. */
export interface RecordedSources {
  readonly register: SchoolRegister;
  readonly prices: Prices;
  readonly agreements: Agreements;
}

/** What the costs of all are reckoned from. */
export interface CostSources extends RecordedSources {
  readonly isMunicipality: (code: string) => boolean;
}

/** What somebody costs, for those who look on some days. */
export interface CostLook extends Allocation, Claims {
  readonly lookedAt: Period;
  readonly paid: readonly PaidStay[];
}

/** Adds a fact to those that a person's costs are reckoned from. */
export const takeFact = (document: FactDocument, event: Legible): FactDocument =>
  addFact(document, event, withoutName(event));

const kinds = new Set(placementKinds.map(({ type }) => type));

/** The events that costs are reckoned from. */
export const costFacts = (events: readonly OpenedEvent[]): Legible[] =>
  events.filter((event): event is Legible => !event.erased && kinds.has(event.type));

/** Of what came in passing the costs need the municipality, while nobody registered any; never the name. */
const withoutName = ({ data }: Legible): unknown => {
  const { observed, ...said } = data as { observed?: { homeMunicipality?: string } };
  if (!observed) return data;
  const { homeMunicipality } = observed;
  return homeMunicipality === undefined ? said : { ...said, observed: { homeMunicipality } };
};

/**
 * The one way from facts about somebody to what is charged: read models, explanations and what-ifs go it
 * alike. One look for nearly everyone (ADR 0006).
 */
export const costOfPerson = (document: FactDocument, sources: CostSources): CostLook[] => {
  const facts = sortFacts(document);
  const { municipalities } = belongingOf(facts);
  const against = { ...sources, municipalities };
  const policyOf = policiesOf(against);
  const confirmBy = (unit: string, day: CivilDate): string => policyOf(unit, day).confirmBy;
  const { timelines } = schoolingHistory(facts.schooling, facts.documents, { confirmBy });
  return timelines.map((timeline) => {
    const paid = paidStays(timeline, policyOf);
    const { stays, brief, beside, decisions, lookedAt } = timeline;
    return { lookedAt, stays, brief, beside, decisions, paid, ...allocate(paid, against) };
  });
};

/** What facts about somebody come to for whoever looks on a day. */
export const costLookOn = (
  lookedAt: CivilDate, facts: readonly Legible[], sources: CostSources,
): CostLook | undefined => costOfPerson(facts.reduce(takeFact, noFacts()), sources)
  .find((look) => covers(look.lookedAt, lookedAt));
