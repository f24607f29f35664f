import { mustBeSaidOnce, type PublishedPrice, publishPrices } from '../../../domain/price-list/decide.js';
import { canonicalJson } from '../../../domain/shared/fact-order.js';
import { parseKronor } from '../../../domain/shared/money.js';
import { refuse } from '../../../domain/shared/refusal.js';
import type { Fields } from '../reading/fields.js';
import { inColumns } from '../reading/in-columns.js';
import type { PlainLine } from '../statement.js';

/** What the rows of one file said before: a key and day has one price in it. */
export type SaidBefore = Set<string>;

/** A price as a line of a file states it. Prices of a file belong to the list of their year and principal. */
export const priceLine = (
  price: PublishedPrice, columns: Readonly<Record<string, string>>, before: SaidBefore,
): PlainLine => {
  const events = inColumns(columns, 'prices.0.', () => {
    const published = publishPrices([price], []);
    mustBeSaidOnce(price, before, 'prices.0.');
    return published;
  });
  const { origin: _, ...said } = price;
  const identity = `price|${canonicalJson(said)}`;
  const list = `${price.key.year}-${price.key.principal}`;
  return { category: 'pricelist', list, statements: events.map((event) => ({ event, identity })) };
};

/** Kronor in a column, as öre. Nothing is no price: a place without a price is a deviation. */
export const amountIn = (row: Fields, column: string): number => {
  const ore = parseKronor(row.mustText(column));
  if (ore !== undefined && ore > 0) return ore;
  const rule = 'Write kronor, more than none, with at most two decimals.';
  return refuse('amount-malformed', row.pathTo(column), rule);
};

/** Kronor of a part of a price, as öre. A part may be none: of meals, at a school that serves none. */
export const partIn = (row: Fields, column: string): number => {
  const ore = parseKronor(row.mustText(column));
  if (ore !== undefined && ore >= 0) return ore;
  const rule = 'Write kronor, none or more, with at most two decimals.';
  return refuse('amount-malformed', row.pathTo(column), rule);
};
