import { firstOfNextMonth } from '../shared/civil-date.js';
import type { Ore } from '../shared/money.js';
import type { SettlementLine } from './settle.js';

/** How many lines there are, and what they come to. */
export interface LineSum {
  readonly lines: number;
  readonly debitOre: Ore;
  readonly creditOre: Ore;
}

/** What a settlement leaves out for one pupil: what it comes to, and line by line for whoever asks. */
export interface LeftOut extends LineSum {
  /** The first month after all of it, as `yyyy-mm`; none where nothing is left out. */
  readonly settledFrom?: string;
  each(): readonly SettlementLine[];
}

/** What some lines come to. */
export const sumOf = (lines: readonly { readonly ore: Ore }[]): LineSum => {
  let [debitOre, creditOre] = [0, 0];
  for (const { ore } of lines) {
    if (ore < 0) creditOre += ore;
    else debitOre += ore;
  }
  return { lines: lines.length, debitOre, creditOre };
};

export const NO_LINES: LineSum = { lines: 0, debitOre: 0, creditOre: 0 };

/** What several sums come to together. */
export const totalOf = (sums: readonly LineSum[]): LineSum => sums.reduce((total, sum) => ({
  lines: total.lines + sum.lines, debitOre: total.debitOre + sum.debitOre,
  creditOre: total.creditOre + sum.creditOre,
}), NO_LINES);

/** These lines, left out. */
export const leftOut = (lines: readonly SettlementLine[]): LeftOut => {
  const last = lines.map(({ month }) => month).sort().at(-1);
  return {
    ...sumOf(lines), each: () => lines,
    settledFrom: last === undefined ? undefined : firstOfNextMonth(`${last}-01`).slice(0, 7),
  };
};
