import fc from 'fast-check';
import { NORTH, SOUTH } from '../../../test/support/events.js';
import { event } from '../shared/event.js';
import { formatKronor, kronor } from '../shared/money.js';
import { PricePublished } from './events.js';
import { groupsFor, type Placement, pricesDuring } from './match.js';
import { PRICE_RULES } from './price-rules.js';
import { evolvePrices, noPrices, type PriceKey, type Prices } from './state.js';

type Published = Parameters<typeof event<typeof PricePublished>>[1];

const listed = (
  perYear: number, key: Partial<PriceKey> = {}, more: Partial<Published> = {},
): Published => ({
  validOn: '2026-01-01', perYearOre: kronor(perYear), standing: 'decided', ...more,
  key: { year: 2026, principal: 'independent', studyPath: 'NA', ...key },
});

const listOf = (prices: readonly Published[]): Prices => prices.reduce(
  (known, price, index) => evolvePrices(known, `p${index}`, event(PricePublished, price)), noPrices,
);

const placement: Placement = {
  unit: NORTH, principal: 'independent', studyPath: 'NANAT', variant: undefined, educationBegan: '2025-08-18',
};
const of2026 = { from: '2026-01-01', to: '2027-01-01' };

/** Prices in kronor over 2026, written `from price`; the same for the list turned round. */
const during = (prices: readonly Published[], where: Partial<Placement> = {}): string[] => {
  const [forth, back] = [prices, prices.toReversed()].map((list) =>
    pricesDuring(listOf(list), { ...placement, ...where }, of2026)
      .map(({ from, price }) => `${from} ${price ? formatKronor(price.perYearOre) : 'no price'}`));
  expect(back).toEqual(forth);
  return forth!;
};

describe('a price answers for a placement', () => {
  test('whose study path begins with the one it is for, written with or without its last zeros', () => {
    expect(during([listed(100)])).toEqual(['2026-01-01 100.00']);
    expect(during([listed(100, { studyPath: 'NANAT0000' })])).toEqual(['2026-01-01 100.00']);
  });

  test('by one key, whether its last zeros are written: what is decided is decided for both', () => {
    const [long, short] = [{ studyPath: 'NANAT0000' }, { studyPath: 'NANAT' }];
    for (const [one, other] of [[long, short], [short, long]] as const) {
      expect(during([listed(90, one, { standing: 'preliminary' }), listed(100, other)]))
        .toEqual(['2026-01-01 100.00']);
      const later = listed(100, other, { validOn: '2026-03-01' });
      expect(during([listed(90, one, { until: '2026-07-01' }), later])).toEqual([
        '2026-01-01 90.00', '2026-03-01 100.00',
      ]);
    }
    // With a mark at a position of its own it is another path still.
    expect(during([listed(90, long), listed(100, { studyPath: 'NANAT0S' })], { studyPath: 'NANAT0S' }))
      .toEqual(['2026-01-01 100.00']);
    expect(during([listed(90, long)], { studyPath: 'NANAT0S' })).toEqual(['2026-01-01 no price']);
  });

  test.each<[string, Partial<PriceKey>]>([
    ['another programme', { studyPath: 'TE' }], ['another orientation', { studyPath: 'NANAS' }],
    ['another kind of principal', { principal: 'municipal' }], ['another year', { year: 2025 }],
    ['another unit', { unit: SOUTH }], ['a price variant it has not', { variant: 'SSP' }],
    ['education begun before the reform', { begun: 'before' }],
    ['whoever it is agreed between', { basis: 'agreement', owner: 'gr' }],
  ])('not for %s: then there is none, and never zero', (_, key) => {
    expect(during([listed(100, key)])).toEqual(['2026-01-01 no price']);
  });

  test('of its own variant only: a variant without a price has none', () => {
    expect(during([listed(100), listed(80, { variant: 'Online' })], { variant: 'Online' }))
      .toEqual(['2026-01-01 80.00']);
    expect(during([listed(100)], { variant: 'Online' })).toEqual(['2026-01-01 no price']);
  });

  test.each([['2025-06-30', '70.00'], ['2025-07-01', '100.00']])(
    'whose education began on %s', (educationBegan, price) => {
      expect(during([listed(70, { begun: 'before' }), listed(100, { begun: 'after' })], { educationBegan }))
        .toEqual([`2026-01-01 ${price}`]);
    },
  );
});

describe('the most specific price goes before', () => {
  test.each<[string, Partial<PriceKey>, Partial<PriceKey>]>([
    ['the unit before the study path', { unit: NORTH, studyPath: '' }, { studyPath: 'NANAT' }],
    ['the longer study path', { studyPath: 'NANAT' }, { studyPath: 'NA' }],
    ['a programme before any', { studyPath: 'NA' }, { studyPath: '' }],
    ['a longer study path before when the education began', { studyPath: 'NANAT' }, { begun: 'after' }],
    ['one for when the education began before one for either', { begun: 'after' }, {}],
  ])('%s', (_, specific, general) => {
    expect(during([listed(1, specific), listed(2, general)])).toEqual(['2026-01-01 1.00']);
  });

  test('and a less specific one until it holds', () => {
    expect(during([listed(1, { unit: NORTH }, { validOn: '2026-07-01' }), listed(2)]))
      .toEqual(['2026-01-01 2.00', '2026-07-01 1.00']);
  });
});

describe('of one key', () => {
  test('a later day takes over from its day on', () => {
    expect(during([listed(100), listed(110, {}, { validOn: '2026-07-01' })]))
      .toEqual(['2026-01-01 100.00', '2026-07-01 110.00']);
  });

  test('and day, decided goes before preliminary', () => {
    const preliminary = listed(115_000, {}, { standing: 'preliminary', reportedAt: '2026-02-01T00:00:00Z' });
    expect(during([listed(111_300), preliminary])).toEqual(['2026-01-01 111300.00']);
  });

  test('decided goes on before a preliminary one of a later day', () => {
    const later = listed(115_000, {}, { standing: 'preliminary', validOn: '2026-07-01' });
    expect(during([listed(111_300), later])).toEqual(['2026-01-01 111300.00']);
  });

  test('day and standing, the last decided goes before', () => {
    const [first, last] = ['2026-02-01T00:00:00Z', '2026-02-02T00:00:00Z'];
    expect(during([listed(100, {}, { reportedAt: last }), listed(110, {}, { reportedAt: first })]))
      .toEqual(['2026-01-01 100.00']);
  });

  test('days before its first have no price', () => {
    expect(during([listed(100, {}, { validOn: '2026-03-01' })]))
      .toEqual(['2026-01-01 no price', '2026-03-01 100.00']);
  });
});

describe('a price that says when it ends', () => {
  const toJune = listed(100, {}, { until: '2026-07-01' });

  test('holds up to that day; then there is none, or a less specific one', () => {
    expect(during([toJune])).toEqual(['2026-01-01 100.00', '2026-07-01 no price']);
    expect(during([toJune, listed(80, { studyPath: '' })]))
      .toEqual(['2026-01-01 100.00', '2026-07-01 80.00']);
  });

  test('gives way to a later one of its key all the same', () => {
    expect(during([toJune, listed(110, {}, { validOn: '2026-04-01' })]))
      .toEqual(['2026-01-01 100.00', '2026-04-01 110.00']);
  });

  test('brings back none of its key whose place it took, decided or not', () => {
    const inMarch = listed(110, {}, { validOn: '2026-03-01', until: '2026-07-01' });
    for (const standing of ['decided', 'preliminary'] as const) {
      expect(during([listed(100, {}, { standing }), inMarch]))
        .toEqual(['2026-01-01 100.00', '2026-03-01 110.00', '2026-07-01 no price']);
    }
  });

  test('leaves a preliminary one of a later day its own days', () => {
    const later = listed(120, {}, { standing: 'preliminary', validOn: '2026-04-01' });
    expect(during([toJune, later])).toEqual(['2026-01-01 100.00', '2026-07-01 120.00']);
  });
});

describe('programinriktat val is priced as the programme that it is aimed at', () => {
  const aimed = { studyPath: 'IMVHT' };
  const programme = listed(100, { studyPath: 'HT' });

  test.each<[string, Partial<PriceKey>, string]>([
    ['the price of the programme', {}, '100.00'],
    ['one for the code itself goes before', { studyPath: 'IMVHT' }, '70.00'],
    ['one for introduction programmes goes before', { studyPath: 'IM' }, '70.00'],
    ['one for any path does not', { studyPath: '' }, '100.00'],
    ['one for the school unit does', { studyPath: '', unit: NORTH }, '70.00'],
    ['one of another programme is none', { studyPath: 'NA' }, '100.00'],
  ])('%s', (_, key, expected) => {
    expect(during([programme, listed(70, key)], aimed)).toEqual([`2026-01-01 ${expected}`]);
  });

  test('an orientation that its code names has its own', () => {
    expect(during([programme, listed(120, { studyPath: 'HTTUR' })], { studyPath: 'IMVHTTUR' }))
      .toEqual(['2026-01-01 120.00']);
  });

  test.each([['aimed at none', 'IMV'], ['yrkesintroduktion', 'IMYHT'], ['individuellt alternativ', 'IMA'],
    ['språkintroduktion', 'IMS']])('%s has no such price', (_, studyPath) => {
    expect(during([programme], { studyPath })).toEqual(['2026-01-01 no price']);
  });

  test('who looks for its price looks at the programme\'s too, found or not', () => {
    expect(groupsFor('IMVHT', 2026)).toEqual(['2026|IM', '2026|HT', '2026|']);
    expect(groupsFor('NANAT', 2026)).toEqual(['2026|NA', '2026|']);
  });
});

test('a withdrawn price never was, whether the withdrawal came before or after it', () => {
  const published = event(PricePublished, listed(100));
  const withdrawn = {
    type: 'PriceWithdrawn' as const, data: { validOn: '2026-02-01', withdraws: 'p', key: published.data.key },
  };
  const after = evolvePrices(evolvePrices(noPrices, 'p', published), 'w', withdrawn);
  const before = evolvePrices(evolvePrices(noPrices, 'w', withdrawn), 'p', published);
  const found = [after, before].flatMap((prices) => pricesDuring(prices, placement, of2026));
  expect(found.map(({ price }) => price)).toEqual([undefined, undefined]);
});

test('no placement is answered with what another was', () => {
  const owned = (basis: PriceKey['basis'], owner: string | undefined, principal: PriceKey['principal']) =>
    ({ basis, owner, principal });
  const principals = ['municipal', 'region', 'independent'] as const;
  const lists = [
    owned('own', '1480', 'municipal'), owned('own', '1401', 'municipal'),
    ...principals.flatMap((principal) => [
      owned('own', 'PH-01', principal), owned('agreement', 'GR', principal),
      owned(undefined, undefined, principal), owned('national', undefined, principal),
    ]),
  ];
  const prices = lists.flatMap((key, index) => [
    listed(100 + index, key), listed(200 + index, { ...key, unit: NORTH }),
    listed(300 + index, { ...key, variant: 'SSP' }), listed(400 + index, { ...key, begun: 'before' }),
  ]);
  const asked = listOf(prices);
  const any = <T>(...values: readonly T[]) => fc.constantFrom(...values);
  const placements = fc.record({
    unit: any(NORTH, SOUTH), principal: any(...principals), studyPath: any('NANAT', 'NA', 'TE'),
    variant: any(undefined, 'SSP'), educationBegan: any('2025-06-30', '2025-07-01'),
    relation: fc.option(fc.record({
      rule: any(...PRICE_RULES), payer: any('1480', '1401', '1402', undefined),
      payee: any('PH-01', 'PH-02', '1480'), agreement: any('GR', undefined),
    }), { nil: undefined }),
  });
  fc.assert(fc.property(placements, (where) => {
    expect(pricesDuring(asked, where, of2026)).toEqual(pricesDuring(listOf(prices), where, of2026));
  }), { numRuns: 2_000 });
});
