import type { SentClaim } from '../funding/state.js';
import type { Ore } from '../shared/money.js';
import type { StateClaim } from './state-claims.js';

/** What one claimant may claim of the state, and what has come of it. */
export interface ClaimTotal {
  readonly municipality: string;
  /** What may be claimed. */
  readonly ore: Ore;
  /** What was claimed. */
  readonly claimedOre: Ore;
  /** What was claimed and not answered yet. */
  readonly waitingOre: Ore;
  /** What was granted. */
  readonly paidOre: Ore;
  /** What was answered and not granted. */
  readonly refusedOre: Ore;
  /** What may be claimed and is neither granted nor refused; below nothing where more was claimed. */
  readonly openOre: Ore;
}

type Sums = { -readonly [K in keyof ClaimTotal]: ClaimTotal[K] };

/** Adds up, claimant by claimant, what may be claimed and what was. */
export class ClaimTotals {
  private readonly sums = new Map<string, Sums>();

  add({ municipality, ore }: Pick<StateClaim, 'municipality' | 'ore'>): void {
    this.of(municipality).ore += ore;
  }

  addSent({ municipality, ore, grantedOre }: Pick<SentClaim, 'municipality' | 'ore' | 'grantedOre'>): void {
    const sums = this.of(municipality);
    sums.claimedOre += ore;
    if (grantedOre === undefined) sums.waitingOre += ore;
    else {
      sums.paidOre += grantedOre;
      sums.refusedOre += ore - grantedOre;
    }
  }

  /** In the order of claimants. */
  all(): ClaimTotal[] {
    return [...this.sums.keys()].sort().map((key) => {
      const sums = this.sums.get(key)!;
      return { ...sums, openOre: sums.ore - sums.paidOre - sums.refusedOre };
    });
  }

  private of(municipality: string): Sums {
    const known = this.sums.get(municipality)
      ?? { municipality, ore: 0, claimedOre: 0, waitingOre: 0, paidOre: 0, refusedOre: 0, openOre: 0 };
    this.sums.set(municipality, known);
    return known;
  }
}
