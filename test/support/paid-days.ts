import { type PaidStay, paidStays } from '../../src/domain/cost/paid-stays.js';
import { type CostPolicy, defaultCostPolicy } from '../../src/domain/cost/policy.js';
import type { DocumentEvent, SchoolingEvent } from '../../src/domain/schooling/events.js';
import { schoolingHistory } from '../../src/domain/schooling/timelines.js';
import { NORTH, SOUTH, WEST } from './events.js';
import { asFacts } from './given-when-then.js';

const NAMES: Record<string, string> = { [NORTH]: 'north', [SOUTH]: 'south', [WEST]: 'west' };

/** What each stay is paid for once every deadline has passed. */
export const paidIn = (
  schooling: readonly SchoolingEvent[], documents: readonly DocumentEvent[] = [],
  policy: CostPolicy = defaultCostPolicy,
): PaidStay[] => {
  const { timelines } = schoolingHistory(asFacts(schooling), asFacts(documents));
  return paidStays(timelines.at(-1)!, () => policy);
};

/** Paid days, written `unit from to`. */
export const paidFor = (
  schooling: readonly SchoolingEvent[], documents: readonly DocumentEvent[] = [], policy = defaultCostPolicy,
): string[] => paidIn(schooling, documents, policy).flatMap(({ stay, paid }) =>
  paid.map(({ from, to }) => [NAMES[stay.unit], from, to.replace('9999-12-31', '…')].join(' ')));

/** Days disputed with another school, written likewise. */
export const disputedIn = (...schooling: readonly SchoolingEvent[]): string[] =>
  paidIn(schooling).flatMap(({ stay, disputed }) =>
    disputed.map(({ from, to }) => [NAMES[stay.unit], from, to.replace('9999-12-31', '…')].join(' ')));
