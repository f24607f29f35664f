import { claimsIn, price, totalIn, unit, usualUnits, type World } from '../../../test/support/cost-world.js';
import {
  amountDecided, asylumClaimed, droppedOut, enrolled, extraCost, NORTH, registeredIn, SOUTH, stateFunded,
  staysIn, transferred, WEST,
} from '../../../test/support/events.js';

/** Asylum seekers: 16 000 kr for each four weeks begun, at most ten in a calendar year (SFS 2017:193). */

const atSouth = (validOn: string) => enrolled({ unit: SOUTH, studyPath: 'TE', validOn });
const out = (validOn: string) => droppedOut({ unit: SOUTH, validOn });
const world = (more: Partial<World>): World => ({
  person: [staysIn({ municipality: '1407' })], funding: [asylumClaimed()], schooling: [], ...more,
});
const kronorIn = (some: World): number =>
  claimsIn(some).reduce((sum, claim) => sum + Number(claim.split(' ').at(-1)), 0);

test('one week begun is 16 000 kr, and the school is paid by the municipality as for any pupil', () => {
  const week = world({ schooling: [atSouth('2026-01-12'), out('2026-01-19')] });
  expect(claimsIn(week)).toEqual([`four-weeks 2026-01-12 1407 ${SOUTH} 16000.00`]);
  expect(totalIn(week)).toBe(totalIn({ ...week, funding: [] }));
});

test('a whole calendar year is 160 000 kr, ten periods, and the next begins anew', () => {
  const schooling = [atSouth('2025-01-13'), out('2027-01-01')];
  const oneYear = asylumClaimed({ validOn: '2025-01-01', until: '2026-01-01' });
  expect(kronorIn(world({ schooling, funding: [oneYear] }))).toBe(160_000);
  expect(kronorIn(world({ schooling, funding: [asylumClaimed({ validOn: '2025-01-01' })] }))).toBe(320_000);
});

test('28 days at school begin a period, those outside of term or before the start do not', () => {
  // Paid from 1 July; at school 18 August to 14 September, and the day after
  expect(claimsIn(world({ schooling: [atSouth('2025-08-18'), out('2025-09-15')] }))).toHaveLength(1);
  expect(claimsIn(world({ schooling: [atSouth('2025-08-18'), out('2025-09-16')] })))
    .toEqual(['2025-08-18', '2025-09-15'].map((on) => `four-weeks ${on} 1407 ${SOUTH} 16000.00`));
  expect(claimsIn(world({ schooling: [atSouth('2026-06-16'), out('2026-08-15')] }))).toEqual([]);
});

test('of an independent school it is what the municipality pays, amounts besides the price too', () => {
  const schooling = [enrolled({ validOn: '2026-01-12' }), droppedOut({ validOn: '2026-02-01' })];
  const funding = [asylumClaimed(), amountDecided({ validOn: '2026-01-12' })];
  const some = world({ schooling, funding, prices: [price(2026, {}, 111_300)] });
  expect(claimsIn(some)).toEqual([
    `grant 2026-01-12 1407 ${NORTH} 2000.00`, `grant 2026-01-12 1407 ${NORTH} 6098.63`,
  ]);
  expect(kronorIn(some)).toBe(Number(totalIn(some)));
});

test('only the municipality that pays claims, for its days, and of years whose amount is known', () => {
  const schooling = [atSouth('2026-01-12'), out('2026-02-01')];
  expect(claimsIn(world({ schooling, funding: [asylumClaimed({ municipality: '1481' })] }))).toEqual([]);
  expect(claimsIn(world({ schooling, funding: [] }))).toEqual([]);
  const early = { schooling: [atSouth('2023-01-12'), out('2023-02-01')],
    prices: [price(2023, { principal: 'municipal', studyPath: 'TE' }, 100_000)] };
  const funding = [asylumClaimed({ validOn: '2020-01-01' })];
  expect(claimsIn(world({ ...early, person: [registeredIn()], funding }))).toEqual([]);
});

test('another school goes on with the count of the year', () => {
  const other = { id: '1480', name: 'Göteborg', kind: 'municipal' as const };
  const schooling = [atSouth('2026-01-12'), out('2026-01-19'),
    enrolled({ unit: NORTH, studyPath: 'TE', validOn: '2026-01-19' })];
  const some = world({
    schooling: [...schooling, droppedOut({ unit: NORTH, validOn: '2026-02-09' })],
    units: [...usualUnits.filter((each) => each.unit !== NORTH), unit(NORTH, other)],
  });
  expect(claimsIn(some)).toEqual([`four-weeks 2026-01-12 1407 ${SOUTH} 16000.00`]);
});

test('an extra cost may be claimed by who claims on its day, and is in nobody\'s costs', () => {
  const schooling = [atSouth('2026-01-12'), out('2026-01-19')];
  const costs = [extraCost({ validOn: '2026-01-15' }), extraCost({ validOn: '2026-03-01', ore: 7_700 })];
  const some = world({ schooling, funding: [asylumClaimed({ until: '2026-03-02' }), ...costs] });
  expect(claimsIn(some)).toEqual([
    `four-weeks 2026-01-12 1407 ${SOUTH} 16000.00`, `extra-cost 2026-01-15 1407 ${SOUTH} 12500.00`,
    `extra-cost 2026-03-01 1407 ${SOUTH} 77.00`,
  ]);
  expect(totalIn(some)).toBe(totalIn(world({ schooling, funding: [] })));
  const notClaimed = [asylumClaimed({ until: '2026-01-15' }), ...costs];
  expect(claimsIn(world({ schooling, funding: notClaimed }))).toHaveLength(1);
  expect(claimsIn(world({ schooling, funding: [asylumClaimed({ municipality: '1481' }), ...costs] })))
    .toEqual([]);
});

/** Nordic pupils and Swedes abroad: half of the yearly price a term, for the principal of the school. */
describe('of a pupil whom the state pays for', () => {
  const prices = [2025, 2026].flatMap((year) => [
    price(year, { basis: 'national' }, 111_300),
    price(year, { principal: 'municipal', studyPath: 'TE', basis: 'national' }, 105_000),
  ]);
  const nordic = (more: Partial<World>): World => (
    { schooling: [], prices, funding: [stateFunded()], ...more });

  test('a principal may claim half of the price for each half-year with a day at school', () => {
    const schooling = [enrolled({ validOn: '2025-08-18' }), droppedOut({ validOn: '2026-02-01' })];
    expect(claimsIn(nordic({ schooling }))).toEqual([
      `term 2025-08-18 556000-0001 ${NORTH} 55650.00`, `term 2026-01-08 556000-0001 ${NORTH} 55650.00`,
    ]);
  });

  test('a municipal school has its own price, without VAT', () => {
    const schooling = [atSouth('2026-01-12'), out('2026-02-01')];
    expect(claimsIn(nordic({ schooling }))).toEqual([`term 2026-01-12 1482 ${SOUTH} 52500.00`]);
  });

  test('a half-year without a day of term is none, nor are days before the start', () => {
    const inSummer = [enrolled({ validOn: '2026-06-16' }), droppedOut({ validOn: '2026-08-15' })];
    expect(claimsIn(nordic({ schooling: inSummer }))).toEqual([]);
  });

  test('the first school of a half-year claims it, and no other', () => {
    const schooling = [enrolled({ validOn: '2026-01-12' }),
      transferred({ unit: WEST, fromUnit: NORTH, validOn: '2026-03-02', studyPath: 'NA' }),
      droppedOut({ unit: WEST, validOn: '2026-10-01' })];
    expect(claimsIn(nordic({ schooling }))).toEqual([
      `term 2026-01-12 556000-0001 ${NORTH} 55650.00`, `term 2026-08-15 556000-0002 ${WEST} 55650.00`,
    ]);
  });

  test('an amount that was decided goes before half of the price', () => {
    const schooling = [enrolled({ validOn: '2025-08-18' }), droppedOut({ validOn: '2026-02-01' })];
    const funding = [
      stateFunded({ until: '2026-01-01' }),
      stateFunded({ validOn: '2026-01-01', ground: 'swede-abroad', perTermOre: 4_000_000 }),
    ];
    expect(claimsIn(nordic({ schooling, funding }))).toEqual([
      `term 2025-08-18 556000-0001 ${NORTH} 55650.00`, `term 2026-01-08 556000-0001 ${NORTH} 40000.00`,
    ]);
  });
});
