import { agreementsOf, policySet } from '../../../test/support/agreements.js';
import { pricesOf, registerOf, usualPrices, usualUnits } from '../../../test/support/cost-world.js';
import { enrolled, placed, registeredIn } from '../../../test/support/events.js';
import { documentOf } from '../../../test/support/folded.js';
import { asFacts } from '../../../test/support/given-when-then.js';
import { costAllocation } from './cost-allocation.js';
import { type CostBasis, costBasisOf, costOf, type CostSources } from './cost-of-person.js';

const confirmingBy = (confirmBy: string): CostSources => ({
  register: registerOf(usualUnits), prices: pricesOf(usualPrices), isMunicipality: () => true,
  agreements: agreementsOf(policySet('default', { confirmBy })),
});
const [SOON, LATE] = [confirmingBy('08-31'), confirmingBy('09-15')];

/** A place in summer, begun on 10 September: in time for some deadlines, and for others not. */
const basis = (): CostBasis => costBasisOf(documentOf(costAllocation(() => true), asFacts([
  registeredIn(), placed(), enrolled({ validOn: '2025-09-10' }),
])));

const paidFrom = (of: CostBasis, sources: CostSources): string[] =>
  costOf(of, sources, '2025-12-31').flatMap(({ segments }) => segments.slice(0, 1).map(({ from }) => from));

test.each<[string, CostSources, CostSources]>([['soon, late', SOON, LATE], ['late, soon', LATE, SOON]])(
  'what is known of somebody is reckoned by each policy as if there were no other: %s', (_, one, other) => {
    const known = basis();
    const costs = [one, other, one].map((sources) => paidFrom(known, sources));
    expect(costs).toEqual([one, other, one].map((sources) => paidFrom(basis(), sources)));
    expect(costs[0]).not.toEqual(costs[1]);
    expect([paidFrom(known, SOON), paidFrom(known, LATE)]).toEqual([['2025-09-10'], ['2025-07-01']]);
  },
);
