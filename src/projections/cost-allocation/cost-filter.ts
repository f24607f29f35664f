import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { Period } from '../../domain/shared/period.js';

/** Which costs: the days they are for, the day one looks, and whose. */
export interface CostFilter extends Period {
  readonly lookedAt: CivilDate;
  readonly payer?: string;
  readonly unit?: string;
  readonly principal?: string;
  readonly studyPath?: string;
  readonly person?: string;
  readonly kind?: string;
  /** Of reports that came late, only those that the ledger learnt of since that day. */
  readonly newsSince?: CivilDate;
}

export interface PageOf {
  readonly limit: number;
  readonly after?: string;
}
