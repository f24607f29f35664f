import type { CivilDate } from '../shared/civil-date.js';
import type { Period } from '../shared/period.js';

/** Days on which a condition holds or does not, and the events that decide it; none if nothing was said. */
export interface ConditionPeriod extends Period {
  readonly holds: boolean;
  readonly decidedBy: readonly string[];
}

/** Before anything that can be reported. */
export const DAWN: CivilDate = '1900-01-01';
