import type { Page } from '../../application/ports/read-store.js';
import { remedies } from '../../domain/cost/remedies.js';
import { priceRules } from '../../domain/price-list/price-rules.js';
import type { DeviationOfPerson } from '../../projections/cost-allocation/collections.js';

/** A page of deviations, each with what would resolve it. */
export const remedied = ({ items, ...page }: Page<DeviationOfPerson>) =>
  ({ ...page, items: items.map(({ document }) => ({ ...document, ...askedFor(document) })) });

const askedFor = ({ kind, priceRule }: DeviationOfPerson) =>
  ({ remedy: remedies[kind], ...(priceRule && { asked: priceRules[priceRule] }) });
