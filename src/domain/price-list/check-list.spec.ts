import { event } from '../shared/event.js';
import { kronor } from '../shared/money.js';
import { checkList } from './check-list.js';
import type { PublishedPrice } from './decide.js';
import { PricePublished } from './events.js';
import type { PriceContext } from './price-context.js';
import { evolvePrices, noPrices, type PriceKey } from './state.js';

const listed = (
  perYear: number, key: Partial<PriceKey> = {}, more: Partial<PublishedPrice> = {},
): PublishedPrice => ({
  validOn: '2026-01-01', perYearOre: kronor(perYear), standing: 'decided', ...more,
  key: { year: 2026, principal: 'independent', studyPath: 'NA', ...key },
});
const inForce = (...prices: readonly PublishedPrice[]): PriceContext => ({
  today: '2026-01-01', isMunicipality: (code) => code === '1407',
  prices: prices.reduce((known, price, index) =>
    evolvePrices(known, `p${index}`, event(PricePublished, price)), noPrices),
});

/** Differences, written `change before`. */
const changes = (list: readonly PublishedPrice[], ...known: readonly PublishedPrice[]): string[] =>
  checkList(list, inForce(...known)).differences
    .map(({ change, before }) => [change, before?.id].filter((part) => part !== undefined).join(' '));

describe('a list is compared, key by key, with what is in force', () => {
  test.each<[string, PublishedPrice, string]>([
    ['nothing of the key', listed(100, { studyPath: 'TE' }), 'new'],
    ['the same', listed(100), 'same p0'],
    ['a lower price', listed(101), 'higher p0'],
    ['a higher price', listed(99, {}, { reportedAt: '2026-01-01T00:00:00Z' }), 'lower p0'],
    ['the same amount, decided', listed(100, {}, { standing: 'preliminary' }), 'gives-way p0'],
    ['the same without its parts', listed(100, {}, { parts: { premisesOre: 1 } }), 'parts p0'],
    ['a price from an earlier day', listed(120, {}, { validOn: '2026-07-01' }), 'higher p0'],
    ['a price for any programme, which is another key', listed(100, { studyPath: '' }), 'new'],
    ['a price for anyone, which is another key', listed(100, { basis: 'national' }), 'new'],
  ])('in force: %s', (_, price, expected) => {
    expect(changes([price], listed(100))).toEqual([expected]);
  });

  test('a new price is told with what a less specific one has that answers for all of it now', () => {
    const instead = (price: PublishedPrice, ...known: readonly PublishedPrice[]): string | undefined =>
      checkList([price], inForce(...known)).differences[0]!.instead?.id;
    const [any, ofPath] = [listed(80, { studyPath: '' }), listed(100)];
    expect(instead(listed(120, { unit: '12345678' }), any, ofPath)).toBe('p1');
    expect(instead(listed(120, { studyPath: 'TE' }), any, ofPath)).toBe('p0');
    expect(instead(listed(120, { studyPath: 'TE' }), ofPath)).toBeUndefined();
    expect(instead(listed(120), any, ofPath)).toBeUndefined();
    expect(instead(listed(120, { basis: 'national' }), any, ofPath)).toBeUndefined();
  });

  test('the same amount, preliminary', () => {
    expect(changes([listed(100)], listed(100, {}, { standing: 'preliminary' }))).toEqual(['standing p0']);
  });

  test('a price that would not hold on its first day is told with what would', () => {
    const preliminary = listed(90, {}, { standing: 'preliminary' });
    const earlier = listed(90, {}, { reportedAt: '2025-11-01T00:00:00Z' });
    const decided = listed(100, {}, { reportedAt: '2025-12-01T00:00:00Z' });
    const told = { change: 'gives-way', then: { perYearOre: kronor(100), standing: 'decided' } };
    expect(checkList([preliminary], inForce(decided)).differences).toMatchObject([told]);
    expect(checkList([earlier], inForce(decided)).differences).toMatchObject([told]);
    expect(checkList([preliminary, decided], inForce()).differences).toMatchObject([told, { change: 'new' }]);
  });

  test('a price of which the list does not speak is told, if it is of the same year, kind and basis', () => {
    const others = [
      listed(1, { studyPath: 'TE' }), listed(2, { year: 2025 }, { validOn: '2025-01-01' }),
      listed(3, { principal: 'municipal' }), listed(4, { basis: 'national' }),
    ];
    expect(checkList([listed(100)], inForce(...others)).untouched.map(({ id }) => id)).toEqual(['p0']);
  });

  test('one that another of its key has taken the place of is in force on no day, and not told', () => {
    const others = [
      listed(1, { studyPath: 'TE' }, { standing: 'preliminary' }), listed(2, { studyPath: 'TE' }),
      listed(3, { studyPath: 'TE' }, { validOn: '2026-07-01' }),
      listed(4, { studyPath: 'TE' }, { validOn: '2026-07-01', standing: 'preliminary' }),
    ];
    expect(checkList([listed(100)], inForce(...others)).untouched.map(({ id }) => id)).toEqual(['p1', 'p2']);
  });
});

describe('days that no price would answer for are told', () => {
  const inMarch = listed(100, {}, { validOn: '2026-03-01' });
  const gapOf = (list: readonly PublishedPrice[], ...known: readonly PublishedPrice[]) =>
    checkList(list, inForce(...known)).differences.at(-1)!.gap;

  test('before a price that does not begin with the year', () => {
    expect(gapOf([inMarch])).toEqual({ from: '2026-01-01', to: '2026-03-01' });
    expect(gapOf([listed(100)])).toBeUndefined();
  });

  test('not if another in the list, or in force, answers until then', () => {
    expect(gapOf([listed(90), inMarch])).toBeUndefined();
    expect(gapOf([inMarch], listed(90))).toBeUndefined();
    expect(gapOf([inMarch], listed(90, { studyPath: '' }))).toBeUndefined();
  });

  test('one that begins later leaves the days before it', () => {
    expect(gapOf([inMarch], listed(90, { studyPath: '' }, { validOn: '2026-02-01' })))
      .toEqual({ from: '2026-01-01', to: '2026-02-01' });
  });

  test('of somebody\'s own price, whatever answers for anyone', () => {
    const own = listed(100, { basis: 'own', owner: '1407' }, { validOn: '2026-03-01' });
    expect(gapOf([own], listed(90))).toEqual({ from: '2026-01-01', to: '2026-03-01' });
  });
});

test('days after a price that ends early are told, unless another answers then', () => {
  const toJune = listed(100, {}, { until: '2026-07-01' });
  const after = (list: readonly PublishedPrice[], ...known: readonly PublishedPrice[]) =>
    checkList(list, inForce(...known)).differences[0]!.gapAfter;
  expect(after([toJune])).toEqual({ from: '2026-07-01', to: '2027-01-01' });
  expect(after([toJune], listed(90, {}, { validOn: '2026-09-01' })))
    .toEqual({ from: '2026-07-01', to: '2026-09-01' });
  expect(after([toJune, listed(90, {}, { validOn: '2026-07-01' })])).toBeUndefined();
  expect(after([toJune], listed(90, { studyPath: '' }))).toBeUndefined();
  expect(after([listed(100, {}, { until: '2027-01-01' })])).toBeUndefined();
});

describe('a list that would be refused', () => {
  test.each<[string, PublishedPrice, readonly string[]]>([
    ['higher, when unsaid', listed(110), []],
    ['lower, when unsaid', listed(90), ['price-undated reportedAt']],
    ['lower, decided now', listed(90, {}, { reportedAt: '2026-01-01T00:00:00Z' }), []],
    ['the same', listed(100), []],
    ['lower, from another day', listed(90, {}, { validOn: '2026-02-01' }), []],
    ['lower, of another standing', listed(90, {}, { standing: 'preliminary' }), []],
    ['lower, for another key', listed(90, { studyPath: 'TE' }), []],
  ])('for want of a word of when it was decided: %s', (_, price, expected) => {
    const { refused } = checkList([price], inForce(listed(100)));
    expect(refused.map(({ code, field }) => `${code} ${field}`)).toEqual(expected);
  });

  test('save of the national list, in whose form it cannot be said: there it is told', () => {
    const national = { basis: 'national' } as const;
    const { refused, differences } = checkList([listed(90, national)], inForce(listed(100, national)));
    expect(refused).toEqual([]);
    expect(differences).toMatchObject([{ change: 'gives-way', then: { perYearOre: kronor(100) } }]);
  });

  test('higher, too, where what is in force says when it was decided', () => {
    const decided = listed(100, {}, { reportedAt: '2025-12-01T00:00:00Z' });
    expect(checkList([listed(110)], inForce(decided)).refused).toMatchObject([{ code: 'price-undated' }]);
  });


  test('is told with every row that it is refused for, and not compared', () => {
    const list = [
      listed(100), listed(-1, { studyPath: 'TE' }), listed(90), listed(100, {}, { validOn: '2025-01-01' }),
    ];
    expect(checkList(list, inForce(listed(100)))).toMatchObject({
      refused: [
        { index: 1, code: 'field-malformed', field: 'perYearOre' },
        { index: 2, code: 'price-twice', field: 'perYearOre' },
        { index: 3, code: 'price-outside-its-year', field: 'validOn' },
      ],
      differences: [], untouched: [],
    });
  });
});
