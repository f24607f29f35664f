import { event } from '../shared/event.js';
import { kronor } from '../shared/money.js';
import { PricePublished } from '../price-list/events.js';
import type { PriceParts } from '../price-list/price-parts.js';
import { evolvePrices, noPrices } from '../price-list/state.js';
import { type Grant, type GrantLine, Grants } from './grants.js';

/** Lindesberg 2023, BF: 113 973 and 3 % administration, and 6 % on top: 124 436 kr. */
const BF: PriceParts = {
  teachingOre: kronor(60_000), premisesOre: kronor(20_000), administrationOre: kronor(3_419),
  vatOre: kronor(7_044),
};

const grantsOf = (parts: PriceParts | undefined, ...lines: readonly GrantLine[]): Grant[] => {
  const published = event(PricePublished, {
    validOn: '2026-01-01', key: { year: 2026, principal: 'independent', studyPath: 'BF' },
    perYearOre: kronor(124_436), standing: 'decided', ...(parts && { parts }),
  });
  const grants = new Grants(evolvePrices(noPrices, 'p1', published));
  for (const line of lines) grants.add([line]);
  return grants.all();
};
const line = (more: Partial<GrantLine> = {}): GrantLine => ({
  payer: '1407', principal: '556000-0001', studyPath: 'BF', days: 365, ore: kronor(124_436),
  vatOre: kronor(7_044), priceId: 'p1', ...more,
});
const told = ({ parts }: Grant) => Object.fromEntries(parts.map(({ part, ore }) => [`${part}Ore`, ore]));

test('a whole year is the price, part by part, and what was not divided', () => {
  const [grant] = grantsOf(BF, line());
  expect(told(grant!)).toEqual(BF);
  expect(grant).toMatchObject({
    days: 365, ore: kronor(124_436), undividedOre: kronor(33_973), missing: [],
    notTold: ['learningTools', 'pupilHealth', 'meals'],
  });
});

test('parts and the rest always come to the amount, of however many pupils', () => {
  const half = { days: 181, ore: 6_170_664, vatOre: 349_306 };
  const [grant] = grantsOf(BF, ...Array.from({ length: 900 }, () => line(half)));
  // 900 halves: 5 553 597 600 öre, of which 20 000 of 124 436 is premises: 892 603 040.92 öre
  expect(told(grant!)).toMatchObject({ premisesOre: 892_603_041, vatOre: 900 * 349_306 });
  expect(grant!.parts.reduce((sum, { ore }) => sum + ore, grant!.undividedOre)).toBe(900 * half.ore);
});

test('parts that must be shown and that nobody said are told, and not invented', () => {
  const [grant] = grantsOf({ mealsOre: kronor(6_000) }, line());
  expect(grant!.missing).toEqual(['premises', 'administration']);
  expect(Object.keys(told(grant!))).toEqual(['mealsOre', 'vatOre']);
  expect(grant!.parts[1]!.restsOn.mark).toBe('L');
});

test('of a price that is not known any more VAT alone is told', () => {
  const [grant] = grantsOf(BF, line({ priceId: 'gone' }));
  expect(told(grant!)).toEqual({ vatOre: kronor(7_044) });
  expect(grant!.missing).toEqual(['premises', 'administration']);
});

test('what is granted besides stands apart, with no days and no parts of a price', () => {
  const [basic, beside] = grantsOf(BF, line({ item: 'extra-support', ore: 106_00, vatOre: 6_00 }), line());
  expect([basic!.days, basic!.ore]).toEqual([365, kronor(124_436)]);
  expect(beside).toMatchObject({
    item: 'extra-support', days: 0, undividedOre: 100_00, missing: [], notTold: [],
  });
});

test('payers and study paths stand apart, and what a municipality is paid is no grant', () => {
  const { vatOre: _, ...municipal } = line({ payer: '1480' });
  expect(grantsOf(BF, line({ studyPath: 'EE' }), line({ payer: '1481' }), line(), municipal)
    .map(({ payer, studyPath }) => `${payer} ${studyPath}`)).toEqual(['1407 BF', '1407 EE', '1481 BF']);
});
