import fc from 'fast-check';
import type { Document } from '../../src/application/ports/read-store.js';
import type { Agreements } from '../../src/domain/agreement/state.js';
import { canonicalJson } from '../../src/domain/shared/fact-order.js';
import { costAllocation } from '../../src/projections/cost-allocation/cost-allocation.js';
import { costBasisOf, costOf } from '../../src/projections/cost-allocation/cost-of-person.js';
import { isSeenOn, type Look } from '../../src/projections/timeline-rows.js';
import { agreementsOf, policySet } from '../support/agreements.js';
import { deviationsOf, segmentsOf } from '../support/cost-rows.js';
import { pricesOf, registerOf, usualPrices, usualUnits } from '../support/cost-world.js';
import { contributionOf, documentOf } from '../support/folded.js';
import { documents, fundingHistories, personHistories, schoolingHistories } from './arbitraries.js';

const RUNS = { numRuns: 1_000 };
const isMunicipality = (code: string): boolean => code !== '9900';
const projection = costAllocation(isMunicipality);
const DOUBTS = ['too-old-at-start', 'dated-ahead', 'reported-late'];

const references = (agreements: Agreements) =>
  ({ 'prices': pricesOf(usualPrices), 'school-register': registerOf(usualUnits), agreements });

const counted = (rule: string, settings = {}): Agreements =>
  agreementsOf(policySet('default', { counting: { rule, version: 1, ...settings } }));

const asTexts = (list: readonly object[]): string[] => list.map((each) => canonicalJson(each)).sort();

/** What the read model shows to who looks on a day, without what it is found by. */
const shown = (rows: readonly object[], on: string): string[] => asTexts((rows as (Document & Look)[])
  .filter((row) => isSeenOn(row, on))
  .map(({ person, principalId, since, until, newsOn, ...said }) => said)
  .filter(({ kind }) => !DOUBTS.includes(kind as string)));

/**
 * What is priced once for all who have it alike is what each of them costs, reckoned whole: the way that
 * explanations and what-ifs go.
 */
test.each([
  ['nothing is set', agreementsOf()],
  ['days are counted four weeks at a time', counted('PER_STARTED_FOUR_WEEKS')],
  ['a day of the month is counted', counted('SNAPSHOT', { day: 15 })],
])('where %s', (_, agreements) => {
  const mostlyNone = fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, fundingHistories);
  const histories = [schoolingHistories, documents, personHistories, mostlyNone] as const;
  let alike = 0;
  fc.assert(fc.property(...histories, (...facts) => {
    const all = facts.flat();
    const read = references(agreements);
    const { rows } = contributionOf(projection, all, read);
    if (rows.some(({ key }) => key.startsWith('~'))) alike += 1;
    const sources = { ...read, register: read['school-register'], isMunicipality };
    for (const { lookedAt: { from }, segments, deviations } of costOf(
      costBasisOf(documentOf(projection, all)), sources)) {
      expect(shown(segmentsOf({ rows }), from)).toEqual(asTexts(segments));
      expect(shown(deviationsOf({ rows }), from)).toEqual(asTexts(deviations));
    }
  }), RUNS);
  expect(alike).toBeGreaterThan(RUNS.numRuns / 40);
});
