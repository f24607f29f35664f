import { canonicalJson } from '../shared/fact-order.js';
import { Remembered } from '../shared/remembered.js';
import { programmeOf, withoutEmptyPositions } from '../shared/study-path.js';
import type { PriceListEvent } from './events.js';

type Published = Extract<PriceListEvent, { type: 'PricePublished' }>['data'];
export type PriceKey = Published['key'];

/** A published price, by the id of the event that published it. */
export interface Price extends Published {
  readonly id: string;
}

/** All prices that hold, grouped for finding. Plain JSON, since it is kept beside the read models. */
export interface Prices {
  /** By `year|programme`; a price for any programme is under `year|`. */
  readonly groups: Readonly<Record<string, readonly Price[]>>;
  /** Ids withdrawn, whether or not the price has arrived yet. */
  readonly withdrawn: readonly string[];
}

export const noPrices: Prices = { groups: {}, withdrawn: [] };

/** The group of a year and a study path; what a look-up depends on. */
export const priceGroup = (year: number, studyPath: string): string =>
  `${year}|${studyPath === '' ? '' : programmeOf(studyPath)}`;

/**
 * The same of two keys only if they are one: lists write a study path with zeros in its empty positions, or
 * without (compensation requirement 12).
 */
export const keyText = (key: PriceKey): string =>
  canonicalJson({ ...key, studyPath: withoutEmptyPositions(key.studyPath) });

export const groupOfKey = (key: PriceKey): string => priceGroup(key.year, key.studyPath);

export const evolvePrices = (prices: Prices, id: string, event: PriceListEvent): Prices => {
  switch (event.type) {
    case 'PricePublished': return withPrice(prices, { ...event.data, id });
    case 'PriceWithdrawn': return withoutPrice(prices, event.data.withdraws);
    default: return prices;
  }
};

const withPrice = (prices: Prices, price: Price): Prices => {
  const group = groupOfKey(price.key);
  const known = prices.groups[group] ?? [];
  if (prices.withdrawn.includes(price.id) || known.some(({ id }) => id === price.id)) return prices;
  return { ...prices, groups: { ...prices.groups, [group]: [...known, price] } };
};

const withoutPrice = (prices: Prices, id: string): Prices => ({
  groups: Object.fromEntries(Object.entries(prices.groups).map(([group, known]) =>
    [group, known.filter((price) => price.id !== id)])),
  withdrawn: prices.withdrawn.includes(id) ? prices.withdrawn : [...prices.withdrawn, id],
});

const byId = new Remembered<Prices, ReadonlyMap<string, Price>>();

/** A published price by its id, wherever it is grouped. */
export const priceById = (prices: Prices, id: string): Price | undefined => byId.of(prices, 'all', () =>
  new Map(Object.values(prices.groups).flat().map((price) => [price.id, price]))).get(id);
