import type { Terms } from '../agreement/terms.js';
import type { PricePeriod } from '../price-list/match.js';
import type { PriceRule } from '../price-list/price-rules.js';
import type { Price } from '../price-list/state.js';
import type { Ore } from '../shared/money.js';
import { type CountingCode, DAILY } from './counting/counting-rules.js';

/** What an amount rests on that is not the same for everybody: absent where nobody has set anything. */
export interface Grounds {
  /** The policy by name, and the event that set it. */
  readonly policy?: string;
  readonly policyId?: string;
  /** The agreement by name, and the event that set it. */
  readonly agreement?: string;
  readonly agreementId?: string;
  /** The price rule, where an agreement or a decision makes it another than the usual one. */
  readonly priceRule?: PriceRule;
  /** The price that was not taken because it is the higher of two (second hand). */
  readonly higherPriceId?: string;
  readonly higherPerYearOre?: Ore;
  /** The event that decided that the place is paid as it is, where that took a decision. */
  readonly decisionId?: string;
  /** How much of the price is paid by that decision, where not all of it. */
  readonly paidPercent?: number;
}

/** Days with one price. */
export type Priced = PricePeriod & { readonly price: Price };

/** What was decided of the days, if anything: by which event, and how much of the price is paid. */
interface Decision {
  readonly id?: string;
  readonly percent?: number;
  /** The event that decided on extended study, where `id` decided something else. */
  readonly extendedId?: string;
}

/** By a decision on who pays, one on extended study, or both. */
export const decidedBy = (
  id: string | undefined, extended: { readonly id: string; readonly percent: number } | undefined,
): Decision => ({
  id: id ?? extended?.id, percent: extended?.percent,
  ...(id !== undefined && extended && { extendedId: extended.id }),
});

/** What is not the same for everybody of terms, a price and a decision. */
export const groundsOf = (
  { agreement, priceRule, policy }: Terms, { higher }: Pick<Priced, 'higher'>,
  { id, percent = 100, extendedId }: Decision,
): Grounds & Pick<Decision, 'extendedId'> & { readonly counting?: CountingCode } => ({
  ...(policy!.counting !== DAILY && { counting: policy!.counting }),
  ...(policy!.id !== undefined && { policy: policy!.name, policyId: policy!.id }),
  ...(agreement && { agreement: agreement.name, agreementId: agreement.id }),
  ...(priceRule && { priceRule }),
  ...(higher && { higherPriceId: higher.id, higherPerYearOre: higher.perYearOre }),
  ...(id !== undefined && { decisionId: id }), ...(extendedId !== undefined && { extendedId }),
  ...(percent < 100 && { paidPercent: percent }),
});
