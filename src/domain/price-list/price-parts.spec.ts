import fc from 'fast-check';
import { kronor } from '../shared/money.js';
import { mustHaveParts, partsMissing, type PriceParts, vatIn, withVatOnTop } from './price-parts.js';

const of = (principal: 'municipal' | 'region' | 'independent', perYearOre: number, parts?: PriceParts) =>
  ({ key: { principal }, perYearOre, parts });

test.each([['NA', 111_300, 105_000], ['TE', 121_900, 115_000]])(
  'the national price of %s in 2026, %s kr, is %s kr without VAT compensation', (_, perYear, without) => {
    expect(kronor(perYear) - vatIn(of('independent', kronor(perYear)))!.ore).toBe(kronor(without));
  },
);

test('VAT compensation comes on top, rounded once: 117 392.19 gets 7 043.53', () => {
  expect(withVatOnTop(11_739_219) - 11_739_219).toBe(704_353);
});

/** Grants of Lindesberg in 2023: kronor before administration, administration, VAT compensation, total. */
test.each([
  ['BF', 113_973, 3_419, 7_044, 124_436], ['BA', 134_589, 4_038, 8_318, 146_944],
  ['EE', 136_658, 4_100, 8_445, 149_204], ['EK', 101_404, 3_042, 6_267, 110_713],
  ['ES', 123_827, 3_715, 7_653, 135_195], ['FT', 143_118, 4_294, 8_845, 156_256],
])('a list that rounds each part of %s to whole kronor is read as decided', (_, cost, adm, vat, total) => {
  const parts = { teachingOre: kronor(cost), administrationOre: kronor(adm), vatOre: kronor(vat) };
  expect(mustAddUp(total, parts)).not.toThrow();
  expect(vatIn(of('independent', kronor(total), parts))!.ore).toBe(kronor(vat));
});

test('what was put on top is found again in any price', () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 10 ** 11 }), (without) => {
    const perYearOre = withVatOnTop(without);
    expect(perYearOre - vatIn(of('independent', perYearOre))!.ore).toBe(without);
  }));
});

test('a decided part goes before, and says that it was decided', () => {
  const told = vatIn(of('independent', kronor(124_436), { vatOre: kronor(7_044) }));
  expect([told?.ore, told?.restsOn.mark]).toEqual([kronor(7_044), 'S']);
});

test.each(['municipal', 'region'] as const)('a %s principal has none', (principal) => {
  expect(vatIn(of(principal, kronor(115_000)))).toBeUndefined();
});

const mustAddUp = (perYear: number, parts: PriceParts) => () =>
  mustHaveParts(of('independent', kronor(perYear), parts), '');
const six: PriceParts = {
  teachingOre: kronor(10), learningToolsOre: kronor(10), pupilHealthOre: kronor(10), mealsOre: kronor(10),
  administrationOre: kronor(10), premisesOre: kronor(10),
};

test('parts may leave something undivided, and differ by what rounding to kronor makes', () => {
  expect(mustAddUp(100, { premisesOre: kronor(40) })).not.toThrow();
  expect(mustAddUp(66, { ...six, vatOre: kronor(10) })).not.toThrow();
});

test('parts that come to more than the price are refused, and all seven that come to less', () => {
  expect(mustAddUp(100, { premisesOre: kronor(102) })).toThrow('price-parts-impossible');
  expect(mustAddUp(75, { ...six, vatOre: kronor(10) })).toThrow('price-parts-impossible');
});

test('of a grant, premises and administration must be shown', () => {
  expect(partsMissing(of('independent', 1, { premisesOre: 0 }))).toEqual(['administrationOre']);
  expect(partsMissing(of('municipal', 1))).toEqual([]);
});
