import { isDayOfYear } from '../cost/counting/day-of-year.js';
import { mustNameEachOnce } from '../funding/decide.js';
import { mustMakeSense } from '../cost/counting/counting-rules.js';
import { settingToWithdraw, unlessSet } from '../shared/dated-versions.js';
import type { Fact } from '../shared/fact-order.js';
import { refuseIf } from '../shared/refusal.js';
import { reported, type Said } from '../shared/reported.js';
import {
  AgreementFactWithdrawn, type AgreementEvent, AgreementSet, type AgreementVersion, CostPolicySet,
  type CostPolicyVersion, type SharedPlaces,
} from './events.js';

export type AgreementFact = Fact<AgreementEvent>;

/** How days are counted and paid under a policy from a day on: all of its settings, not a change of some. */
export const setPolicy = (
  policy: CostPolicyVersion, recorded: readonly AgreementFact[], now?: string,
): AgreementEvent[] => {
  const said = reported(CostPolicySet, policy);
  mustMakeSense(policy.counting, 'counting.');
  refuseIf(
    !isDayOfYear(policy.confirmBy), 'date-impossible', 'confirmBy',
    'Write a day that every year has, as mm-dd.',
  );
  return unlessSet(said, recorded, now);
};

const mustPayParties = (
  { payee, payees = [] }: Pick<AgreementVersion['terms'][number], 'payee' | 'payees'>,
  parties: readonly string[], within: string,
): void => refuseIf(
  payee !== 'independent' && payees.some((id) => !parties.includes(id)), 'payee-not-a-party',
  `${within}payees`, 'Name only parties, unless independent principals are paid.',
);

/** Nobody is bound to pay by what others agreed. */
const mustBindParties = (
  { remainder, others }: SharedPlaces, parties: readonly string[], within: string,
): void => refuseIf(
  [remainder, ...others].some(({ payer }) => payer !== undefined && !parties.includes(payer)),
  'payer-not-a-party', `${within}others`, 'Name only parties; the home municipality goes without a name.',
);

/**
 * An agreement as a whole from a day on. Whether its policies are known is for the caller to see: they are
 * facts of other streams.
 */
export const setAgreement = (
  agreement: AgreementVersion, recorded: readonly AgreementFact[], now?: string,
): AgreementEvent[] => {
  const said = reported(AgreementSet, agreement);
  const { parties, terms, shares = [], validOn, endsOn } = agreement;
  refuseIf(
    endsOn !== undefined && endsOn <= validOn, 'agreement-ends-before-it-begins', 'endsOn',
    'Must be later than validOn.',
  );
  refuseIf(new Set(parties).size !== parties.length, 'party-named-twice', 'parties', 'Name each party once.');
  terms.forEach((each, index) => mustPayParties(each, parties, `terms.${index}.`));
  shares.forEach((each, index) => {
    mustPayParties(each, parties, `shares.${index}.`);
    mustNameEachOnce(each, `shares.${index}.`);
    mustBindParties(each, parties, `shares.${index}.`);
  });
  return unlessSet(said, recorded, now);
};

export type AgreementWithdrawal = Omit<Said<typeof AgreementFactWithdrawn>, 'heldFrom'>;

/** What was set never held; refuses (`nothing-to-withdraw`) what is nothing that this stream has set. */
export const withdrawAgreementFact = (
  withdrawal: AgreementWithdrawal, recorded: readonly AgreementFact[],
): AgreementEvent[] => {
  const { target, isWithdrawn } = settingToWithdraw(withdrawal.withdraws, recorded);
  const said = reported(AgreementFactWithdrawn, { ...withdrawal, heldFrom: target.event.data.validOn });
  return isWithdrawn ? [] : [said];
};
