import type { Ore } from '../shared/money.js';

/** Days and what they cost. */
export interface Amount {
  readonly days: number;
  readonly ore: Ore;
  /** How much of it compensates for VAT; nothing where the payee gets none. */
  readonly vatOre: Ore;
}

/** The same, to add to in place. */
export type Adding = { -readonly [K in keyof Amount]: Amount[K] };

export const NOTHING: Amount = { days: 0, ore: 0, vatOre: 0 };

export const added = (a: Amount, b: Amount): Amount =>
  ({ days: a.days + b.days, ore: a.ore + b.ore, vatOre: a.vatOre + b.vatOre });

export const areEqual = (a: Amount, b: Amount): boolean =>
  a.days === b.days && a.ore === b.ore && a.vatOre === b.vatOre;
