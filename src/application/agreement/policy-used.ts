import type { CostPolicyVersion } from '../../domain/agreement/events.js';
import { type CostPolicy, defaultCostPolicy, policyFrom } from '../../domain/cost/policy.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Legible } from '../ledger/opened-event.js';
import { streamOf } from './agreements.js';

/** A policy as it was when lines were charged by it. */
export interface PolicyUsed extends CostPolicy {
  /** First day it held; absent for the one that is built in. */
  readonly validOn?: CivilDate;
}

/**
 * The policy that an event set, whether or not that was withdrawn since: what was charged by it stays.
 * Without an event it is the one that is built in.
 */
export const policyUsed = async (ledger: Ledger, name: string, id?: string): Promise<PolicyUsed> => {
  if (id === undefined) return defaultCostPolicy;
  const recorded = await ledger.read(streamOf(ledger, 'policy', name).stream);
  const version = (recorded.find((event) => event.id === id) as Legible).data as CostPolicyVersion;
  return { ...policyFrom(version, id), validOn: version.validOn };
};
