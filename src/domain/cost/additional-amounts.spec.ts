import { agreementsOf, policySet } from '../../../test/support/agreements.js';
import { allocationIn, price, segmentsIn, totalIn, type World } from '../../../test/support/cost-world.js';
import {
  amountDecided, breakEnded, breakPlanned, costShared, droppedOut, enrolled, fundingWithdrawn, NORTH,
  pathChanged, placed, registeredIn, SOUTH, stateFunded, transferred,
} from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';
import { monthlyLines } from './monthly-lines.js';

/** Amounts besides the price: 36 500 kr a year is 100 kr a day in 2025 and 2026. */

const year2026 = [enrolled({ validOn: '2026-01-01' }), droppedOut({ validOn: '2027-01-01' })];
/** Lines of amounts, written `item from to payer kronor`. */
const besideIn = (world: World): string[] => {
  const items = allocationIn(world).segments.filter(({ item }) => item !== undefined);
  return items.map((segment) => [
    segment.item, segment.from, segment.to, segment.payer,
    monthlyLines(segment).reduce((sum, { ore }) => sum + ore, 0) / 100,
  ].join(' '));
};

test('an amount stands in lines of its own, and the place costs what it did', () => {
  const inFebruary = amountDecided({ validOn: '2026-02-01', until: '2026-03-01' });
  const world = { schooling: year2026, funding: [inFebruary] };
  expect(besideIn(world)).toEqual(['extra-support 2026-02-01 2026-03-01 1407 2800']);
  expect(segmentsIn({ ...world, funding: [] })).toEqual([`2026-01-01 2027-01-01 1407 ${NORTH} 111300.00`]);
  expect(totalIn(world, ({ item }) => item === undefined)).toBe('111300.00');
  const [line] = allocationIn(world).segments.filter(({ item }) => item !== undefined);
  expect([line?.priceId, line?.decisionId, line?.isBeside]).toEqual([factId(1), factId(1), true]);
});

test('a whole year of it comes to its amount, whatever the months', () => {
  const funding = [amountDecided({ validOn: '2026-01-01', perYearOre: 1_000_001 })];
  expect(besideIn({ schooling: year2026, funding }))
    .toEqual(['extra-support 2026-01-01 2027-01-01 1407 10000.01']);
});

test('with no end, it is paid as far as there are prices, and not for years that nobody knows of', () => {
  const world = { schooling: [enrolled({ validOn: '2026-01-01' })], funding: [amountDecided()] };
  expect(besideIn(world).at(-1)).toBe('extra-support 2028-01-01 2029-01-01 1407 36500'); // 2028 is the last
});

test('it follows the pupil to no other school and no other payer, and is paid on paid days alone', () => {
  const world: World = {
    schooling: [
      enrolled({ validOn: '2026-01-01' }), breakPlanned({ validOn: '2026-01-11' }),
      breakEnded({ validOn: '2026-02-01' }), transferred({ validOn: '2026-03-01', unit: SOUTH }),
    ],
    person: [registeredIn(), registeredIn({ validOn: '2026-02-11', municipality: '1481' })],
    funding: [amountDecided()],
  };
  expect(besideIn(world)).toEqual([
    'extra-support 2026-01-01 2026-01-11 1407 1000', 'extra-support 2026-02-01 2026-02-11 1407 1000',
  ]);
});

test('several are paid beside each other; none by the state, and nobody else bears a part', () => {
  const funding = [
    amountDecided({ validOn: '2026-01-01' }), amountDecided({ validOn: '2026-01-01', item: 'structural' }),
    costShared({ validOn: '2026-01-01' }), stateFunded({ validOn: '2026-01-11' }),
  ];
  expect(besideIn({ schooling: year2026, funding })).toEqual([
    'extra-support 2026-01-01 2026-01-11 1407 1000', 'structural 2026-01-01 2026-01-11 1407 1000',
  ]);
});

test('withdrawn, it was never there', () => {
  const funding = [amountDecided(), fundingWithdrawn({ withdraws: factId(1) })];
  expect(besideIn({ schooling: year2026, funding })).toEqual([]);
});

describe('the part for support of programinriktat val', () => {
  const prices = [2025, 2026].map((year) => price(year, { studyPath: 'IMVNA' }, 100_000));
  const on = (studyPath: string) => ({ studyPath, validOn: '2025-08-18' });
  const funding = [amountDecided({ item: 'programme-support' })];
  const world = (more: Partial<World> = {}): World =>
    ({ schooling: [enrolled(on('IMVNA'))], prices, funding, ...more });
  const endOf = (some: World): unknown => allocationIn(some).segments
    .filter(({ item }) => item !== undefined).at(-1)?.to;

  test('ends after twelve months, and the part as the programme goes on', () => {
    expect(endOf(world())).toBe('2026-07-01');
    const late = enrolled({ ...on('IMVNA'), validOn: '2025-10-06' });
    expect(endOf(world({ schooling: [late] }))).toBe('2026-10-06');
    const places = allocationIn(world()).segments.filter(({ item }) => item === undefined);
    expect(places.at(-1)?.to).toBe('2027-01-01');
  });

  test('or after two terms, where the policy counts so', () => {
    const agreements = agreementsOf(policySet('default', { supportLasts: 'two-terms' }));
    const begun = (validOn: string) =>
      endOf(world({ agreements, schooling: [enrolled({ ...on('IMVNA'), validOn })] }));
    expect([begun('2025-10-06'), begun('2025-02-03')]).toEqual(['2026-07-01', '2026-01-01']);
  });

  test('is not begun anew by another school or another decision, and is for no other path', () => {
    const again = [enrolled(on('IMVNA')), droppedOut({ validOn: '2026-03-01' }),
      enrolled({ ...on('IMVNA'), validOn: '2026-05-01', unit: SOUTH })];
    const atSouth = { item: 'programme-support', unit: SOUTH, validOn: '2026-05-01' } as const;
    const funded = [...funding, amountDecided(atSouth)];
    const municipal = [...prices, price(2026, { studyPath: 'IMVNA', principal: 'municipal' }, 90_000)];
    expect(endOf(world({ schooling: again, funding: funded, prices: municipal }))).toBe('2026-07-01');
    const changed = [enrolled(on('IMVNA')), pathChanged({ validOn: '2025-11-03', studyPath: 'NA' })];
    expect(endOf(world({ schooling: changed }))).toBe('2025-11-03');
    expect(endOf(world({ schooling: [placed({ validOn: '2025-07-01' }), enrolled()] }))).toBeUndefined();
  });
});
