import type { Period } from '../../domain/shared/period.js';
import type { Position } from './event-store.js';

/** Where it is found whom a half-year report may be about, and whom one was about; kept by read models. */
export interface ReportSource {
  /**
   * Everybody who is, or by the facts should be, in a municipality's register on a day of a period, as of a
   * position of the ledger. Whoever else is among them is left out by whoever reads their facts.
   */
  candidates(
    municipality: string, days: Period,
  ): Promise<{ readonly position: Position; readonly persons: readonly string[] }>;
  /** Everybody who has rows in a report, save those whose record was erased. */
  personsIn(report: string): Promise<readonly string[]>;
}
