import fc from 'fast-check';
import { allocationIn, price, type World } from '../../../test/support/cost-world.js';
import {
  amountDecided, costShared, droppedOut, enrolled, extendedStudyDecided, NORTH, registeredIn, SOUTH,
} from '../../../test/support/events.js';
import { type Ore, partOf } from '../shared/money.js';
import { monthlyLines } from './monthly-lines.js';
import { vatBetween } from './shape.js';

/** VAT compensation in what is paid: always of the same days, and the same part of it, as the price is. */

const REGION = '232100-0131';
const out = droppedOut({ validOn: '2027-01-01' });
const year2026 = [enrolled({ validOn: '2026-01-01' }), out];
/** Beyond the three years of the education. */
const year4 = [enrolled({ validOn: '2026-01-01', educationBegan: '2022-08-15' }), out];

const linesOf = (world: World) => allocationIn(world).segments.filter(({ from }) => from < '2027')
  .flatMap((segment) => monthlyLines(segment).map(({ month, from, to, ore }) =>
    ({ month, ore, vatOre: vatBetween(segment, from, to), payer: segment.payer, item: segment.item })));

/** What each month comes to over all payers, with the VAT compensation in it. */
const monthsOf = (world: World): Record<string, readonly [Ore, Ore]> => {
  const months: Record<string, readonly [Ore, Ore]> = {};
  for (const { month, ore, vatOre } of linesOf(world)) {
    const [sum, vat] = months[month] ?? [0, 0];
    months[month] = [sum + ore, vat + vatOre!];
  }
  return months;
};

const yearlyVat = (world: World): Ore => linesOf(world).reduce((sum, { vatOre }) => sum + vatOre!, 0);

test('half each pay half of it: 6 300 kr of a year at 111 300', () => {
  const funding = [costShared({ validOn: '2026-01-01' })];
  const of = (payer: string) => linesOf({ schooling: year2026, funding })
    .filter((line) => line.payer === payer).reduce((sum, { vatOre }) => sum + vatOre!, 0);
  expect([of('1407'), of(REGION)]).toEqual([315_000, 315_000]);
});

test('who pays 60 per cent of the price pays 60 per cent of it', () => {
  const funding = [extendedStudyDecided({ validOn: '2026-01-01', percent: 60 })];
  expect(yearlyVat({ schooling: year4, funding })).toBe(378_000);
});

test('amounts besides the price have it too, 6 % on top of the rest, and none at a municipal school', () => {
  const vatAt = (unit: string, studyPath: string) => linesOf({
    schooling: [
      enrolled({ validOn: '2026-01-01', unit, studyPath }), droppedOut({ validOn: '2027-01-01', unit }),
    ],
    funding: [amountDecided({ validOn: '2026-01-01', unit, perYearOre: 1_060_000 })],
  }).filter(({ item }) => item !== undefined).map(({ vatOre }) => vatOre);
  expect(vatAt(NORTH, 'NA').reduce((sum, vat) => sum! + vat!, 0)).toBe(60_000);
  expect(new Set(vatAt(SOUTH, 'TE'))).toEqual(new Set([undefined]));
});

const partsOf = fc.integer({ min: 1, max: 10_000 });
const worlds = fc.record({
  perYearOre: fc.integer({ min: 100, max: 40_000_000 }),
  vatPercent: fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined }),
  paidPercent: fc.integer({ min: 1, max: 100 }),
  ofHome: partsOf, ofOthers: fc.array(partsOf, { minLength: 1, maxLength: 3 }), isHomeLast: fc.boolean(),
  movedOn: fc.integer({ min: 10, max: 28 }).map((day) => `2026-05-${day}`),
});

test('whoever pays which part, and moves when: together they pay, month by month, what one would', () => {
  fc.assert(fc.property(worlds, (of) => {
    const { perYearOre, vatPercent, paidPercent: percent, movedOn } = of;
    const vatOre = vatPercent === undefined ? undefined : partOf(perYearOre, vatPercent, 100);
    const prices = [price(2026, {}, 1, { perYearOre, ...(vatOre !== undefined && { parts: { vatOre } }) })];
    const decided = percent === 100 ? [] : ['1407', '1481'].map((municipality) =>
      extendedStudyDecided({ validOn: '2026-01-01', municipality, percent }));
    const home = { parts: of.ofHome };
    const named = of.ofOthers.map((parts, index) => ({ payer: `23210${index}-0131`, parts }));
    const shares = costShared({ validOn: '2026-01-01', ...(of.isHomeLast
      ? { remainder: home, others: named } : { remainder: named[0]!, others: [home, ...named.slice(1)] }) });
    const person = [registeredIn(), registeredIn({ validOn: movedOn, municipality: '1481' })];
    const ofOne = monthsOf({ schooling: year4, prices, funding: decided });
    expect(monthsOf({ schooling: year4, prices, person, funding: [...decided, shares] })).toEqual(ofOne);
  }));
});
