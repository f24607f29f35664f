import type { ExtendedStudy, Funding } from '../funding/state.js';
import { type CivilDate, later, schoolYearOf } from '../shared/civil-date.js';
import { isEmpty, type Period, within, without } from '../shared/period.js';
import { isOfNationalProgramme } from '../shared/programmes.js';
import type { PathRun } from './path-runs.js';
import type { CostPolicy } from './policy.js';

/**
 * 1 July after the third year of an education; undefined where it has no given length. Of introduction
 * programmes, anpassad gymnasieskola and what has an unknown code, nothing is said (*inferred*: they are
 * never extended).
 */
const endOfYears = ({ studyPath, began }: PathRun): CivilDate | undefined => {
  if (!isOfNationalProgramme(studyPath)) return undefined;
  return `${schoolYearOf(began) + 3}-07-01`;
};

/** Days within the years of an education, or beyond them: with a decision to pay, or without one. */
export interface StudyDays extends Period {
  readonly beyond?: ExtendedStudy | 'undecided';
}

/** Whether nobody has to decide yet who pays. */
export const isDecided = <D extends Pick<StudyDays, 'beyond'>>(
  days: D,
): days is D & { readonly beyond?: ExtendedStudy } => days.beyond !== 'undecided';

/** Days that one municipality pays for, cut by whether they are beyond the years of the education. */
export const studyDays = (
  days: Period & { readonly payer?: string }, run: PathRun, policy: CostPolicy, { extended }: Funding,
): StudyDays[] => {
  const whole = [{ from: days.from, to: days.to }];
  if (policy.extendedStudy === 'paid' && extended.length === 0) return whole;
  const end = endOfYears(run);
  if (end === undefined || end >= days.to) return whole;
  const usual: StudyDays = { from: days.from, to: later(days.from, end) };
  const beyond = { from: later(days.from, end), to: days.to };
  const own = extended.filter(({ municipality }) => municipality === days.payer);
  const decided = within(own, beyond).map(({ from, to, ...decision }): StudyDays =>
    ({ from, to, beyond: { from, to, ...decision } }));
  const undecided = without(beyond, decided).map((part): StudyDays => ({
    ...part, ...(policy.extendedStudy === 'by-decision' && { beyond: 'undecided' as const }),
  }));
  return [...(isEmpty(usual) ? [] : [usual]), ...decided, ...undecided]
    .sort((a, b) => (a.from < b.from ? -1 : 1));
};
