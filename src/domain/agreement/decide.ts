import { isDayOfYear } from '../cost/counting/day-of-year.js';
import { mustMakeSense } from '../cost/counting/counting-rules.js';
import { canonicalJson, type Fact } from '../shared/fact-order.js';
import { refuse, refuseIf } from '../shared/refusal.js';
import { reported, type Said } from '../shared/reported.js';
import {
  AgreementFactWithdrawn, type AgreementEvent, AgreementSet, type AgreementVersion, CostPolicySet,
  type CostPolicyVersion,
} from './events.js';

export type AgreementFact = Fact<AgreementEvent>;

const withdrawnIn = (recorded: readonly AgreementFact[]): Set<string> => new Set(recorded.flatMap(
  ({ event: said }) => (said.type === 'AgreementFactWithdrawn' ? [said.data.withdraws] : []),
));

/** Nothing new if the same was said before and still holds; where it was read is no part of what was said. */
const unlessKnown = <E extends AgreementEvent>(said: E, recorded: readonly AgreementFact[]): E[] => {
  const contentOf = (data: AgreementEvent['data']): string => canonicalJson({ ...data, origin: undefined });
  const withdrawn = withdrawnIn(recorded);
  const isKnown = recorded.some(({ id, event: known }) => !withdrawn.has(id) && known.type === said.type
    && contentOf(known.data) === contentOf(said.data));
  return isKnown ? [] : [said];
};

/** How days are counted and paid under a policy from a day on: all of its settings, not a change of some. */
export const setPolicy = (
  policy: CostPolicyVersion, recorded: readonly AgreementFact[],
): AgreementEvent[] => {
  const said = reported(CostPolicySet, policy);
  mustMakeSense(policy.counting, 'counting.');
  refuseIf(
    !isDayOfYear(policy.confirmBy), 'date-impossible', 'confirmBy',
    'Write a day that every year has, as mm-dd.',
  );
  return unlessKnown(said, recorded);
};

/**
 * An agreement as a whole from a day on. Whether its policies are known is for the caller to see: they are
 * facts of other streams.
 */
export const setAgreement = (
  agreement: AgreementVersion, recorded: readonly AgreementFact[],
): AgreementEvent[] => {
  const said = reported(AgreementSet, agreement);
  const { parties, terms, validOn, endsOn } = agreement;
  refuseIf(
    endsOn !== undefined && endsOn <= validOn, 'agreement-ends-before-it-begins', 'endsOn',
    'Must be later than validOn.',
  );
  refuseIf(new Set(parties).size !== parties.length, 'party-named-twice', 'parties', 'Name each party once.');
  terms.forEach(({ payee, payees = [] }, index) => refuseIf(
    payee !== 'independent' && payees.some((id) => !parties.includes(id)),
    'payee-not-a-party', `terms.${index}.payees`,
    'Name only parties, unless independent principals are paid.',
  ));
  return unlessKnown(said, recorded);
};

export type AgreementWithdrawal = Omit<Said<typeof AgreementFactWithdrawn>, 'heldFrom'>;

/** What was set never held; refuses (`nothing-to-withdraw`) what is nothing that this stream has set. */
export const withdrawAgreementFact = (
  withdrawal: AgreementWithdrawal, recorded: readonly AgreementFact[],
): AgreementEvent[] => {
  const target = recorded.find(({ id, event: { type } }) =>
    id === withdrawal.withdraws && type !== 'AgreementFactWithdrawn')
    ?? refuse('nothing-to-withdraw', 'withdraws', 'Name what was set under this name.');
  const said = reported(AgreementFactWithdrawn, { ...withdrawal, heldFrom: target.event.data.validOn });
  return withdrawnIn(recorded).has(target.id) ? [] : [said];
};
