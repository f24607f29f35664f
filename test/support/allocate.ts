import { type Allocation, allocationOf, type AllocationSources } from '../../src/domain/cost/allocation.js';
import { owedFor } from '../../src/domain/cost/owed.js';
import type { PaidStay } from '../../src/domain/cost/paid-stays.js';

/** Charges every paid day of a person to a payer at a price, or says why it cannot. */
export const allocate = (stays: readonly PaidStay[], sources: AllocationSources): Allocation =>
  allocationOf(owedFor(stays, sources), stays, sources);
