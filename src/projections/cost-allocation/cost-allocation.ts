import type { Legible } from '../../application/ledger/opened-event.js';
import type { Agreements } from '../../domain/agreement/state.js';
import { allocate, type Segment } from '../../domain/cost/allocation.js';
import { paidStays } from '../../domain/cost/paid-stays.js';
import { policiesOf } from '../../domain/cost/policies.js';
import type { Prices } from '../../domain/price-list/state.js';
import type { SchoolRegister } from '../../domain/school-register/state.js';
import type { Stay } from '../../domain/schooling/stay.js';
import { schoolingHistory } from '../../domain/schooling/timelines.js';
import { type CivilDate, FOREVER, yearOf } from '../../domain/shared/civil-date.js';
import type { Period } from '../../domain/shared/period.js';
import type { Contribution, Projection } from '../engine/projection.js';
import {
  addFact, byPerson, belongingOf, type FactDocument, noFacts, placementKinds, sortFacts,
} from '../person-facts.js';
import {
  agreementsReference, priceKeysIn, priceKeysInAnyYear, pricesReference, schoolRegisterReference, unitKey,
} from '../references.js';
import { addTo, joinLooks, numberedRows, sumsOverLooks } from '../timeline-rows.js';
import { COST_ALLOCATION, costCollections, shapeKey } from './collections.js';

/**
 * Who owes whom how much for which days: paid days per person, payer, payee, study path and price, how many
 * pupils have them alike, and the days that could not be charged.
 */
export const costAllocation = (isMunicipality: (code: string) => boolean): Projection<FactDocument> => ({
  name: COST_ALLOCATION, version: 4,
  handles: placementKinds,
  keys: byPerson,
  init: noFacts,
  evolve: (document, event) => addFact(document, event, withoutName(event)),
  contribute: (document, references, person) => contribution(document, person, {
    isMunicipality, register: references[schoolRegisterReference.name] as SchoolRegister,
    prices: references[pricesReference.name] as Prices,
    agreements: references[agreementsReference.name] as Agreements,
  }),
  collections: costCollections,
  references: [pricesReference, schoolRegisterReference, agreementsReference],
  aboutPersons: true,
});

/** Of what came in passing the costs need the municipality, while nobody registered any; never the name. */
const withoutName = ({ data }: Legible): unknown => {
  const { observed, ...said } = data as { observed?: { homeMunicipality?: string } };
  if (!observed) return data;
  const { homeMunicipality } = observed;
  return homeMunicipality === undefined ? said : { ...said, observed: { homeMunicipality } };
};

/** What the costs of all are reckoned from. */
interface Sources {
  readonly isMunicipality: (code: string) => boolean;
  readonly register: SchoolRegister;
  readonly prices: Prices;
  readonly agreements: Agreements;
}

const contribution = (document: FactDocument, person: string, sources: Sources): Contribution => {
  const facts = sortFacts(document);
  const { municipalities } = belongingOf(facts);
  const against = { ...sources, municipalities };
  const policyOf = policiesOf(against);
  const confirmBy = (unit: string, day: CivilDate): string => policyOf(unit, day).confirmBy;
  const { timelines } = schoolingHistory(facts.schooling, facts.documents, { confirmBy });
  const looks = timelines.map((timeline) =>
    ({ lookedAt: timeline.lookedAt, ...allocate(paidStays(timeline, policyOf), against) }));
  const segments = looks.map((look) => ({
    lookedAt: look.lookedAt,
    rows: look.segments.map((segment) => ({ ...segment, person, principalId: segment.principal.id })),
  }));
  const deviations = looks.map((look) => (
    { lookedAt: look.lookedAt, rows: look.deviations.map((deviation) => ({ ...deviation, person })) }));
  return {
    rows: [
      ...numberedRows('segments', joinLooks(segments)),
      ...numberedRows('deviations', joinLooks(deviations)),
    ],
    sums: sumsOverLooks(looks.map((look) => ({ ...look, sums: shapes(look.segments) }))),
    uses: usedKeys(timelines.flatMap(({ stays, brief }) => [...stays, ...brief])),
  };
};

/** How many times each shape of paid days occurs: once, for nearly everyone. */
const shapes = (segments: readonly Segment[]): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const segment of segments) addTo(sums, shapeKey(segment), 1);
  return sums;
};

/** What these stays were read against, found or not: units, and prices of each year they last into. */
const usedKeys = (stays: readonly Stay[]): string[] => [...new Set(stays.flatMap(({ unit, spans }) => [
  unitKey(unit), ...spans.flatMap(({ studyPath, ...days }) => pricesUsed(studyPath, days)),
]))];

/** Payment may begin and end on other days than a stay, but never in another calendar year. */
const pricesUsed = (studyPath: string, { from, to }: Period): string[] => {
  if (to === FOREVER) return priceKeysInAnyYear(studyPath);
  const first = yearOf(from);
  const years = Array.from({ length: yearOf(to) - first + 1 }, (_, index) => first + index);
  return years.flatMap((year) => priceKeysIn(year, studyPath));
};
