import type {
  ComparedSum, Comparison, PersonsAfter, Piece,
} from '../../projections/cost-allocation/compare-range.js';
import type { LedgerPlace } from '../ledger-place.js';

/** What a thread that compares is started with. */
export interface ComparerStart {
  readonly place: LedgerPlace;
  readonly vaultFile: string;
  readonly wrappingKey: Uint8Array;
  readonly comparison: Comparison;
}

/** Main thread → a thread that compares: the next persons, what all came to, or that it is over. */
export type ToComparer = PersonsAfter | 'sums' | 'stop';

/** A thread that compares → main thread. */
export type FromComparer =
  | { readonly is: 'piece'; readonly piece: Piece }
  | { readonly is: 'sums'; readonly sums: readonly ComparedSum[] }
  | { readonly is: 'failure'; readonly name: string; readonly message: string };
