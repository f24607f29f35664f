import type { Terms } from '../agreement/terms.js';
import type { Funding } from '../funding/state.js';
import { priceRuleFor } from '../price-list/price-rules.js';
import type { Principal } from '../school-register/state.js';
import type { CivilDate } from '../shared/civil-date.js';
import { within, without } from '../shared/period.js';
import type { PayerPart } from './payers.js';

/** Days that somebody owes a principal for, and on what terms. */
interface Owed {
  readonly days: PayerPart;
  readonly principal: Principal;
  readonly terms: Terms;
}

interface Place {
  readonly unit: string;
  readonly studyPath: string;
  readonly educationBegan: CivilDate;
}

/** The same days, and the event by which they are paid as of a place that was taken in second hand. */
type OwedByHand = Pick<Owed, 'days' | 'terms'> & { readonly secondHandId?: string };

/**
 * Days cut by whether it was decided that the place was taken in second hand (Education Act 16:51). That
 * changes nothing where an agreement names a price rule, which goes before, nor where the law gives another.
 */
export const byHand = (
  { days, principal, terms }: Owed, { unit, ...education }: Place,
  { secondHand }: Funding,
): OwedByHand[] => {
  if (secondHand.length === 0 || terms.priceRule) return [{ days, terms }];
  const { payer } = days;
  const hasAgreement = terms.agreement !== undefined;
  const priceRule = priceRuleFor({ payer, payee: principal, ...education, hand: 'second', hasAgreement });
  if (priceRule !== 'second-hand') return [{ days, terms }];
  const decided = within(secondHand.filter((each) => each.unit === unit), days);
  const lower = decided.map(({ from, to, id }): OwedByHand =>
    ({ days: { ...days, from, to }, terms: { ...terms, priceRule }, secondHandId: id }));
  const usual = without(days, decided).map((part): OwedByHand => ({ days: { ...days, ...part }, terms }));
  return [...lower, ...usual].sort((a, b) => (a.days.from < b.days.from ? -1 : 1));
};
