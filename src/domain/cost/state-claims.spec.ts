import { claimsIn, price, totalIn, unit, usualUnits, type World } from '../../../test/support/cost-world.js';
import {
  amountDecided, asylumClaimed, droppedOut, enrolled, NORTH, registeredIn, SOUTH, staysIn,
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
