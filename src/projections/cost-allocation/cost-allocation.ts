import type { Segment } from '../../domain/cost/allocation.js';
import { IdentityNumberAdded } from '../../domain/person/events.js';
import type { Stay } from '../../domain/schooling/stay.js';
import { FOREVER, yearOf } from '../../domain/shared/civil-date.js';
import { intersection, isEmpty, type Period } from '../../domain/shared/period.js';
import type { Contribution, Projection } from '../engine/projection.js';
import { byPerson } from '../person-facts.js';
import { priceKeysIn, priceKeysInAnyYear, unitKey } from '../references.js';
import { addTo, joinLooks, type Look, type LookedAt, numberedRows, sumsOverLooks } from '../timeline-rows.js';
import { COST_ALLOCATION, costCollections, delayKey, type DeviationRow, shapeKey } from './collections.js';
import {
  type CostDocument, costKinds, type CostLook, costOfPerson, type CostSources, noCostFacts, takeFact,
} from './cost-of-person.js';
import { costReferences, recordedSources } from './cost-sources.js';
import { COST_RULES } from './rules-version.js';
import type { IsMunicipality } from '../../domain/shared/known-municipality.js';

/**
 * Who owes whom how much for which days: paid days per person, payer, payee, study path and price, how many
 * pupils have them alike, and the days that could not be charged.
 */
export const costAllocation = (isMunicipality: IsMunicipality): Projection<CostDocument> => ({
  name: COST_ALLOCATION, version: COST_RULES,
  handles: [...costKinds, IdentityNumberAdded],
  keys: byPerson,
  init: noCostFacts,
  evolve: takeFact,
  contribute: (document, references, person) =>
    contribution(document, person, { ...recordedSources(references), isMunicipality }),
  collections: costCollections,
  references: costReferences,
  aboutPersons: true,
});

const contribution = (document: CostDocument, person: string, sources: CostSources): Contribution => {
  const looks = costOfPerson(document, sources);
  const segments = looks.map((look) => ({
    lookedAt: look.lookedAt,
    rows: look.segments.map((segment) => ({ ...segment, person, principalId: segment.principal.id })),
  }));
  return {
    rows: [
      ...numberedRows('segments', joinLooks(segments)),
      ...numberedRows('state-claims', joinLooks(looks.map(({ lookedAt, stateClaims }) => (
        { lookedAt, rows: stateClaims.map((claim) => ({ ...claim, person })) })))),
      ...numberedRows('sent-claims', joinLooks(looks.map(({ lookedAt, sentClaims }) => (
        { lookedAt, rows: sentClaims.map((claim) => ({ ...claim, person })) })))),
      ...numberedRows('deviations', joinLooks(looks.flatMap((look) => deviationsIn(look, person)))),
    ],
    sums: withDelays(sumsOverLooks(looks.map((look) => ({ ...look, sums: shapes(look.segments) }))), looks),
    uses: usedKeys(looks.flatMap(({ stays, brief, beside }) => [...stays, ...brief, ...beside])),
  };
};

/** Adds how long reports took; which of them there are does not depend on when one looks. */
const withDelays = (sums: Map<string, number>, looks: readonly CostLook[]): Map<string, number> => {
  for (const delay of looks.at(-1)?.delays() ?? []) addTo(sums, delayKey(delay), 1);
  return sums;
};

/** What could not be charged and what is doubted: some doubts are there for some of the looks only. */
const deviationsIn = (
  { lookedAt, deviations, doubts }: CostLook, person: string,
): LookedAt<Omit<DeviationRow, keyof Look>>[] => [
  { lookedAt, rows: deviations.map((deviation) => ({ ...deviation, person, newsOn: FOREVER })) },
  ...doubts().map(({ seen = lookedAt, knownOn = FOREVER, ...doubt }) => (
    { lookedAt: intersection(seen, lookedAt), rows: [{ ...doubt, person, newsOn: knownOn }] })),
].filter((look) => !isEmpty(look.lookedAt));

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
