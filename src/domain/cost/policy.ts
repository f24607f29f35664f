import { type CountingCode, countingCode, DAILY } from './counting/counting-rules.js';
import type { CostPolicyVersion } from '../agreement/events.js';

/** How days are counted and paid [P]: a policy as it is on some days. Lines say which they rest on. */
export interface CostPolicy {
  readonly name: string;
  /** The event that set it; absent for the policy that holds where nobody has set one. */
  readonly id?: string;
  readonly counting: CountingCode;
  /** An August start is paid for from 1 July (Upper Secondary Ordinance 13:1; for IKE a proposal). */
  readonly augustStartPaysFromJuly: boolean;
  /** Whether the day of a dropout is the first unpaid or the last paid one [P]. */
  readonly dropoutDay: 'first-unpaid' | 'last-paid';
  /** What a final document in May or June ends: payment through 30 June, or on its own date [P]. */
  readonly documentPays: 'through-june' | 'to-document-date';
  /** Month and day to confirm a summer placement by, itself included [P]. */
  readonly confirmBy: string;
  /** Whether study beyond the years of the education is paid undecided (schooling-and-cost.md 10.1). */
  readonly extendedStudy: 'paid' | 'by-decision';
  /** How long the part for support of programinriktat val is paid: a year, by days or by terms. */
  readonly supportLasts: 'twelve-months' | 'two-terms';
  /** How many calendar years before the current one corrections reach into [P]. */
  readonly correctsYearsBack: number;
  /** How many days after an event a school is to have reported it; later reports are told of [P]. */
  readonly reportsWithinDays: number;
}

/** Of policies that say nothing. No source gives such a number: it is assumed [P]. */
const REPORTS_WITHIN_DAYS = 30;

/** The name of the policy for all who have no agreement. */
export const DEFAULT_POLICY = 'default';

/** Holds as long as nobody has set another under its name. */
export const defaultCostPolicy: CostPolicy = {
  name: DEFAULT_POLICY, counting: DAILY, augustStartPaysFromJuly: true, dropoutDay: 'first-unpaid',
  documentPays: 'through-june', confirmBy: '09-15', correctsYearsBack: 1,
  reportsWithinDays: REPORTS_WITHIN_DAYS,
  extendedStudy: 'paid', supportLasts: 'twelve-months',
};

/** A version with what it goes by where it says nothing: it may be older than the setting. */
export const withAllSettings = <V extends CostPolicyVersion>(version: V) => {
  const { reportsWithinDays, extendedStudy, supportLasts } = defaultCostPolicy;
  return { reportsWithinDays, extendedStudy, supportLasts, ...version };
};

export const policyFrom = (version: CostPolicyVersion, id: string): CostPolicy => {
  const {
    policy: name, counting, augustStartPaysFromJuly, dropoutDay, documentPays, confirmBy, correctsYearsBack,
    reportsWithinDays, extendedStudy, supportLasts,
  } = withAllSettings(version);
  return {
    name, id, counting: countingCode(counting), augustStartPaysFromJuly, dropoutDay, documentPays, confirmBy,
    correctsYearsBack, reportsWithinDays, extendedStudy, supportLasts,
  };
};
