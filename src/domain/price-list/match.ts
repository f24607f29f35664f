import { type CivilDate, earlier, firstOfYear, later, yearOf } from '../shared/civil-date.js';
import type { Period } from '../shared/period.js';
import { assertNever } from '../shared/refusal.js';
import { Remembered } from '../shared/remembered.js';
import {
  isIntroduction, isProgrammeChoice, normalisedStudyPath, programmeAimedAt, withoutEmptyPositions,
} from '../shared/study-path.js';
import { partsKnown } from './price-parts.js';
import { isLowerOfTwo, type PriceRule, priceRules, type PriceSource, REFORM } from './price-rules.js';
import { type Price, type PriceKey, type Prices, groupOfKey, keyText, priceGroup } from './state.js';

/** What decides which price a placement has. */
export interface Placement {
  readonly unit: string;
  readonly principal: PriceKey['principal'];
  readonly studyPath: string;
  readonly variant: string | undefined;
  /** The education's first day: selects rows for education begun before or after 1 July 2025. */
  readonly educationBegan: CivilDate;
  /** Between whom it is paid, and by which rule. Absent: only lists that answer for anyone. */
  readonly relation?: PricedRelation;
}

/** Whose prices are asked, in the order of a rule. */
export interface PricedRelation {
  readonly rule: PriceRule;
  readonly payer: string | undefined;
  readonly payee: string;
  readonly agreement?: string;
}

export interface PricePeriod extends Period {
  /** Undefined where no published price answers: a deviation, never zero. */
  readonly price: Price | undefined;
  /** The price that was not taken, where the lower of two is paid (second hand). */
  readonly higher?: Price;
}

/** Whether a price is one that a source of a rule means. */
const isOf = (
  source: PriceSource, { basis, owner }: PriceKey, relation: PricedRelation | undefined,
): boolean => {
  switch (source) {
    case 'general': return basis === undefined;
    case 'national': return basis === 'national';
    case 'decision': return basis === 'decision';
    case 'agreement': return basis === 'agreement' && owner === relation?.agreement;
    case 'payer': return basis === 'own' && owner === relation?.payer;
    case 'payee': return basis === 'own' && owner === relation?.payee;
    default: return assertNever(source);
  }
};

/** The place of a price among the sources; undefined if it is of none. */
const rankAmong = (
  sources: readonly PriceSource[], key: PriceKey, relation: PricedRelation | undefined,
): number | undefined => {
  const rank = sources.findIndex((source) => isOf(source, key, relation));
  return rank < 0 ? undefined : rank;
};

/** A home municipality has prices for municipal schools and for independent ones, and none for regions. */
const principalsAsked = ({ principal }: Placement, { basis, owner }: PriceKey, payer?: string): string =>
  (principal === 'region' && basis === 'own' && owner === payer ? 'municipal' : principal);

/**
 * Study paths by which a place is priced: its own and, since the first part of programinriktat val is paid as
 * the national programme is (Education Act 17:23-25, 35-36), the one that it is aimed at.
 */
const pathsOf = (studyPath: string): string[] =>
  [studyPath, programmeAimedAt(studyPath)].filter((path) => path !== undefined);

const isForOneOf = (paths: readonly string[], { studyPath }: PriceKey): boolean =>
  paths.some((path) => normalisedStudyPath(path).startsWith(studyPath.toUpperCase()));

/** Whether a price is that of the national programme that a place on programinriktat val is aimed at. */
export const isOfProgrammeAimedAt = ({ studyPath }: PriceKey, placed: string): boolean =>
  isProgrammeChoice(placed) && studyPath !== '' && !isIntroduction(studyPath);

const fits = (key: PriceKey, placement: Placement, paths: readonly string[]): boolean =>
  key.principal === principalsAsked(placement, key, placement.relation?.payer)
  && (key.unit === undefined || key.unit === placement.unit)
  && (key.variant ?? '') === (placement.variant ?? '')
  && (key.begun === undefined || (key.begun === 'before') === (placement.educationBegan < REFORM))
  && isForOneOf(paths, key);

/**
 * Which of several in order of precedence answers on a day. One that has ended takes those of its key with it
 * whose place it had taken: to say when a price ends is not to say that an older one holds again.
 */
const firstHolding = <P extends Price>(inOrder: readonly P[], day: CivilDate): P | undefined => {
  const over: P[] = [];
  for (const price of inOrder) {
    if (price.validOn > day || over.some((ended) => isReplacedBy(ended, price))) continue;
    if (price.until === undefined || day < price.until) return price;
    over.push(price);
  }
  return undefined;
};

const isReplacedBy = (later: Price, price: Price): boolean =>
  price.validOn <= later.validOn && keyText(price.key) === keyText(later.key);

const latestFirst = (a: string, b: string): number => (a < b ? 1 : a > b ? -1 : 0);

const positionsIn = ({ studyPath }: PriceKey): number => withoutEmptyPositions(studyPath).length;

/** A price that fits, and which source of the rule it is of. */
type Fitting = Price & { readonly rank: number };

/**
 * The fallback order, most specific first: the sources in the order of the rule; then a price for this unit
 * before one for any; then one for introduction programmes before that of the
 * programme aimed at; then the longest study path; then one for when the education began; then decided before
 * preliminary, which never replaces it; then the latest day it holds from; then what was decided last. Of
 * two that cost the same the one that says more of its parts is taken.
 */
const bySpecificity = (a: Fitting, b: Fitting): number =>
  a.rank - b.rank
  || Number(b.key.unit !== undefined) - Number(a.key.unit !== undefined)
  || Number(isIntroduction(b.key.studyPath)) - Number(isIntroduction(a.key.studyPath))
  || positionsIn(b.key) - positionsIn(a.key)
  || Number(b.key.begun !== undefined) - Number(a.key.begun !== undefined)
  || Number(b.standing === 'decided') - Number(a.standing === 'decided')
  || latestFirst(a.validOn, b.validOn)
  || latestFirst(a.reportedAt ?? '', b.reportedAt ?? '')
  || b.perYearOre - a.perYearOre
  || partsKnown(b.parts) - partsKnown(a.parts)
  || (a.id < b.id ? -1 : 1);

/** The price of exactly this key that holds on a day. */
export const holdingOn = (prices: Prices, key: PriceKey, day: CivilDate): Price | undefined => {
  const wanted = keyText(key);
  const ofKey = (prices.groups[groupOfKey(key)] ?? []).filter((price) => keyText(price.key) === wanted);
  return answeringOn(ofKey, day);
};

/** Whether whatever a price is for would be priced by another, if there were nothing more specific. */
const isWithin = ({ unit, begun, studyPath, ...key }: PriceKey, wider: PriceKey): boolean =>
  key.principal === wider.principal && key.basis === wider.basis && key.owner === wider.owner
  && (key.variant ?? '') === (wider.variant ?? '')
  && (wider.unit === undefined || wider.unit === unit)
  && (wider.begun === undefined || wider.begun === begun)
  && pathsOf(studyPath).some((path) => path.toUpperCase().startsWith(wider.studyPath.toUpperCase()));

/** The prices of a year that may answer for all that a key is for: its own, and less specific ones. */
export const answeringFor = (prices: Prices, key: PriceKey): Price[] =>
  groupsFor(key.studyPath, key.year).flatMap((group) => prices.groups[group] ?? [])
    .filter((price) => isWithin(key, price.key));

/** Which of them answers on a day. */
export const answeringOn = (answering: readonly Price[], day: CivilDate): Price | undefined => {
  const inOrder = answering.map((price) => ({ price, fitting: { ...price, rank: 0 } }))
    .sort((a, b) => bySpecificity(a.fitting, b.fitting)).map(({ price }) => price);
  return firstHolding(inOrder, day);
};

/** Price groups a look-up reads, found or not: what to look at again when prices change. */
export const groupsFor = (studyPath: string, year: number): string[] =>
  [...new Set([...pathsOf(studyPath), ''].map((path) => priceGroup(year, path)))];

/** A price that holds from a day until the next one does. */
interface PriceChange {
  readonly from: CivilDate;
  readonly price: Price | undefined;
  readonly higher?: Price;
}

const changesAsked = new Remembered<Prices, readonly PriceChange[]>();
const namesKnown = new Remembered<Prices, ReadonlySet<string>>();

/** Units with prices of their own, and whoever has some: of any other it makes no difference which it is. */
const namedIn = (prices: Prices): ReadonlySet<string> => namesKnown.of(prices, 'all', () =>
  new Set(Object.values(prices.groups).flat()
    .flatMap(({ key: { owner, unit } }) => [owner, unit].filter((name) => name !== undefined))));

/** What makes a difference to the price of a placement, besides year, study path and variant. */
const whoseAsked = (prices: Prices, { unit, principal, relation }: Placement): string => {
  const named = namedIn(prices);
  const known = (one = ''): string => (named.has(one) ? one : '');
  if (!relation) return `${known(unit)}|${principal}`;
  const { rule, payer, payee, agreement } = relation;
  const sources: readonly PriceSource[] = priceRules[rule];
  const of = (source: PriceSource, one?: string): string => (sources.includes(source) ? known(one) : '');
  // A region's schools have their home municipality's prices for municipal ones (`principalsAsked`).
  const asPayer = principal === 'region' ? known(payer) : of('payer', payer);
  return `${known(unit)}|${principal}|${rule}|${asPayer}|${of('payee', payee)}|${of('agreement', agreement)}`;
};

/**
 * Which price holds on which part of a period (schooling-and-cost.md 6). It lies within one calendar year, or
 * after the last year that has prices.
 */
export const pricesDuring = (prices: Prices, placement: Placement, period: Period): PricePeriod[] => {
  const year = yearOf(period.from);
  const { studyPath, variant, educationBegan } = placement;
  const began = educationBegan < REFORM ? 'before' : 'after';
  const about = `${year}|${studyPath}|${began}|${whoseAsked(prices, placement)}`;
  const question = `${about}|${variant ?? ''}`; // last, since it may hold any sign
  const changes = changesAsked.of(prices, question, () => priceChanges(prices, placement, year));
  const parts: PricePeriod[] = [];
  for (const [index, { from: first, price, higher }] of changes.entries()) {
    const next = changes[index + 1]?.from ?? later(period.to, firstOfYear(year + 1));
    const [from, to] = [later(period.from, first), earlier(period.to, next)];
    if (from < to) parts.push({ from, to, price, higher });
  }
  return parts;
};

/** The prices of a year in order of time, neighbours that are the same price as one. */
const priceChanges = (prices: Prices, placement: Placement, year: number): PriceChange[] => {
  const { relation } = placement;
  const sources = relation ? priceRules[relation.rule] : ANYONES;
  if (!relation || !isLowerOfTwo(relation.rule)) return changesOf(prices, placement, year, sources);
  const [payers, providers] = [sources.slice(0, 1), sources.slice(1)]
    .map((asked) => changesOf(prices, placement, year, asked));
  return lowerOf(payers!, providers!, relation.rule === 'second-hand');
};

const ANYONES: readonly PriceSource[] = ['general'];

const changesOf = (
  prices: Prices, placement: Placement, year: number, sources: readonly PriceSource[],
): PriceChange[] => {
  const paths = pathsOf(placement.studyPath);
  const fitting = groupsFor(placement.studyPath, year).flatMap((group) => prices.groups[group] ?? [])
    .filter((price) => fits(price.key, placement, paths)).flatMap((price): Fitting[] => {
      const rank = rankAmong(sources, price.key, placement.relation);
      return rank === undefined ? [] : [{ ...price, rank, validOn: later(price.validOn, firstOfYear(year)) }];
    }).sort(bySpecificity);
  const ends = fitting.flatMap(({ until }) => until ?? []).filter((day) => yearOf(day) === year);
  return [...new Set([firstOfYear(year), ...fitting.map((price) => price.validOn), ...ends])].sort()
    .map((from) => ({ from, price: firstHolding(fitting, from) }))
    .filter(({ price }, index, all) => index === 0 || price?.id !== all[index - 1]!.price?.id);
};

/**
 * The lower of two prices on each day; none while the provider's is missing, or the home municipality's where
 * both are needed (Education Act 16:51, second hand; 17:23-25, where it need not offer the programme).
 */
const lowerOf = (
  payers: readonly PriceChange[], payees: readonly PriceChange[], needsBoth: boolean,
): PriceChange[] => {
  const on = (changes: readonly PriceChange[], day: CivilDate): Price | undefined =>
    changes.findLast(({ from }) => from <= day)?.price;
  return [...new Set([...payers, ...payees].map(({ from }) => from))].sort().map((from) => {
    const [home, provider] = [on(payers, from), on(payees, from)];
    if (!provider || (needsBoth && !home)) return { from, price: undefined };
    if (!home) return { from, price: provider };
    return home.perYearOre < provider.perYearOre
      ? { from, price: home, higher: provider } : { from, price: provider, higher: home };
  });
};
