import { agreementSet, agreementsOf } from '../../../test/support/agreements.js';
import {
  allocationIn, deviationsIn, linesIn, municipal, price, segmentsIn, unit, type World,
} from '../../../test/support/cost-world.js';
import {
  enrolled, fundingWithdrawn, NORTH, registeredIn, secondHand, SOUTH,
} from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';

/** Taken in second hand: the lower of what it costs the home municipality and what it costs the school. */

const own = (owner: string, kronor: number) =>
  price(2026, { principal: 'municipal', studyPath: 'TE', basis: 'own', owner }, kronor);
const home = own('1407', 100_000);
const provider = own('1482', 120_000);
const world = (more: Partial<World> = {}): World => ({
  schooling: [enrolled({ validOn: '2026-01-01', unit: SOUTH, studyPath: 'TE' })], prices: [home, provider],
  funding: [secondHand()], ...more,
});
const year = (kronor: string): string[] => [`2026-01-01 2027-01-01 1407 ${SOUTH} ${kronor}`];

test('the lower cost is paid, whichever it is; in first hand, that of the school', () => {
  expect(segmentsIn(world())).toEqual(year('100000.00'));
  expect(segmentsIn(world({ prices: [own('1407', 130_000), provider] }))).toEqual(year('120000.00'));
  expect(segmentsIn(world({ funding: [] }))).toEqual(year('120000.00'));
});

test('from the day it was decided, month by month', () => {
  const lines = linesIn(world({ funding: [secondHand({ validOn: '2026-02-11', until: '2026-03-01' })] }));
  expect(lines.slice(0, 5)).toEqual([
    '2026-01-01 31 1407 10191.78', // 120 000 × 31 ÷ 365
    '2026-02-01 10 1407 3287.67', // 120 000 × 41 ÷ 365 = 13 479.45, less the line before
    '2026-02-11 18 1407 4931.51', // 100 000 × 18 ÷ 365
    '2026-03-01 31 1407 10191.78', // 120 000 × 72 ÷ 365 = 23 671.23, less 13 479.45
    '2026-04-01 30 1407 9863.02', // 120 000 × 102 ÷ 365 = 33 534.25, less 23 671.23
  ]);
});

test('both prices stand on the line, with the rule and the decision', () => {
  expect(allocationIn(world()).segments[0]).toMatchObject({
    priceRule: 'second-hand', priceId: 'p0', higherPriceId: 'p1', higherPerYearOre: 12_000_000,
    decisionId: factId(1), secondHandId: factId(1),
  });
});

test('without the cost of both it is told, and nothing is charged', () => {
  for (const prices of [[home], [provider]]) {
    const some = world({ prices });
    expect([segmentsIn(some), deviationsIn(some)]).toEqual([[], ['missing-price 2026-01-01 9999-12-31']]);
  }
});

test('goes before the list of an agreement, and behind a rule that the agreement names', () => {
  const listed = price(2026, {
    principal: 'municipal', studyPath: 'TE', basis: 'agreement', owner: 'gr',
  }, 90_000);
  const under = (priceRule?: 'agreed-list') => segmentsIn(world({
    prices: [home, provider, listed],
    agreements: agreementsOf(agreementSet('gr', {
      terms: [{ payee: 'municipal', policy: 'default', ...(priceRule && { priceRule }) }],
    })),
  }));
  expect(under()).toEqual(year('100000.00'));
  expect(under('agreed-list')).toEqual(year('90000.00'));
});

test('is of one place alone, ends with a withdrawal, and is nothing to a school of one\'s own', () => {
  expect(segmentsIn(world({ funding: [secondHand({ unit: NORTH })] }))).toEqual(year('120000.00'));
  const withdrawn = [secondHand(), fundingWithdrawn({ withdraws: factId(1) })];
  expect(segmentsIn(world({ funding: withdrawn }))).toEqual(year('120000.00'));
  const resident = [registeredIn({ municipality: '1482' })];
  expect(segmentsIn(world({ person: resident }))[0]).toBe(`2026-01-01 2027-01-01 1482 ${SOUTH} 120000.00`);
});

test('a region is compared with what the home municipality has for municipal schools', () => {
  const region = { ...municipal, id: '232100-0131', kind: 'region' as const };
  const ofRegion = price(2026, {
    principal: 'region', studyPath: 'TE', basis: 'own', owner: region.id,
  }, 150_000);
  const some = world({ units: [unit(SOUTH, region)], prices: [home, ofRegion] });
  expect(segmentsIn(some)).toEqual(year('100000.00'));
});
