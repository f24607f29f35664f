/** Documents whose keys, which are mostly ids of persons, come after `from` or are it, and before `to`. */
export interface KeyRange {
  readonly from: string;
  readonly to: string;
}

const DIGITS = [...'0123456789abcdef'];
const BEYOND_ALL = '\u{10FFFF}';

/** By the first digit of persons' ids, which are random: ranges are of one size. They leave no key out. */
export const RANGES: readonly KeyRange[] = DIGITS.map((digit, index) => (
  { from: index === 0 ? '' : digit, to: DIGITS[index + 1] ?? BEYOND_ALL }));

const PER_QUARTER = RANGES.length / 4;

/** The same four at a time, for what takes longer to begin than to do. */
export const QUARTERS: readonly KeyRange[] = Array.from({ length: 4 }, (_, quarter) => ({
  from: RANGES[quarter * PER_QUARTER]!.from, to: RANGES[(quarter + 1) * PER_QUARTER - 1]!.to,
}));

export const isIn = ({ from, to }: KeyRange, key: string): boolean => from <= key && key < to;
