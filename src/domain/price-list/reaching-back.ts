import { type CivilDate, civilDateAt, firstOfMonth } from '../shared/civil-date.js';
import { refuse } from '../shared/refusal.js';
import { type RestsOn, restsOn } from '../shared/rests-on.js';
import { contentOf, type PriceFact, type PublishedPrice } from './decide.js';
import { answeringFor, answeringOn } from './match.js';
import { evolvePrices, groupOfKey, type Price, type PriceKey, type Prices } from './state.js';

/** The prices that hold, and the day on which somebody would add to them. */
export interface InForce {
  readonly prices: Prices;
  readonly today: CivilDate;
  /** Ids of those that the same delivery recorded before it was cut off: no row lowers another of its own. */
  readonly ofDelivery?: ReadonlySet<string>;
}

/** A decided grant that a price lowers for days before the day it was decided. */
export interface ReachingBack {
  /** Whether the law says that it may not; else it is for whoever decides to look at. */
  readonly isRefused: boolean;
  readonly restsOn: RestsOn;
}

const REMAINING = 'Upper Secondary Ordinance (2010:2039) 13:2: cuts lower only payments that remain';
const REMAINING_IN_SWEDISH =
  'gymnasieförordningen (2010:2039) 13 kap. 2 §: minskningar sänker bara återstående utbetalningar';

const AGAINST_LAW: ReachingBack = {
  isRefused: true,
  restsOn: restsOn(
    'L', `${REMAINING}, and 13:11: a twelfth is paid each month`,
    `${REMAINING_IN_SWEDISH}, och 13 kap. 11 §: en tolftedel betalas varje månad`,
  ),
};
const IN_ITS_MONTH: ReachingBack = {
  isRefused: false,
  restsOn: restsOn(
    'P', `${REMAINING}; whether that month's payment did when it was decided is not known`,
    `${REMAINING_IN_SWEDISH}; om månadens utbetalning återstod vid beslutet är inte känt`,
  ),
};
const OF_OTHERS: ReachingBack = {
  isRefused: false,
  restsOn: restsOn(
    'P', `${REMAINING}; that it is not about the national list, decisions on one education and court rulings `
      + 'on one school is our reading',
    `${REMAINING_IN_SWEDISH}; att det inte gäller riksprislistan, beslut om en viss utbildning eller domar `
      + 'om en viss skola är vår tolkning',
  ),
};

/** Not a municipality's own cut: a list or decision of the state, or the price of one school by a ruling. */
const isOfOthers = ({ basis, unit }: PriceKey): boolean =>
  basis === 'national' || basis === 'decision' || unit !== undefined;

/**
 * Whether a price lowers what an independent principal was granted for days gone by, whether that was by a
 * price of its key or by a less specific one. An increase may reach back, and so may what is decided after a
 * preliminary price. One that does not say when it was decided was so today.
 */
export const reachingBack = (price: PublishedPrice, inForce: InForce): ReachingBack | undefined => {
  const { key, reportedAt } = price;
  if (key.principal !== 'independent' || isKnown(price, inForce.prices)) return undefined;
  const decidedOn = reportedAt === undefined ? inForce.today : civilDateAt(Date.parse(reportedAt));
  const lowered = loweredFrom(price, inForce);
  if (lowered === undefined || lowered >= decidedOn) return undefined;
  if (isOfOthers(key)) return OF_OTHERS;
  return lowered >= firstOfMonth(decidedOn) ? IN_ITS_MONTH : AGAINST_LAW;
};

/** Whether the same was published already, wherever it was read. */
export const isKnown = (price: PublishedPrice, prices: Prices): boolean => {
  const content = contentOf(price);
  const known = prices.groups[groupOfKey(price.key)] ?? [];
  return known.some(({ id: _, ...other }) => contentOf(other) === content);
};

const NEW = 'new';
const NOTHING: ReadonlySet<string> = new Set();

/** The first day on which a price takes the place of a decided one that is higher. */
const loweredFrom = (
  price: PublishedPrice, { prices, ofDelivery = NOTHING }: InForce,
): CivilDate | undefined => {
  const before = answeringFor(prices, price.key).filter(({ id }) => !ofDelivery.has(id));
  const after: Price[] = [...before, { ...price, id: NEW }];
  const changes = before.flatMap(({ validOn, until = validOn }) => [validOn, until])
    .filter((day) => day > price.validOn).sort();
  return [price.validOn, ...changes].find((day) => {
    const granted = answeringOn(before, day);
    return granted?.standing === 'decided' && granted.perYearOre > price.perYearOre
      && answeringOn(after, day)?.id === NEW;
  });
};

/** With what a list says by itself, which what is known of all lists may not have heard of yet. */
export const withFacts = <Known extends InForce>(inForce: Known, facts: readonly PriceFact[]): Known => ({
  ...inForce,
  prices: facts.reduce((known, { id, event: said }) => evolvePrices(known, id, said), inForce.prices),
});

/** Refuses (`price-decrease-reaches-back`) what the law says may not reach back. */
export const mustNotReachBack = (price: PublishedPrice, inForce: InForce, within: string): void => {
  if (!reachingBack(price, inForce)?.isRefused) return;
  refuse(
    'price-decrease-reaches-back', `${within}validOn`,
    'A decided grant is lowered only for payments that remain (Upper Secondary Ordinance 13:2): let it hold '
      + 'from a later day, or say that it was decided earlier; a price that was a mistake is withdrawn.',
  );
};
