import { type CivilDate, firstOfYear, later, yearOf } from '../shared/civil-date.js';
import { intersection, isEmpty, type Period } from '../shared/period.js';
import { Remembered } from '../shared/remembered.js';
import { normalisedStudyPath } from '../shared/study-path.js';
import { type Price, type PriceKey, type Prices, priceGroup } from './state.js';

/** What decides which price a placement has. */
export interface Placement {
  readonly unit: string;
  readonly principal: PriceKey['principal'];
  readonly studyPath: string;
  readonly variant: string | undefined;
  /** The education's first day: selects rows for education begun before or after 1 July 2025. */
  readonly educationBegan: CivilDate;
}

export interface PricePeriod extends Period {
  /** Undefined where no published price answers: a deviation, never zero. */
  readonly price: Price | undefined;
}

/** First day of education under the study paths of 2025 (SFS 2023:654: begun after 30 June 2025). */
const REFORM: CivilDate = '2025-07-01';

const fits = (key: PriceKey, placement: Placement, path: string): boolean =>
  key.principal === placement.principal
  && (key.unit === undefined || key.unit === placement.unit)
  && (key.variant ?? '') === (placement.variant ?? '')
  && (key.begun === undefined || (key.begun === 'before') === (placement.educationBegan < REFORM))
  && path.startsWith(key.studyPath.toUpperCase());

const latestFirst = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

/**
 * The fallback order, most specific first: a price for this unit before one for any; then the longest study
 * path; then one for when the education began; then decided before preliminary, which never replaces it; then
 * the latest day it holds from; then what was decided last.
 */
const bySpecificity = (a: Price, b: Price): number =>
  Number(b.key.unit !== undefined) - Number(a.key.unit !== undefined)
  || b.key.studyPath.length - a.key.studyPath.length
  || Number(b.key.begun !== undefined) - Number(a.key.begun !== undefined)
  || Number(b.standing === 'decided') - Number(a.standing === 'decided')
  || latestFirst(a.validOn, b.validOn)
  || latestFirst(a.reportedAt ?? '', b.reportedAt ?? '')
  || b.perYearOre - a.perYearOre
  || (a.id < b.id ? -1 : 1);

/** Price groups a look-up reads, found or not: what to look at again when prices change. */
export const groupsFor = (studyPath: string, year: number): string[] =>
  [priceGroup(year, studyPath), priceGroup(year, '')];

/** A price that holds from a day until the next one does. */
interface PriceChange {
  readonly from: CivilDate;
  readonly price: Price | undefined;
}

const changesAsked = new Remembered<Prices, readonly PriceChange[]>();

/**
 * Which price holds on which part of a period (schooling-and-cost.md 6). It lies within one calendar year, or
 * after the last year that has prices.
 */
export const pricesDuring = (prices: Prices, placement: Placement, period: Period): PricePeriod[] => {
  const year = yearOf(period.from);
  const { unit, principal, studyPath, variant, educationBegan } = placement;
  const question = JSON.stringify([year, unit, principal, studyPath, variant, educationBegan < REFORM]);
  const changes = changesAsked.of(prices, question, () => priceChanges(prices, placement, year));
  return changes.map(({ from, price }, index) => ({
    ...intersection(period, {
      from, to: changes[index + 1]?.from ?? later(period.to, firstOfYear(year + 1)),
    }),
    price,
  })).filter((part) => !isEmpty(part));
};

/** The prices of a year in order of time, neighbours that are the same price as one. */
const priceChanges = (prices: Prices, placement: Placement, year: number): PriceChange[] => {
  const path = normalisedStudyPath(placement.studyPath);
  const inYear = (price: Price): Price =>
    ({ ...price, validOn: later(price.validOn, firstOfYear(year)) });
  const fitting = groupsFor(placement.studyPath, year).flatMap((group) => prices.groups[group] ?? [])
    .filter((price) => fits(price.key, placement, path)).map(inYear).sort(bySpecificity);
  return [...new Set([firstOfYear(year), ...fitting.map((price) => price.validOn)])].sort()
    .map((from) => ({ from, price: fitting.find((price) => price.validOn <= from) }))
    .filter(({ price }, index, all) => index === 0 || price?.id !== all[index - 1]!.price?.id);
};
