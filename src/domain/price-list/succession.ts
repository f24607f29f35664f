import { addDays } from '../shared/civil-date.js';
import type { Said } from '../shared/reported.js';
import type { PricePublished } from './events.js';
import { answeringOn } from './match.js';
import { keyText, type Price } from './state.js';

type Listed = Said<typeof PricePublished>;

/** A price that does not follow on those of its key before it, by its place in the list. */
export interface Misplaced {
  readonly index: number;
  readonly code: 'price-gap' | 'prices-overlap';
  readonly field: 'validOn';
  readonly rule: string;
}

interface InList {
  readonly index: number;
  readonly price: Listed;
}

/**
 * Prices of a list that leave days of their key without any, or take days that another of their standing says
 * it has. A key may begin later than the year and end earlier: programmes begin in July. Of a list that lacks
 * rows nobody can say which days it leaves.
 */
export const misplacedIn = (list: readonly Listed[], isComplete = true): Misplaced[] => {
  const byKey = new Map<string, InList[]>();
  for (const [index, price] of list.entries()) {
    const key = keyText(price.key);
    const known = byKey.get(key);
    if (known) known.push({ index, price });
    else byKey.set(key, [{ index, price }]);
  }
  return [...byKey.values()].flatMap(misplacedAmong).filter(({ code }) => isComplete || code !== GAP.code)
    .sort((a, b) => a.index - b.index);
};

/** A key has few rows: a day of its year and a standing have one, and a second that is the same is let be. */
const misplacedAmong = (ofKey: readonly InList[]): Misplaced[] => {
  const known = new Map<string, InList>();
  for (const one of ofKey) {
    const place = `${one.price.validOn}|${one.price.standing}`;
    if (!known.has(place)) known.set(place, one);
  }
  const inOrder = [...known.values()].sort((a, b) => (a.price.validOn < b.price.validOn ? -1 : 1));
  const prices = inOrder.map(({ index, price }): Price => ({ ...price, id: `${index}` }));
  return inOrder.flatMap(({ index, price }): Misplaced[] => {
    const before = prices.filter(({ validOn }) => validOn < price.validOn);
    if (before.length > 0 && !answeringOn(before, addDays(price.validOn, -1))) return [{ index, ...GAP }];
    const isTaken = before.some(({ standing, until = '' }) =>
      standing === price.standing && until > price.validOn);
    return isTaken ? [{ index, ...OVERLAP }] : [];
  });
};

const GAP = {
  code: 'price-gap', field: 'validOn',
  rule: 'The price of its key before it ends on an earlier day: let it begin where that one ends.',
} as const;

const OVERLAP = {
  code: 'prices-overlap', field: 'validOn',
  rule: 'A price of the same key and standing before it has not ended on that day.',
} as const;
