import type { Deviation } from '../../domain/cost/deviation.js';
import { IdentityNumberAdded } from '../../domain/person/events.js';
import type { Stay } from '../../domain/schooling/stay.js';
import { FOREVER, yearOf } from '../../domain/shared/civil-date.js';
import { intersection, isEmpty, type Period } from '../../domain/shared/period.js';
import type { Contribution, Projection } from '../engine/projection.js';
import { byPerson } from '../person-facts.js';
import { priceKeysIn, priceKeysInAnyYear, unitKey } from '../references.js';
import { addTo, joinLooks, type Look, type LookedAt, numberedRows, sumsOverLooks } from '../timeline-rows.js';
import { alikeCosts, owedAlike, shapes } from './alike-costs.js';
import { COST_ALLOCATION, costCollections, delayKey, type DeviationRow, STRETCHES } from './collections.js';
import {
  type CostBasis, costBasisOf, type CostDocument, costKinds, type CostLook, type CostSources, noCostFacts,
  owedOf, type OwedLook, priced, takeFact,
} from './cost-of-person.js';
import { costReferences, recordedSources } from './cost-sources.js';
import { COST_RULES } from './rules-version.js';
import { stretchesOf } from './stretches.js';
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
  alike: alikeCosts,
  collections: costCollections,
  references: costReferences,
  aboutPersons: true,
});

type Costs = Pick<Contribution, 'rows'> & { readonly sums: Map<string, number> };

const contribution = (document: CostDocument, person: string, sources: CostSources): Contribution => {
  const basis = costBasisOf(document);
  const looks = owedOf(basis, sources);
  const alike = owedAlike(looks, basis, sources);
  const costs = alike ? ownCosts(looks) : allCosts(looks, basis, person, sources);
  return {
    rows: costs.rows, sums: withDelays(costs.sums, looks),
    uses: usedKeys(looks.flatMap(({ stays, brief, beside }) => [...stays, ...brief, ...beside])), alike,
  };
};

/** What does not depend on prices, where all that does is what pupils have alike. */
const ownCosts = (looks: readonly OwedLook[]): Costs => ({
  rows: numberedRows('deviations', joinLooks(looks.flatMap((look) =>
    deviationsIn(look, look.owed.deviations)))),
  sums: new Map(),
});

const allCosts = (
  owed: readonly OwedLook[], basis: CostBasis, person: string, sources: CostSources,
): Costs => {
  const looks = owed.map((look) => priced(look, basis, sources));
  const joined = <R extends object>(rowsOf: (look: CostLook) => readonly R[]) =>
    joinLooks(looks.map((look) => ({ lookedAt: look.lookedAt, rows: rowsOf(look) })));
  const ofPerson = <R extends object>(rows: readonly R[]) => rows.map((row) => ({ ...row, person }));
  return {
    rows: [
      ...numberedRows(STRETCHES, joined(({ segments }) => stretchesOf(segments))),
      ...numberedRows('state-claims', joined(({ stateClaims }) => ofPerson(stateClaims))),
      ...numberedRows('sent-claims', joined(({ sentClaims }) => ofPerson(sentClaims))),
      ...numberedRows('deviations', joinLooks(looks.flatMap((look) =>
        deviationsIn(look, look.deviations)))),
    ],
    sums: sumsOverLooks(looks.map(({ lookedAt, segments }) => ({ lookedAt, sums: shapes(segments) }))),
  };
};

/** Adds how long reports took; which of them there are does not depend on when one looks. */
const withDelays = (sums: Map<string, number>, looks: readonly OwedLook[]): Map<string, number> => {
  for (const delay of looks.at(-1)?.delays() ?? []) addTo(sums, delayKey(delay), 1);
  return sums;
};

/** What could not be charged and what is doubted: some doubts are there for some of the looks only. */
const deviationsIn = (
  { lookedAt, doubts }: OwedLook, deviations: readonly Deviation[],
): LookedAt<Omit<DeviationRow, keyof Look>>[] => [
  { lookedAt, rows: deviations.map((deviation) => ({ ...deviation, newsOn: FOREVER })) },
  ...doubts().map(({ seen = lookedAt, knownOn = FOREVER, ...doubt }) => (
    { lookedAt: intersection(seen, lookedAt), rows: [{ ...doubt, newsOn: knownOn }] })),
].filter((look) => !isEmpty(look.lookedAt));

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
