import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { InventedAddress, InventedName } from './invented-names.js';
import type { Protected } from './traits.js';

/** How sure the identity behind a coordination number is. */
export const IDENTITY_LEVELS = ['proven', 'probable', 'uncertain'] as const;
type IdentityLevel = (typeof IDENTITY_LEVELS)[number];

/** What a line of the population feed says, besides about whom and when. */
export type PopulationFact =
  | InventedName & {
    readonly kind: 'registered'; readonly municipality: string; readonly address?: InventedAddress;
  }
  | { readonly kind: 'identity-number'; readonly replaces: string }
  | { readonly kind: 'home-municipality'; readonly municipality: string; readonly movedFrom?: string }
  | InventedName & { readonly kind: 'name' }
  | { readonly kind: 'stay-municipality'; readonly municipality: string }
  | { readonly kind: 'coordination-number'; readonly identityLevel: IdentityLevel }
  | { readonly kind: 'coordination-number'; readonly dormant: true }
  | { readonly kind: 'protection'; readonly protection: Protected }
  | { readonly kind: 'compulsory-schooling-completed' | 'died' | 'emigrated' };

/** A line of the population feed (docs/reference/population-feed.md). */
export type PopulationLine = PopulationFact & {
  readonly identityNumber: string;
  readonly validOn: CivilDate;
  /** An instant in UTC. */
  readonly reportedAt: string;
};
