import { kronor } from '../shared/money.js';
import type { PublishedPrice } from './decide.js';
import type { PriceKey } from './state.js';
import { misplacedIn } from './succession.js';

const listed = (
  validOn: string, until?: string, more: Partial<PublishedPrice> & { readonly of?: Partial<PriceKey> } = {},
): PublishedPrice => {
  const { of = {}, ...rest } = more;
  return {
    validOn, ...(until !== undefined && { until }), perYearOre: kronor(100), standing: 'decided', ...rest,
    key: { year: 2026, principal: 'independent', studyPath: 'NA', ...of },
  };
};
const preliminary = { standing: 'preliminary' } as const;

/** Those that do not follow on, written `index code`; the same whatever order the list is in. */
const misplaced = (...list: readonly PublishedPrice[]): string[] => {
  const forth = misplacedIn(list).map(({ index, code }) => `${index} ${code}`);
  const back = misplacedIn(list.toReversed())
    .map(({ index, code }) => `${list.length - 1 - index} ${code}`).reverse();
  expect(back).toEqual(forth);
  return forth;
};

describe('prices of one key in a list', () => {
  test.each<[string, readonly PublishedPrice[]]>([
    ['one that ends early', [listed('2026-01-01', '2026-07-01')]],
    ['one that begins late', [listed('2026-07-01')]],
    ['one after the other', [listed('2026-01-01', '2026-07-01'), listed('2026-07-01')]],
    ['without a word on when they end', [listed('2026-01-01'), listed('2026-03-01'), listed('2026-07-01')]],
    ['the same twice', [listed('2026-01-01', '2026-03-01'), listed('2026-01-01', '2026-03-01')]],
    ['preliminary until it is decided', [
      listed('2026-01-01', '2026-04-01', preliminary), listed('2026-02-01'),
    ]],
    ['a hole that a price for the other kind of principal would leave', [
      listed('2026-01-01', '2026-03-01'), listed('2026-04-01', undefined, { of: { principal: 'municipal' } }),
    ]],
  ])('may be so: %s', (_, list) => {
    expect(misplaced(...list)).toEqual([]);
  });

  test.each<[string, readonly PublishedPrice[], string[]]>([
    ['leave days between two', [listed('2026-01-01', '2026-03-01'), listed('2026-03-02')], ['1 price-gap']],
    ['leave days twice', [
      listed('2026-01-01', '2026-02-01'), listed('2026-03-01', '2026-04-01'), listed('2026-05-01'),
    ], ['1 price-gap', '2 price-gap']],
    ['leave days of which one says only that it is preliminary', [
      listed('2026-01-01', undefined, preliminary), listed('2026-02-01', '2026-04-01'), listed('2026-07-01'),
    ], ['2 price-gap']],
    ['are both for some days', [
      listed('2026-01-01', '2026-03-02'), listed('2026-03-01'),
    ], ['1 prices-overlap']],
    ['are within another', [
      listed('2026-01-01', '2026-12-01'), listed('2026-03-01', '2026-04-01'), listed('2026-12-01'),
    ], ['1 prices-overlap', '2 price-gap']],
  ])('may not: %s', (_, list, expected) => {
    expect(misplaced(...list)).toEqual(expected);
  });
});
