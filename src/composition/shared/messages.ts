import type { LeadNews } from '../../application/ports/leases.js';
import type { LedgerAndVault, MongoPlace } from '../store-places.js';

/** What the thread that leads read models is started with. */
export interface LeadingStart {
  readonly places: LedgerAndVault;
  readonly readModels: MongoPlace;
  readonly holder: string;
  readonly takeOverMs: number;
}

export type ToldByLeading =
  | { readonly is: 'started' }
  /** Whether what is led there is made. */
  | { readonly is: 'standing'; readonly fails: boolean }
  | { readonly is: 'lead'; readonly news: LeadNews }
  /** Something did not go well; it is tried again. `said`: of a store that is away, for operators. */
  | { readonly is: 'failure'; readonly name: string; readonly message: string; readonly said?: string };
