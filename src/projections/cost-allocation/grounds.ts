import type { Grounds } from '../../domain/cost/grounds.js';
import { DAILY } from '../../domain/cost/counting/counting-rules.js';
import { DEFAULT_POLICY } from '../../domain/cost/policy.js';
import type { SegmentRow } from './stretches.js';

/** What a line rests on, with nothing left out that always is there. */
export type LineGrounds = Grounds & { readonly policy: string; readonly counting: string };

/** What a line rests on, besides its price; rows leave out what is usual. */
export const groundsOf = ({
  policy = DEFAULT_POLICY, policyId, counting = DAILY, agreement, agreementId, priceRule, higherPriceId,
  higherPerYearOre, decisionId, paidPercent,
}: SegmentRow): LineGrounds => (
  {
    policy, policyId, counting, agreement, agreementId, priceRule, higherPriceId, higherPerYearOre,
    decisionId, paidPercent,
  });
