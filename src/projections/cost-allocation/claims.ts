import type { Page } from '../../application/ports/read-store.js';
import { type ClaimTotal, ClaimTotals } from '../../domain/cost/claim-totals.js';
import { matching, seenOn } from '../conditions.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { pagesOf } from '../engine/pages.js';
import { COST_ALLOCATION, type SentClaimRow, type StateClaimRow } from './collections.js';
import type { CostFilter, PageOf } from './cost-filter.js';

const ROWS_AT_ONCE = 500;

const CLAIMED = ['municipality', 'unit', 'principal', 'person'] as const;
const SENT = ['municipality', 'person'] as const;

/** What may be claimed of the state (`payer` claims): a ledger of its own, in nobody's costs. */
export const claimsOf = async (
  live: LiveReadModels, filter: CostFilter, page: PageOf,
): Promise<Page<StateClaimRow>> => {
  const { from, to, lookedAt, payer: municipality, unit, principal, person } = filter;
  return live.store.find(await live.collection(COST_ALLOCATION, 'state-claims'), {
    where: [
      { field: 'on', gte: from }, { field: 'on', lt: to }, ...seenOn(lookedAt),
      ...matching({ municipality, unit, principal, person }, CLAIMED),
    ],
    sort: [{ field: 'on' }], limit: page.limit, after: page.after,
  });
};

/** Whose claims are asked for: who asks about themselves as a principal that is paid, claims as one. */
const claimantIn = ({ payer, principal }: CostFilter): string | undefined => payer ?? principal;

/** What was claimed for days that begin in a period, and what the state answered. */
export const sentClaimsOf = async (
  live: LiveReadModels, filter: CostFilter, page: PageOf,
): Promise<Page<SentClaimRow>> => {
  const { from, to, lookedAt, person } = filter;
  const municipality = claimantIn(filter);
  return live.store.find(await live.collection(COST_ALLOCATION, 'sent-claims'), {
    where: [
      { field: 'from', gte: from }, { field: 'from', lt: to }, ...seenOn(lookedAt),
      ...matching({ municipality, person }, SENT),
    ],
    sort: [{ field: 'from' }], limit: page.limit, after: page.after,
  });
};

/** What may be claimed, was claimed and was paid, claimant by claimant. */
export const claimTotalsOf = async (live: LiveReadModels, filter: CostFilter): Promise<ClaimTotal[]> => {
  const totals = new ClaimTotals();
  const own = { ...filter, payer: claimantIn(filter), principal: undefined };
  const claims = pagesOf((after) => claimsOf(live, own, { limit: ROWS_AT_ONCE, after }));
  for await (const rows of claims) rows.forEach((claim) => totals.add(claim));
  const sent = pagesOf((after) => sentClaimsOf(live, filter, { limit: ROWS_AT_ONCE, after }));
  for await (const rows of sent) rows.forEach((claim) => totals.addSent(claim));
  return totals.all();
};
