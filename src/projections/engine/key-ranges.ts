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

/** The same two at a time, for what takes longer to begin than to do. */
export const EIGHTHS: readonly KeyRange[] = RANGES.flatMap(({ from }, index) => (
  index % 2 === 0 ? { from, to: RANGES[index + 1]!.to } : []));

export const isIn = ({ from, to }: KeyRange, key: string): boolean => from <= key && key < to;
