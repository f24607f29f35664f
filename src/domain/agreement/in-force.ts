import { defaultCostPolicy, withAllSettings } from '../cost/policy.js';
import { dailyCalendar } from '../cost/counting/daily-calendar.js';
import { type CivilDate, earlier, FOREVER } from '../shared/civil-date.js';
import type { ByName, Dated } from '../shared/dated-versions.js';
import type { FactTimes } from '../shared/fact-order.js';
import type { AgreementVersion, CostPolicyVersion } from './events.js';
import type { Agreements } from './state.js';

/** A version with the days that it holds on: from its `validOn` up to `until`. */
export type InForce<V> = V & {
  /** The event that set it. Absent: it is built in. */
  readonly id?: string;
  /** First day that it no longer holds. */
  readonly until: CivilDate;
};

type Version = FactTimes & { readonly endsOn?: CivilDate };

/** Each version of one name in order of time; without those that another of the same day has replaced. */
const periodsOf = <V extends Version>(versions: readonly Dated<V>[]): InForce<V>[] => versions
  .map(({ id, version }, index): InForce<V> => {
    const next = versions[index + 1]?.version.validOn ?? FOREVER;
    return { ...version, id, until: earlier(next, version.endsOn ?? FOREVER) };
  })
  .filter(({ validOn, until }) => validOn < until);

const byName = <V extends Version>(all: ByName<V>): InForce<V>[] =>
  Object.keys(all).sort().flatMap((name) => periodsOf(all[name]!));

const DAWN: CivilDate = '0001-01-01';

/** The policy that holds until somebody sets the first under its name. */
const builtIn = (set: readonly InForce<CostPolicyVersion>[]): InForce<CostPolicyVersion>[] => {
  const { name, counting: _code, ...settings } = defaultCostPolicy;
  const first = set.find(({ policy }) => policy === name);
  const counting = { rule: dailyCalendar.name, version: dailyCalendar.version };
  return [{ policy: name, counting, ...settings, validOn: DAWN, until: first?.validOn ?? FOREVER }];
};

/** Every version of every agreement, by name and in order of time. */
export const agreementPeriods = ({ agreements }: Agreements): InForce<AgreementVersion>[] =>
  byName(agreements);

/** Every version of every policy, the one that is built in among them, by name and in order of time. */
export const policyPeriods = ({ policies }: Agreements): InForce<CostPolicyVersion>[] => {
  const set = byName(policies).map(withAllSettings);
  return [...builtIn(set), ...set].filter(({ validOn, until }) => validOn < until);
};

/** Those that hold on a day. */
export const inForceOn = <V extends { readonly validOn: CivilDate; readonly until: CivilDate }>(
  all: readonly V[], day: CivilDate,
): V[] => all.filter(({ validOn, until }) => validOn <= day && day < until);
