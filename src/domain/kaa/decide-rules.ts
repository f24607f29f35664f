import { settingToWithdraw, unlessSet } from '../shared/dated-versions.js';
import type { Fact } from '../shared/fact-order.js';
import { reported, type Said } from '../shared/reported.js';
import type { KaaSettingEvent } from './routine.js';
import { KaaRulesSet, KaaRulesWithdrawn, type RulesEvent, type RulesVersion } from './rules-events.js';

/** Of the stream that the routines of municipalities are in too. */
type Recorded = readonly Fact<KaaSettingEvent>[];

/** By which rules the region tells who is in the target group from a day on: all of them. */
export const setRules = (rules: RulesVersion, recorded: Recorded, now?: string): RulesEvent[] =>
  unlessSet<RulesEvent>(reported(KaaRulesSet, rules), recorded, now);

export type RulesWithdrawal = Omit<Said<typeof KaaRulesWithdrawn>, 'validOn'>;

/** Rules that the region set never held; a routine is the municipality's that set it. */
export const withdrawRules = (withdrawal: RulesWithdrawal, recorded: Recorded): RulesEvent[] => {
  const ofRegion = recorded.filter(({ event }) => !('municipality' in event.data));
  const { target, isWithdrawn } = settingToWithdraw(withdrawal.withdraws, ofRegion);
  const said = reported(KaaRulesWithdrawn, { ...withdrawal, validOn: target.event.data.validOn });
  return isWithdrawn ? [] : [said];
};
