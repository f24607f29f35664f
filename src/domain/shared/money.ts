/** Swedish money in whole öre; a hundred to the krona. Always an integer, never a fraction. */
export type Ore = number;

export const kronor = (amount: number): Ore => amount * 100;

/** Integer division, halves away from zero: `7.5 → 8`, `-7.5 → -8`. Exact for integers up to 2^53. */
export const divideHalfAwayFromZero = (dividend: number, divisor: number): number => {
  const doubled = 2 * Math.abs(dividend) + divisor;
  const quotient = (doubled - (doubled % (2 * divisor))) / (2 * divisor);
  return dividend < 0 ? 0 - quotient : quotient; // 0 - 0, since -0 is another number to Object.is
};

/**
 * What parts of a year (days, twelfths) cost at a yearly price, rounded once. A line is the difference of two
 * of these (cumulative rounding), so that the lines of a whole year always add up to the price.
 *
 * @example costOfParts(kronor(111_300), 31, 365) // 945_288 öre
 */
export const costOfParts = (perYearOre: Ore, parts: number, partsPerYear: number): Ore =>
  divideHalfAwayFromZero(perYearOre * parts, partsPerYear);

/** A part of an amount, rounded: 60 of 100 is 60 per cent. */
export const partOf = (whole: Ore, parts: number, of: number): Ore =>
  divideHalfAwayFromZero(whole * parts, of);

/**
 * What rounding an amount to whole kronor adds to it, halves away from zero.
 *
 * @example roundingToKronor(945_288) // 12: 9 452.88 becomes 9 453 kronor
 */
export const roundingToKronor = (ore: Ore): Ore => divideHalfAwayFromZero(ore, 100) * 100 - ore;

/**
 * Reads `111300`, `111300.5` or `111 300,50` kronor without floating point; `undefined` for no amount.
 * Spaces part thousands and nothing else: `1 113 00` may be any amount.
 */
export const parseKronor = (text: string): Ore | undefined => {
  const parts = /^(-?)(\d{1,10}|\d{1,3}(?:\s\d{3}){1,3})(?:[.,](\d{1,2}))?$/.exec(text.trim());
  if (!parts) return undefined;
  const ore = Number(parts[2]!.replace(/\s/g, '')) * 100 + Number((parts[3] ?? '').padEnd(2, '0'));
  return parts[1] ? 0 - ore : ore;
};

/** `974_027` öre as `9740.27`: for people and for files, never for reckoning. */
export const formatKronor = (ore: Ore): string => {
  const whole = Math.abs(ore);
  return `${ore < 0 ? '-' : ''}${(whole - (whole % 100)) / 100}.${String(whole % 100).padStart(2, '0')}`;
};

/** `-974_027` öre as `−9 740,27`, with spaces where no line breaks: for people who read Swedish. */
export const formatKronorInSwedish = (ore: Ore): string => {
  const [kronor = '', rest = ''] = formatKronor(Math.abs(ore)).split('.');
  return `${ore < 0 ? '−' : ''}${kronor.replace(/\B(?=(\d{3})+$)/g, '\u00a0')},${rest}`;
};
