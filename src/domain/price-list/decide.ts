import { type CivilDate, firstOfYear, yearOf } from '../shared/civil-date.js';
import { canonicalJson, type Fact } from '../shared/fact-order.js';
import { refuse, refuseIf } from '../shared/refusal.js';
import { isOfKnownProgramme } from '../shared/programmes.js';
import { reported, type Said } from '../shared/reported.js';
import { type PriceListEvent, PricePublished, PriceWithdrawn } from './events.js';
import { mustHaveParts } from './price-parts.js';
import { keyText } from './state.js';
import { misplacedIn } from './succession.js';

export type PriceFact = Fact<PriceListEvent>;
export type PublishedPrice = Said<typeof PricePublished>;

/** Öre that a year's cost of one pupil never reaches; beyond it, reckoning in whole numbers is not exact. */
const MOST_ORE = 10 ** 12;

const mustEndWithinYear = (validOn: CivilDate, until: CivilDate, field: string): void => {
  refuseIf(until <= validOn, 'ends-before-it-begins', field, 'A price holds for a day at the least.');
  refuseIf(
    until > firstOfYear(yearOf(validOn) + 1), 'price-outside-its-year', field,
    'A price ends with the year it is for.',
  );
};

const mustBeAPrice = (price: PublishedPrice, within: string): void => {
  const { key, validOn, until, perYearOre } = price;
  refuseIf(
    yearOf(validOn) !== key.year, 'price-outside-its-year', `${within}validOn`,
    'A price holds from a day of the year it is for.',
  );
  if (until !== undefined) mustEndWithinYear(validOn, until, `${within}until`);
  refuseIf(
    key.studyPath.length === 1, 'study-path-too-short', `${within}key.studyPath`,
    'Write a programme (two letters), more of a study path, or nothing for any.',
  );
  refuseIf(
    key.studyPath !== '' && key.unit === undefined && !isOfKnownProgramme(key.studyPath),
    'programme-unknown', `${within}key.studyPath`,
    'Write a programme whose code is known; one that is not can be priced for a school unit.',
  );
  const isSomebodys = key.basis === 'own' || key.basis === 'agreement';
  refuseIf(
    isSomebodys !== (key.owner !== undefined), 'price-owner-unclear', `${within}key.owner`,
    'Say whose own price or which agreement it is, and of no other price.',
  );
  refuseIf(perYearOre > MOST_ORE, 'price-too-high', `${within}perYearOre`, 'Write öre per pupil and year.');
  mustHaveParts(price, within);
};

/**
 * One list has one price for a key and day of one standing: a second is a slip, and guessing which is meant
 * would pay out money; where both say the same, one was meant to be another's. Remembers what was said.
 */
export const mustBeSaidOnce = (
  { key, validOn, standing }: PublishedPrice, said: Set<string>, within: string,
): void => {
  const place = canonicalJson([keyText(key), validOn, standing]);
  refuseIf(
    said.has(place), 'price-twice', `${within}perYearOre`,
    'The list has a price for the same key, day and standing already; keep the right one.',
  );
  said.add(place);
};

/** Everything about a price except where it was read. */
export const contentOf = ({ origin, ...price }: PublishedPrice): string => canonicalJson(price);

const isPublished = (fact: PriceFact): fact is Fact<Extract<PriceListEvent, { type: 'PricePublished' }>> =>
  fact.event.type === 'PricePublished';

const withdrawnIn = (recorded: readonly PriceFact[]): Set<string> => new Set(
  recorded.flatMap(({ event }) => (event.type === 'PriceWithdrawn' ? [event.data.withdraws] : [])),
);

/**
 * Prices that are not in the list yet. One that is there is nothing new; another amount for the same key and
 * day is a new price beside the old, and the one decided last goes before (match.ts).
 */
export const publishPrices = (
  prices: readonly PublishedPrice[], recorded: readonly PriceFact[],
): PriceListEvent[] => {
  const withdrawn = withdrawnIn(recorded);
  const known = new Set(recorded.filter(isPublished).filter(({ id }) => !withdrawn.has(id))
    .map(({ event }) => contentOf(event.data)));
  const said = new Set<string>();
  const [misplaced] = misplacedIn(prices);
  const events = prices.flatMap((price, index) => {
    const event = reported(PricePublished, price, `prices.${index}.`);
    mustBeAPrice(price, `prices.${index}.`);
    mustBeSaidOnce(price, said, `prices.${index}.`);
    return known.has(contentOf(price)) ? [] : [event];
  });
  if (misplaced) refuse(misplaced.code, `prices.${misplaced.index}.${misplaced.field}`, misplaced.rule);
  return events;
};

export type PriceWithdrawal = Omit<Said<typeof PriceWithdrawn>, 'key'>;

/** A price that does not hold and never did; refuses (`nothing-to-withdraw`) what is no price of the list. */
export const withdrawPrice = (
  withdrawal: PriceWithdrawal, recorded: readonly PriceFact[],
): PriceListEvent[] => {
  const target = recorded.filter(isPublished).find(({ id }) => id === withdrawal.withdraws);
  if (!target) return refuse('nothing-to-withdraw', 'withdraws', 'Name a price of this list.');
  const event = reported(PriceWithdrawn, { ...withdrawal, key: target.event.data.key });
  return withdrawnIn(recorded).has(target.id) ? [] : [event];
};
