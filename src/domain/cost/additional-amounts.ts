import type { AdditionalAmount, Funding } from '../funding/state.js';
import { addDays, type CivilDate, earlier, monthOf, yearOf } from '../shared/civil-date.js';
import { intersection, isEmpty, type Period } from '../shared/period.js';
import { isProgrammeChoice } from '../shared/study-path.js';
import type { PaidStay } from './paid-stays.js';
import { type PathRun, pathRuns } from './path-runs.js';
import type { CostPolicy } from './policy.js';

/** The first day that is paid on programinriktat val, at any school. */
const supportBegan = (stays: readonly PaidStay[]): CivilDate | undefined => stays.flatMap(pathRuns)
  .filter(({ studyPath }) => isProgrammeChoice(studyPath)).map(({ from }) => from).sort()[0];

/** A year after a day: to the same day, or two terms, of which one begins in January and one in July. */
const yearAfter = (began: CivilDate, { supportLasts }: CostPolicy): CivilDate => {
  const year = yearOf(began) + 1;
  if (supportLasts === 'two-terms') return `${year}-${monthOf(began) < 7 ? '01' : '07'}-01`;
  return began.endsWith('-02-29') ? addDays(`${year}-02-28`, 1) : `${year}${began.slice(4)}`;
};

/** Days of a place for which an amount is paid besides its price. */
export interface AmountDays extends Period {
  readonly amount: AdditionalAmount;
}

interface Place {
  readonly unit: string;
  readonly run: PathRun;
  readonly policy: CostPolicy;
  readonly stays: readonly PaidStay[];
}

/** What is paid besides for days at a place: amounts of whoever pays it, for that school unit. */
export const amountDays = (
  days: Period & { readonly payer?: string }, { unit, run, policy, stays }: Place, { amounts }: Funding,
): AmountDays[] => {
  if (amounts.length === 0) return [];
  const own = amounts.filter((each) => each.unit === unit && each.municipality === days.payer);
  return own.flatMap((amount) => {
    const part = intersection(days, amount);
    const paid = amount.item === 'programme-support' ? withinYear(part, run, stays, policy) : part;
    return isEmpty(paid) ? [] : [{ ...paid, amount }];
  });
};

const withinYear = (
  days: Period, { studyPath }: PathRun, stays: readonly PaidStay[], policy: CostPolicy,
): Period => {
  const began = supportBegan(stays);
  if (began === undefined || !isProgrammeChoice(studyPath)) return { from: days.from, to: days.from };
  return { from: days.from, to: earlier(days.to, yearAfter(began, policy)) };
};
