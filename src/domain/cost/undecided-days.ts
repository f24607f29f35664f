import { type Agreements, isNothingSet, noAgreements } from '../agreement/state.js';
import { termsDuring } from '../agreement/terms.js';
import { noFunding } from '../funding/state.js';
import type { SchoolRegister } from '../school-register/state.js';
import { type Ordered, type Period, within, without } from '../shared/period.js';
import { studyDays } from './extended-study.js';
import { ranDuring } from './managements.js';
import type { PaidStay } from './paid-stays.js';
import { type PathRun, pathRuns } from './path-runs.js';
import { byPayer, type PayerSources } from './payers.js';

interface Sources extends PayerSources {
  readonly register: SchoolRegister;
  readonly agreements?: Agreements;
}

/** The days of each stay that are paid for, as rules count them that go over all of a pupil's. */
export const paidFor = (stays: readonly PaidStay[], sources: Sources): (() => readonly Ordered[]) => {
  let known: readonly Ordered[] | undefined;
  return () => known ??= stays.map((each) =>
    each.paid.flatMap((days) => without(days, undecidedDays(each, sources))));
};

/** Days beyond the years of an education that nobody has decided to pay: in no count of what was paid. */
const undecidedDays = (of: PaidStay, sources: Sources): Period[] => {
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
