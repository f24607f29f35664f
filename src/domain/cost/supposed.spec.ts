import { agreementSet, agreementsOf, policySet } from '../../../test/support/agreements.js';
import { price, pricesOf } from '../../../test/support/cost-world.js';
import type { AgreementVersion, CostPolicyVersion } from '../agreement/events.js';
import { noAgreements } from '../agreement/state.js';
import { noPrices, priceById } from '../price-list/state.js';
import { versionOn } from '../shared/dated-versions.js';
import { suppose, type Supposed, type Terms } from './supposed.js';

const NOW = '2026-11-29T08:00:00Z';
const nothing: Supposed = { policies: [], agreements: [], prices: [], without: [] };
const monthly = policySet('default', {
  validOn: '2026-01-01', counting: { rule: 'SNAPSHOT', version: 1, day: 15 },
}).data as CostPolicyVersion;

const terms = (more: Partial<Terms>): Terms => ({ prices: noPrices, agreements: noAgreements, ...more });
const countingOn = ({ agreements }: Terms, day: string): string | undefined =>
  versionOn(agreements.policies, 'default', day)?.version.counting.rule;

test('what is supposed goes before what began on the same day, and gives way to what began later', () => {
  const daily = (validOn: string) => policySet('default', { validOn, reportedAt: '2026-06-01T00:00:00Z' });
  const agreements = agreementsOf(daily('2026-01-01'), daily('2026-07-01'));
  const supposed = { ...nothing, policies: [monthly] };
  const both = suppose(terms({ agreements }), supposed, NOW);
  expect([countingOn(both, '2026-03-01'), countingOn(both, '2026-08-01')])
    .toEqual(['SNAPSHOT', 'DAILY_CALENDAR']);
  const alone = suppose(terms({ agreements }), { ...supposed, without: ['e1'] }, NOW);
  expect(countingOn(alone, '2026-08-01')).toBe('SNAPSHOT');
});

test('what there is stays as it is', () => {
  const known = terms({ prices: pricesOf([price(2026, {}, 111_300)]) });
  const before = JSON.stringify(known);
  const then = suppose(known, {
    ...nothing, policies: [monthly], prices: [price(2026, {}, 120_000)], without: ['p0'],
    agreements: [agreementSet('gr').data as AgreementVersion],
  }, NOW);
  expect(JSON.stringify(known)).toBe(before);
  expect(priceById(then.prices, 'p0')).toBeUndefined();
  expect(Object.keys(then.agreements.agreements)).toEqual(['gr']);
  expect(Object.values(then.prices.groups).flat().map(({ perYearOre }) => perYearOre)).toEqual([12_000_000]);
});
