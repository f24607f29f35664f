import { setAgreement, setPolicy } from '../agreement/decide.js';
import {
  AgreementFactWithdrawn, type AgreementVersion, type CostPolicyVersion,
} from '../agreement/events.js';
import { type Agreements, evolveAgreements } from '../agreement/state.js';
import { type PublishedPrice, publishPrices } from '../price-list/decide.js';
import { type PriceListEvent, PriceWithdrawn } from '../price-list/events.js';
import { evolvePrices, priceById, type Prices } from '../price-list/state.js';
import { versionOn } from '../shared/dated-versions.js';
import { event } from '../shared/event.js';
import { Refusal, refuse } from '../shared/refusal.js';
import { DEFAULT_POLICY } from './policy.js';

/** What is supposed to be set and published besides what is, or not to be. */
export interface Supposed {
  readonly policies: readonly CostPolicyVersion[];
  readonly agreements: readonly AgreementVersion[];
  readonly prices: readonly PublishedPrice[];
  /** Ids of events that set or published something: as if they never had. */
  readonly without: readonly string[];
}

/** Prices and agreements, as costs are reckoned from them. */
export interface Terms {
  readonly prices: Prices;
  readonly agreements: Agreements;
}

/**
 * What prices and agreements would be. Each is checked as if it were to be recorded, and stands among those
 * that are by the same order; what does not say when it was decided was so at the instant given. Refuses as
 * recording would, with the place in the list.
 */
export const suppose = (known: Terms, supposed: Supposed, instant: string): Terms => {
  const remaining = supposed.without.reduce(leaving, known);
  const set = [
    ...supposed.policies.flatMap((policy, index) =>
      inPlace(`policies.${index}.`, () => setPolicy({ reportedAt: instant, ...policy }, []))),
    ...supposed.agreements.flatMap((agreement, index) =>
      inPlace(`agreements.${index}.`, () => setAgreement({ reportedAt: instant, ...agreement }, []))),
  ];
  const agreements = set.reduce((all, each, index) =>
    evolveAgreements(all, `supposed/${index}`, each), remaining.agreements);
  supposed.agreements.forEach((each, index) => mustKnowPolicies(each, agreements, `agreements.${index}.`));
  const published = publishPrices(supposed.prices.map((price) => ({ reportedAt: instant, ...price })), []);
  const prices = published.reduce((all, each, index) =>
    evolvePrices(all, `supposed/${index}`, each), remaining.prices);
  return { prices, agreements };
};

/** Without what an event set or published. */
const leaving = ({ prices, agreements }: Terms, id: string, index: number): Terms => {
  const price = priceById(prices, id);
  if (price) return { agreements, prices: evolvePrices(prices, '', withdrawalOf(id, price)) };
  const { validOn } = setBy(agreements, id)
    ?? refuse('nothing-to-withdraw', `without.${index}`, 'Name a price, policy or agreement that holds.');
  const withdrawal = event(AgreementFactWithdrawn, { validOn, withdraws: id, heldFrom: validOn });
  return { prices, agreements: evolveAgreements(agreements, '', withdrawal) };
};

const setBy = (
  { policies, agreements }: Agreements, id: string,
): CostPolicyVersion | AgreementVersion | undefined =>
  [...Object.values(policies), ...Object.values(agreements)].flat().find((dated) => dated.id === id)?.version;

const withdrawalOf = (withdraws: string, { validOn, key }: PublishedPrice): PriceListEvent =>
  event(PriceWithdrawn, { validOn, withdraws, key });

const mustKnowPolicies = ({ terms, validOn }: AgreementVersion, known: Agreements, within: string): void => {
  terms.forEach(({ policy }, index) => {
    if (policy === DEFAULT_POLICY || versionOn(known.policies, policy, validOn)) return;
    refuse('policy-unknown', `${within}terms.${index}.policy`, 'Suppose the policy too, from that day on.');
  });
};

/** A refusal tells which of the list it is about. */
const inPlace = <T>(within: string, decide: () => T): T => {
  try {
    return decide();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, field, rule } = error;
    throw new Refusal(code, field === undefined ? undefined : `${within}${field}`, rule);
  }
};
