import { type Agreements, isNothingSet, noAgreements } from '../agreement/state.js';
import { termsDuring } from '../agreement/terms.js';
import { noFunding } from '../funding/state.js';
import { type Principal, type SchoolRegister, unitOn } from '../school-register/state.js';
import { addDays } from '../shared/civil-date.js';
import { covering } from '../shared/period.js';
import { countingCode, countingRule } from './counting/counting-rules.js';
import type { PolicyOf } from './paid-stays.js';
import { type PayerSources, STATE } from './payers.js';
import { defaultCostPolicy } from './policy.js';

/** What it depends on which policy a day is paid under. */
export interface PolicySources extends PayerSources {
  readonly register: SchoolRegister;
  readonly agreements?: Agreements;
}

/** With whom nobody has an agreement. */
const NOBODY: Principal = { id: '', name: '', kind: 'independent' };

/**
 * The policy of whoever pays a school on a day. Where no agreement says so, or it names a policy that nobody
 * has set, it is the default one: the days are then told as deviations anyway.
 */
export const policiesOf = (
  { municipalities, register, agreements = noAgreements, funding = noFunding }: PolicySources,
): PolicyOf => {
  if (isNothingSet(agreements)) return () => defaultCostPolicy;
  return (unit, day) => {
    const payer = covering(funding.state, day) ? STATE : covering(municipalities, day)?.municipality;
    const payee = unitOn(register, unit, day)?.principal ?? NOBODY;
    const [terms] = termsDuring(agreements, payer, payee, { from: day, to: addDays(day, 1) });
    return terms?.policy ?? defaultCostPolicy;
  };
};

/** Whether some policy's rule counts over all that is paid for a pupil, at any school. */
export const someCountOverPupil = ({ policies }: Agreements): boolean =>
  Object.values(policies).flat().some(({ version: { counting } }) =>
    countingRule(countingCode(counting)).countsOver === 'pupil');
