import { event } from '../shared/event.js';
import { kronor } from '../shared/money.js';
import type { PublishedPrice } from './decide.js';
import { PricePublished } from './events.js';
import { reachingBack } from './reaching-back.js';
import { evolvePrices, noPrices, type PriceKey } from './state.js';

const priced = (
  perYear: number, more: Partial<PublishedPrice> = {}, key: Partial<PriceKey> = {},
): PublishedPrice => ({
  validOn: '2026-01-01', reportedAt: '2025-11-20T09:00:00Z', perYearOre: kronor(perYear),
  standing: 'decided', ...more, key: { year: 2026, principal: 'independent', studyPath: 'NA', ...key },
});

/** What the law has to say of a price, on 15 June 2026: its mark, and `!` if it is refused. */
const judged = (price: PublishedPrice, ...known: readonly PublishedPrice[]): string => {
  const prices = known.reduce((all, one, index) =>
    evolvePrices(all, `p${index}`, event(PricePublished, one)), noPrices);
  const back = reachingBack(price, { prices, today: '2026-06-15' });
  return back === undefined ? 'may' : `${back.restsOn.mark}${back.isRefused ? '!' : ''}`;
};

const inMay = { reportedAt: '2026-05-20T09:00:00Z' };
const fromApril = { ...inMay, validOn: '2026-04-01' };
const until = priced(111_300);

describe('a decided grant may be lowered for what remains to be paid alone', () => {
  test.each<[string, PublishedPrice, string]>([
    ['from April, decided in May', priced(100_000, fromApril), 'L!'],
    ['from New Year, decided in May', priced(100_000, inMay), 'L!'],
    ['from the first of its month', priced(100_000, { ...inMay, validOn: '2026-05-01' }), 'P'],
    ['from the day it was decided', priced(100_000, { ...inMay, validOn: '2026-05-20' }), 'may'],
    ['from July', priced(100_000, { ...inMay, validOn: '2026-07-01' }), 'may'],
    ['raised from April', priced(120_000, fromApril), 'may'],
    ['from April, decided before it', priced(100_000, { validOn: '2026-04-01' }), 'may'],
    ['from April, no word of when: today', priced(100_000, { ...fromApril, reportedAt: undefined }), 'L!'],
    ['from July, no word of when', priced(100_000, { validOn: '2026-07-01', reportedAt: undefined }), 'may'],
    ['from New Year, with no word of when, which never takes the place of what has one',
      priced(100_000, { reportedAt: undefined }), 'may'],
    ['in a preliminary price, which takes no decided one\'s place',
      priced(100_000, { ...fromApril, standing: 'preliminary' }), 'may'],
    ['for a municipal school', priced(100_000, fromApril, { principal: 'municipal' }), 'may'],
    ['of another study path', priced(100_000, fromApril, { studyPath: 'TE' }), 'may'],
    ['said again as it is', until, 'may'],
  ])('%s', (_, price, expected) => {
    expect(judged(price, until, priced(111_300, {}, { principal: 'municipal' }))).toBe(expected);
  });

  test.each<[string, PublishedPrice, PublishedPrice, string]>([
    ['a longer study path', until, priced(100_000, inMay, { studyPath: 'NANAT' }), 'L!'],
    ['a programme, of the price for any',
      priced(111_300, {}, { studyPath: '' }), priced(100_000, inMay), 'L!'],
    ['education begun after the reform', until, priced(100_000, inMay, { begun: 'after' }), 'L!'],
    ['one school, as by a court ruling', until, priced(100_000, inMay, { unit: '10000001' }), 'P'],
    ['a longer study path, preliminarily',
      until, priced(100_000, { ...inMay, standing: 'preliminary' }, { studyPath: 'NANAT' }), 'L!'],
    ['a longer study path, from July',
      until, priced(100_000, { ...inMay, validOn: '2026-07-01' }, { studyPath: 'NANAT' }), 'may'],
    ['a longer study path, raised', until, priced(120_000, inMay, { studyPath: 'NANAT' }), 'may'],
    ['a less specific price, which takes no place',
      priced(111_300, {}, { studyPath: 'NANAT' }), priced(100_000, inMay), 'may'],
    ['another variant, which the price was never for',
      until, priced(100_000, inMay, { variant: 'SSP' }), 'may'],
    ['the list of one municipality, of which the general one is none',
      until, priced(100_000, inMay, { basis: 'own', owner: '1480' }), 'may'],
  ])('of what a less specific price granted: %s', (_, granted, price, expected) => {
    expect(judged(price, granted)).toBe(expected);
  });

  test('what a more specific price raises until the other was raised further, it lowers from then on', () => {
    const raised = priced(120_000, { validOn: '2026-03-01' });
    const specific = (day: string) => priced(115_000, { ...inMay, validOn: day }, { studyPath: 'NANAT' });
    expect(judged(specific('2026-01-01'), until, raised)).toBe('L!');
    expect(judged(specific('2026-01-01'), until, { ...raised, validOn: '2026-05-10' })).toBe('P');
    expect(judged(specific('2026-01-01'), until, { ...raised, validOn: '2026-06-01' })).toBe('may');
  });

  test('rows of one delivery, cut off and sent again, lower nothing of each other', () => {
    const prices = evolvePrices(noPrices, 'p0', event(PricePublished, until));
    const row = priced(100_000, inMay, { studyPath: 'NANAT' });
    const inForce = { prices, today: '2026-06-15' };
    expect(reachingBack(row, { ...inForce, ofDelivery: new Set(['p0']) })).toBeUndefined();
    expect(reachingBack(row, inForce)?.isRefused).toBe(true);
  });

  test('a decided price may be lower than the preliminary one that was paid until it came', () => {
    expect(judged(priced(100_000, inMay), priced(111_300, { standing: 'preliminary' }))).toBe('may');
  });

  test('a list that is said again does not undo what was lowered since', () => {
    const lowered = priced(100_000, { ...inMay, validOn: '2026-07-01' });
    expect(judged(lowered, until, lowered)).toBe('may');
    const again = priced(99_000, { reportedAt: '2026-08-01T00:00:00Z', validOn: '2026-07-01' });
    expect(judged(again, until, lowered)).toBe('L!');
  });

  test.each<[string, Partial<PriceKey>]>([
    ['one school by a court ruling', { unit: '10000001' }], ['one education', { basis: 'decision' }],
    ['the national list', { basis: 'national' }],
  ])('whether that holds for %s the law does not say, and it is told', (_, key) => {
    expect(judged(priced(100_000, fromApril, key), priced(111_300, {}, key))).toBe('P');
  });
});
