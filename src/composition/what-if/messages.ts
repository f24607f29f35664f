import type {
  ComparedSum, Comparison, PersonsAfter, Piece,
} from '../../projections/cost-allocation/compare-range.js';
import type { LedgerAndVault } from '../store-places.js';

/** What a thread that compares is started with. */
export interface ComparerStart extends LedgerAndVault {
  readonly comparison: Comparison;
}

/** What a thread that compares is asked for: the next persons, or what all came to. */
export type AskedOfComparer = PersonsAfter | 'sums';

export type ComparerAnswer =
  | { readonly is: 'piece'; readonly piece: Piece }
  | { readonly is: 'sums'; readonly sums: readonly ComparedSum[] };
