import { type CivilDate } from '../shared/civil-date.js';
import { canonicalJson } from '../shared/fact-order.js';
import { refuse, refuseIf } from '../shared/refusal.js';
import { reported } from '../shared/reported.js';
import { checkNamed, type FailingCheck } from './checks.js';
import { HalfYearReportMade, LayoutPublished, type ReportEvent, type ReportMade } from './events.js';
import { daysOfHalfYear, type HalfYear } from '../shared/half-year.js';
import type { Layout } from './layout.js';
import { layoutsIn, type ReportStep } from './state.js';

/** Publishes a layout; the one that is published last already is nothing new. */
export const publishLayout = (layout: Layout, steps: readonly ReportStep[]): ReportEvent[] => {
  const event = reported(LayoutPublished, { validOn: daysOfHalfYear(layout.from).from, layout });
  const last = layoutsIn(steps).at(-1);
  return last && canonicalJson(last) === canonicalJson(layout) ? [] : [event];
};

/** A report is made once the half-year is over. */
export const mustBeOver = (half: HalfYear, today: CivilDate): void => refuseIf(
  daysOfHalfYear(half).to > today, 'half-year-open', 'half', 'Make the report once the half-year is over.',
);

/** Somebody's decision to make a report although checks fail, and which of them may. */
export interface Override {
  readonly decision: string;
  readonly checks: readonly FailingCheck[];
}

/**
 * Makes a report. Refuses one that fails checks (`report-checks-failed`) unless a decision accepts each of
 * them by name; a code without a word nobody can accept (`report-code-unmapped`).
 */
export const makeReport = (made: ReportMade, override: Override | undefined): ReportEvent[] => {
  const failing = made.failures.map(({ check }) => check);
  if (failing.includes('code-unmapped')) {
    refuse('report-code-unmapped', undefined, told(made, ['code-unmapped']));
  }
  const unaccepted = failing.filter((check) => !override?.checks.includes(check));
  refuseIf(unaccepted.length > 0, 'report-checks-failed', undefined, told(made, unaccepted));
  const decision = failing.length > 0 ? override?.decision : undefined;
  return [reported(HalfYearReportMade, { ...made, ...(decision !== undefined && { decision }) })];
};

const told = ({ failures }: ReportMade, checks: readonly FailingCheck[]): string => checks.map((check) => {
  const { rule, mend } = checkNamed(check);
  const persons = failures.find((each) => each.check === check)?.persons;
  return `${check} (${persons} ${persons === 1 ? 'youth' : 'youths'}): ${rule} ${mend}`;
}).join(' ');
