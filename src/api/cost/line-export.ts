import type { ExportedLine } from '../../projections/cost-allocation/queries.js';

/** The fields of an exported line, in order; docs/reference/cost-lines.md says what each of them means. */
export const lineFields = [
  'person', 'month', 'from', 'to', 'payer', 'payerBasis', 'unit', 'principal', 'studyPath', 'variant', 'days',
  'ore', 'perYearOre', 'countedBefore', 'counting', 'priceId', 'priceStanding', 'priceRule', 'higherPriceId',
  'higherPerYearOre', 'policy', 'policyId', 'agreement', 'agreementId',
  'decisionId', 'paidPercent', 'share', 'item', 'vatOre',
] as const satisfies readonly (keyof ExportedLine)[];
