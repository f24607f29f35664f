import { type Agreements, isNothingSet, noAgreements } from '../agreement/state.js';
import { termsDuring } from '../agreement/terms.js';
import { noFunding } from '../funding/state.js';
import type { SchoolRegister } from '../school-register/state.js';
import { type Period, within } from '../shared/period.js';
import { studyDays } from './extended-study.js';
import { ranDuring } from './managements.js';
import type { PaidStay } from './paid-stays.js';
import { type PathRun, pathRuns } from './path-runs.js';
import { byPayer, type PayerSources } from './payers.js';

interface Sources extends PayerSources {
  readonly register: SchoolRegister;
  readonly agreements?: Agreements;
}

/** Days beyond the years of an education that nobody has decided to pay: in no count of what was paid. */
export const undecidedDays = (of: PaidStay, sources: Sources): Period[] => {
  const { paid, stay: { unit } } = of;
  const { agreements = noAgreements, funding = noFunding } = sources;
  if (isNothingSet(agreements)) return [];
  const undecided = (run: PathRun): Period[] => ranDuring(sources.register, unit, run)
    .flatMap(({ principal, ...known }) => (principal
      ? within(paid, known).flatMap((days) => byPayer(days, sources))
        .filter((days) => !days.problem && days.basis !== 'state')
        .flatMap((days) => termsDuring(agreements, days.payer, principal, days)
          .flatMap(({ policy, from, to }) =>
            (policy ? studyDays({ from, to, payer: days.payer }, run, policy, funding) : [])))
        .filter(({ beyond }) => beyond === 'undecided')
      : []));
  return pathRuns(of).flatMap(undecided);
};
