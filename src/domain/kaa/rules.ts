import type { CivilDate } from '../shared/civil-date.js';
import { type ByName, versionOn, versionsOf } from '../shared/dated-versions.js';
import type { Period } from '../shared/period.js';
import type { RulesVersion } from './rules-events.js';

/** What the region has decided on who is in the target group, where no law says it. */
export type KaaRules = Pick<RulesVersion, 'leapDayBirthday' | 'gapToleranceDays'>;

/**
 * While the region has set nothing: no source says when those born on a leap day have their birthday, and the
 * law knows no gap that is none.
 */
export const assumedRules: KaaRules = { leapDayBirthday: '03-01', gapToleranceDays: 0 };

/** All rules that were set and hold, in order of time. */
export interface KnownRules {
  readonly rules: ByName<RulesVersion>;
}

/** The rules that hold on a day. */
export type RulesOn = (day: CivilDate) => KaaRules;

/** There is one set of rules: the region's. */
export const RULES = 'region';

export const rulesIn = ({ rules }: KnownRules): RulesOn => (day) =>
  versionOn(rules, RULES, day)?.version ?? assumedRules;

/** Rules as they are shown, and whether they are the assumed ones, since nobody has set any. */
export interface RulesShown extends KaaRules {
  readonly assumed: boolean;
}

export const rulesShown = ({ rules }: KnownRules, day: CivilDate): RulesShown => {
  const set = versionOn(rules, RULES, day)?.version;
  const { leapDayBirthday, gapToleranceDays } = set ?? assumedRules;
  return { leapDayBirthday, gapToleranceDays, assumed: set === undefined };
};

/** The rules that hold on days of a period, each with the first day of it that they hold on. */
export const rulesWithin = (
  known: KnownRules, { from, to }: Period,
): (RulesShown & { readonly from: CivilDate })[] => {
  const days = [from, ...versionsOf(known.rules, RULES).map(({ version }) => version.validOn)
    .filter((day) => day > from && day < to)];
  return [...new Set(days)].map((day) => ({ from: day, ...rulesShown(known, day) }));
};
