import { allocate, type Allocation, type Segment } from '../../domain/cost/allocation.js';
import { paidStays } from '../../domain/cost/paid-stays.js';
import { defaultCostPolicy } from '../../domain/cost/policy.js';
import { groupsFor } from '../../domain/price-list/match.js';
import type { Prices } from '../../domain/price-list/state.js';
import type { SchoolRegister } from '../../domain/school-register/state.js';
import { schoolingHistory, type Timeline } from '../../domain/schooling/timelines.js';
import { FOREVER, yearOf } from '../../domain/shared/civil-date.js';
import type { Contribution, Projection, References } from '../engine/projection.js';
import {
  addFact, type FactDocument, municipalitiesOf, noFacts, placementKinds, sortFacts,
} from '../person-facts.js';
import { priceKey, pricesReference, schoolRegisterReference, unitKey } from '../references.js';
import { addTo, joinLooks, numberedRows, sumsOverLooks } from '../timeline-rows.js';
import { costCollections, shapeKey } from './collections.js';

/**
 * Who owes whom how much for which days: paid days per person, payer, payee, study path and price, how many
 * pupils have them alike, and the days that could not be charged.
 */
export const costAllocation = (isMunicipality: (code: string) => boolean): Projection<FactDocument> => ({
  name: 'cost-allocation', version: 1,
  handles: placementKinds,
  keys: (event) => (event.person ? [event.person] : []),
  init: noFacts,
  evolve: (document, event) => addFact(document, event),
  contribute: (document, references, person) => contribution(document, references, person, isMunicipality),
  collections: costCollections,
  references: [pricesReference, schoolRegisterReference],
  aboutPersons: true,
});

const contribution = (
  document: FactDocument, references: References, person: string, isMunicipality: (code: string) => boolean,
): Contribution => {
  const facts = sortFacts(document);
  const sources = {
    municipalities: municipalitiesOf(facts), isMunicipality,
    register: references[schoolRegisterReference.name] as SchoolRegister,
    prices: references[pricesReference.name] as Prices,
  };
  const { timelines } = schoolingHistory(facts.schooling, facts.documents);
  const looks = timelines.map(({ stays, lookedAt }) =>
    ({ lookedAt, ...allocate(paidStays(stays, defaultCostPolicy), sources) }));
  const of = <K extends keyof Allocation>(kind: K) => looks.map((look) => ({
    lookedAt: look.lookedAt, rows: (look[kind] as readonly object[]).map((row) => ({ ...row, person })),
  }));
  return {
    rows: [
      ...numberedRows('segments', joinLooks(of('segments'))),
      ...numberedRows('deviations', joinLooks(of('deviations'))),
    ],
    sums: sumsOverLooks(looks.map(({ lookedAt, segments }) => ({ lookedAt, sums: shapes(segments) }))),
    uses: usedKeys(timelines, sources.prices),
  };
};

/** How many times each shape of paid days occurs: once, for nearly everyone. */
const shapes = (segments: readonly Segment[]): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const segment of segments) addTo(sums, shapeKey(segment), 1);
  return sums;
};

/** The last year a look-up can answer for, so that a list for the year after next is noticed as well. */
const lastYearOf = (prices: Prices, from: number): number =>
  Math.max(from, ...Object.keys(prices.groups).map((group) => Number(group.slice(0, 4)))) + 1;

/** Units and price groups these stays were read against, whether they were found or not. */
const usedKeys = (timelines: readonly Timeline[], prices: Prices): string[] => {
  const keys = new Set<string>();
  for (const stay of timelines.flatMap(({ stays }) => stays)) {
    keys.add(unitKey(stay.unit));
    const first = yearOf(stay.from);
    const last = stay.to === FOREVER ? lastYearOf(prices, first) : yearOf(stay.to);
    for (const span of stay.spans) {
      for (let year = first; year <= last; year += 1) {
        for (const group of groupsFor(span.studyPath, year)) keys.add(priceKey(group));
      }
    }
  }
  return [...keys];
};
