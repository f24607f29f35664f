import type { Segment } from '../../domain/cost/allocation.js';
import type { Stay } from '../../domain/schooling/stay.js';
import { FOREVER, yearOf } from '../../domain/shared/civil-date.js';
import type { Period } from '../../domain/shared/period.js';
import type { Contribution, Projection } from '../engine/projection.js';
import { byPerson, type FactDocument, noFacts, placementKinds } from '../person-facts.js';
import { priceKeysIn, priceKeysInAnyYear, unitKey } from '../references.js';
import { addTo, joinLooks, numberedRows, sumsOverLooks } from '../timeline-rows.js';
import { COST_ALLOCATION, costCollections, shapeKey } from './collections.js';
import { costOfPerson, type CostSources, takeFact } from './cost-of-person.js';
import { costReferences, recordedSources } from './cost-sources.js';

/**
 * Who owes whom how much for which days: paid days per person, payer, payee, study path and price, how many
 * pupils have them alike, and the days that could not be charged.
 */
export const costAllocation = (isMunicipality: (code: string) => boolean): Projection<FactDocument> => ({
  name: COST_ALLOCATION, version: 7,
  handles: placementKinds,
  keys: byPerson,
  init: noFacts,
  evolve: takeFact,
  contribute: (document, references, person) =>
    contribution(document, person, { ...recordedSources(references), isMunicipality }),
  collections: costCollections,
  references: costReferences,
  aboutPersons: true,
});

const contribution = (document: FactDocument, person: string, sources: CostSources): Contribution => {
  const looks = costOfPerson(document, sources);
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
    uses: usedKeys(looks.flatMap(({ stays, brief, beside }) => [...stays, ...brief, ...beside])),
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
