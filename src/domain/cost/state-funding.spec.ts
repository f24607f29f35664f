import { agreementSet, agreementsOf, policySet } from '../../../test/support/agreements.js';
import {
  allocationIn, deviationsIn, price, segmentsIn, type World,
} from '../../../test/support/cost-world.js';
import { costShared, enrolled, NORTH, stateFunded } from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';

/** Nordic pupils and Swedes abroad: the state pays, and no municipality does. */

const national = [
  price(2026, { principal: 'independent', basis: 'national' }, 111_300), price(2026, {}, 100_000),
];
const world = (more: Partial<World> = {}): World => ({
  schooling: [enrolled({ validOn: '2026-01-01' })], prices: national, funding: [stateFunded()], ...more,
});
const whole = `2026-01-01 2027-01-01 state ${NORTH} 111300.00`;

test('the state pays by the national price list, though a municipality is known, or none', () => {
  expect(segmentsIn(world())).toEqual([whole]);
  expect(segmentsIn(world({ person: [] }))).toEqual([whole]);
  const { payerBasis, decisionId } = allocationIn(world()).segments[0]!;
  expect([payerBasis, decisionId]).toEqual(['state', factId(1)]);
});

test('the municipality pays its own price before and after', () => {
  const funding = [stateFunded({ validOn: '2026-03-01', until: '2026-04-01' })];
  expect(segmentsIn(world({ funding })).map((segment) => segment.split(' ').slice(0, 3).join(' '))).toEqual([
    '2026-01-01 2026-03-01 1407', '2026-03-01 2026-04-01 state', '2026-04-01 2027-01-01 1407',
  ]);
});

test('without a national price it is told, and never charged to a municipality', () => {
  const none = world({ prices: [price(2026, {}, 100_000)] });
  expect([segmentsIn(none), deviationsIn(none)]).toEqual([[], ['missing-price 2026-01-01 9999-12-31']]);
});

test('no agreement of municipalities, no share and no decision on more years concerns it', () => {
  const agreements = agreementsOf(
    policySet('default', { extendedStudy: 'by-decision' }),
    policySet('gr', { documentPays: 'to-document-date' }),
    agreementSet('gr', { terms: [{ payee: 'independent', policy: 'gr', priceRule: 'agreed-only' }] }),
  );
  const funding = [stateFunded(), costShared()];
  const schooling = [enrolled({ validOn: '2026-01-01', educationBegan: '2020-08-15' })];
  expect(segmentsIn(world({ agreements, funding, schooling }))).toEqual([whole]);
});
