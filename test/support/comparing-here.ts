import type { CompareAll } from '../../src/application/cost/what-if.js';
import { comparedBy } from '../../src/composition/what-if/comparers.js';
import { CompareRange } from '../../src/projections/cost-allocation/compare-range.js';
import type { CostSources } from '../../src/projections/cost-allocation/cost-of-person.js';
import type { HistorySources } from '../../src/projections/engine/histories.js';

/** Compares costs one after the other in the thread of the test, as the product does in several. */
export const comparingHere = (
  ledger: HistorySources, isMunicipality: CostSources['isMunicipality'],
): CompareAll => (comparison) => {
  const range = new CompareRange(ledger, comparison, isMunicipality);
  return comparedBy([{
    next: (persons) => range.next(persons), sums: async () => range.sums(), stop: async () => undefined,
  }]);
};
