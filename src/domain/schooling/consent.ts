import type { CivilDate } from '../shared/civil-date.js';
import { DroppedOut } from './events.js';
import type { SchoolingFact } from './standing.js';

export const CONSENT_FLAGS = ['consent-not-stated', 'consent-not-shown'] as const;

/** A stop of somebody under 18 of which the school has not said that a guardian consented. */
export interface ConsentFlag {
  readonly kind: (typeof CONSENT_FLAGS)[number];
  readonly unit: string;
  readonly on: CivilDate;
  readonly factId: string;
}

/**
 * Who is under 18 and gives notice must show a guardian's consent (gymnasieförordningen 12:4). A stop without
 * it is a fact all the same: the school looks into it, and says the stop again with the consent, or withdraws
 * it. Facts are those that hold, in order; of one stop said twice the last word on consent counts.
 */
export const consentFlags = (facts: readonly SchoolingFact[], ofAgeOn: CivilDate): ConsentFlag[] => {
  const stops = new Map<string, ConsentFlag | undefined>();
  for (const { id: factId, event } of facts) {
    if (event.type !== DroppedOut.type || event.data.validOn >= ofAgeOn) continue;
    const { unit, validOn: on, guardianConsent } = event.data;
    const stop = `${unit}|${on}`;
    const flag = (kind: ConsentFlag['kind']): ConsentFlag => ({ kind, unit, on, factId });
    if (guardianConsent === true) stops.set(stop, undefined);
    else if (guardianConsent === false) stops.set(stop, flag('consent-not-shown'));
    else if (!stops.has(stop)) stops.set(stop, flag('consent-not-stated'));
  }
  return [...stops.values()].filter((flag) => flag !== undefined);
};
