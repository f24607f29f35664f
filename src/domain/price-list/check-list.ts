import { type CivilDate, firstOfYear } from '../shared/civil-date.js';
import { event } from '../shared/event.js';
import { canonicalJson } from '../shared/fact-order.js';
import type { Ore } from '../shared/money.js';
import type { Period } from '../shared/period.js';
import { Refusal } from '../shared/refusal.js';
import { mustBeSaidOnce, type PublishedPrice, publishPrices } from './decide.js';
import { PricePublished } from './events.js';
import { answeringFor, answeringOn, holdingOn, pricesDuring } from './match.js';
import { REFORM } from './price-rules.js';
import { mustFit, type PriceContext } from './price-context.js';
import { type InForce, type ReachingBack, reachingBack } from './reaching-back.js';
import { misplacedIn } from './succession.js';
import { evolvePrices, groupOfKey, keyText, type Price, type PriceKey, type Prices } from './state.js';

/** `gives-way`: another of its key goes before it on its first day, so that it changes nothing then. */
export const PRICE_CHANGES =
  ['new', 'same', 'higher', 'lower', 'standing', 'parts', 'gives-way'] as const;

/** A price of a list against what is in force: what it would change, on the day it would begin to hold. */
export interface PriceDifference {
  /** Its place in the list, from 0. */
  readonly index: number;
  readonly change: (typeof PRICE_CHANGES)[number];
  readonly perYearOre: Ore;
  /** What would hold for the same key on its first day, where it gives way to that. */
  readonly then?: Pick<Price, 'perYearOre' | 'standing' | 'validOn'>;
  /** What holds for the same key on its first day. */
  readonly before?: Pick<Price, 'id' | 'perYearOre' | 'standing' | 'validOn'>;
  /** Of a new key: the price of a less specific one that answers for all of it on its first day. */
  readonly instead?: Pick<Price, 'id' | 'perYearOre' | 'standing' | 'validOn' | 'key'>;
  /** Days of its year for which no price would answer, until it does. */
  readonly gap?: Period;
  /** Days of its year for which no price would answer, once it has ended. */
  readonly gapAfter?: Period;
  /** A grant to independent schools lowered for days gone by, as far as the law leaves it open. */
  readonly reachesBack?: ReachingBack['restsOn'];
}

/** A price that cannot be taken, and why; a list with one is refused whole. */
export interface PriceRefused {
  readonly index: number;
  readonly code: string;
  readonly field?: string;
  readonly rule: string;
}

export interface ListCheck {
  readonly refused: readonly PriceRefused[];
  readonly differences: readonly PriceDifference[];
  /** Prices in force of the years, principals and bases of the list that it does not speak of. */
  readonly untouched: readonly Price[];
}

/**
 * What publishing a list would do. Of a list with refused prices nothing is compared. `isComplete` is
 * whether these are all of its prices.
 */
export const checkList = (
  list: readonly PublishedPrice[], inForce: PriceContext, isComplete = true,
): ListCheck => {
  const said = new Set<string>();
  const broken = list.flatMap((price, index) => refusalOf(price, index, said, inForce));
  const refused = broken.length > 0 ? broken : misplacedIn(list, isComplete);
  if (refused.length > 0) return { refused, differences: [], untouched: [] };
  const after = list.reduce((known, price, index) =>
    evolvePrices(known, `list/${index}`, event(PricePublished, price)), inForce.prices);
  const differences = list.map((price, index) => differenceOf(price, index, inForce, after));
  return { refused, differences, untouched: untouchedBy(list, inForce.prices) };
};

/** Why a price would be refused after those before it, which said what is remembered. */
const refusalOf = (
  price: PublishedPrice, index: number, said: Set<string>, inForce: PriceContext,
): PriceRefused[] => {
  try {
    publishPrices([price], []);
    mustBeSaidOnce(price, said, '');
    mustFit(price, inForce, '');
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, field, rule } = error;
    return [{ index, code, field: field?.replace(/^prices\.\d+\./, ''), rule }];
  }
};

const differenceOf = (
  price: PublishedPrice, index: number, inForce: InForce, after: Prices,
): PriceDifference => {
  const { key, validOn, perYearOre } = price;
  const before = holdingOn(inForce.prices, key, validOn);
  const instead = before ? undefined : answeringOn(answeringFor(inForce.prices, key), validOn);
  const then = holdingOn(after, key, validOn)!;
  const change = before ? changeFrom(before, price) : 'new';
  const givesWay = change !== 'same' && then.id !== `list/${index}`;
  const back = reachingBack(price, inForce);
  const [gap, gapLater] = [gapBefore(price, after), gapAfter(price, after)];
  return {
    index, perYearOre, change: givesWay ? 'gives-way' : change,
    ...(givesWay && {
      then: { perYearOre: then.perYearOre, standing: then.standing, validOn: then.validOn },
    }),
    ...(before && { before: shown(before) }),
    ...(instead && { instead: { ...shown(instead), key: instead.key } }),
    ...(gap && { gap }), ...(gapLater && { gapAfter: gapLater }), ...(back && { reachesBack: back.restsOn }),
  };
};

const shown = ({ id, perYearOre, standing, validOn }: Price): NonNullable<PriceDifference['before']> =>
  ({ id, perYearOre, standing, validOn });

const changeFrom = (
  before: Price, { perYearOre, standing, parts = {} }: PublishedPrice,
): PriceDifference['change'] => {
  if (perYearOre !== before.perYearOre) return perYearOre > before.perYearOre ? 'higher' : 'lower';
  if (standing !== before.standing) return 'standing';
  return canonicalJson(parts) === canonicalJson(before.parts ?? {}) ? 'same' : 'parts';
};

/** Days before a price for which neither an earlier one of its key nor a less specific one answers. */
const gapBefore = ({ key, validOn }: PublishedPrice, after: Prices): Period | undefined => {
  const days = { from: firstOfYear(key.year), to: validOn };
  if (days.from >= days.to || holdingOn(after, key, days.from)) return undefined;
  return unanswered(key, days, after);
};

/** Days after its end for which neither a later one of its key nor a less specific one answers. */
const gapAfter = ({ key, until }: PublishedPrice, after: Prices): Period | undefined => {
  const nextYear = firstOfYear(key.year + 1);
  if (until === undefined || until >= nextYear || holdingOn(after, key, until)) return undefined;
  const next = (after.groups[groupOfKey(key)] ?? []).filter((price) => keyText(price.key) === keyText(key))
    .map(({ validOn }) => validOn).filter((day) => day > until).sort()[0];
  return unanswered(key, { from: until, to: next ?? nextYear }, after);
};

const unanswered = (key: PriceKey, days: Period, after: Prices): Period | undefined => {
  if (key.basis !== undefined) return days;
  const educationBegan: CivilDate = key.begun === 'before' ? '2000-01-01' : REFORM;
  const { unit = '', principal, studyPath, variant } = key;
  const parts = pricesDuring(after, { unit, principal, studyPath, variant, educationBegan }, days);
  const without = parts.filter(({ price }) => price === undefined);
  return without.length > 0 ? { from: without[0]!.from, to: without.at(-1)!.to } : undefined;
};

const untouchedBy = (list: readonly PublishedPrice[], inForce: Prices): Price[] => {
  const group = ({ key: { year, principal, basis, owner } }: PublishedPrice): string =>
    canonicalJson([year, principal, basis, owner]);
  const groups = new Set(list.map(group));
  const keys = new Set(list.map(({ key }) => keyText(key)));
  return Object.values(inForce.groups).flat()
    .filter((price) => groups.has(group(price)) && !keys.has(keyText(price.key)))
    .filter(({ id, key, validOn }) => holdingOn(inForce, key, validOn)?.id === id);
};
