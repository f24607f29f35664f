import { allocationIn, price, type World } from '../../../test/support/cost-world.js';
import {
  amountDecided, breakPlanned, costShared, droppedOut, enrolled, fundingWithdrawn, NORTH, registeredIn,
  secondHand, SOUTH, stateFunded,
} from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';

/** What is told of decisions that come to nothing, written `from to payer unit path event`. */
const toldIn = (world: World): string[] => allocationIn(world).deviations
  .filter(({ kind }) => kind === 'decision-without-place')
  .map(({ from, to, payer, unit, studyPath, event }) => [from, to, payer, unit, studyPath, event].join(' '));

const year2026 = [enrolled({ validOn: '2026-01-01' }), droppedOut({ validOn: '2027-01-01' })];
const worldWith = (...funding: NonNullable<World['funding']>): World => ({ schooling: year2026, funding });
const inMarch = { validOn: '2026-03-01', until: '2026-04-01' } as const;
const MARCH = '2026-03-01 2026-04-01';

test('an amount that is paid on some of its days is not told', () => {
  expect(toldIn(worldWith(amountDecided({ validOn: '2026-12-01' })))).toEqual([]);
});

test('support of programinriktat val for another study path is told, with the path and the decision', () => {
  const support = amountDecided({ ...inMarch, item: 'programme-support' });
  expect(toldIn(worldWith(support))).toEqual([`${MARCH} 1407 ${NORTH} NA ${factId(1)}`]);
  expect(allocationIn(worldWith(support)).deviations[0]?.principal).toBe('556000-0001');
  const prices = [2026].map((year) => price(year, { studyPath: 'IMVNA' }, 100_000));
  const onIt = [enrolled({ validOn: '2026-01-01', studyPath: 'IMVNA' })];
  expect(toldIn({ schooling: onIt, prices, funding: [support] })).toEqual([]);
});

test('support that is decided for days after its year is told', () => {
  const days = { validOn: '2027-02-01', until: '2027-03-01' };
  const late = amountDecided({ ...days, item: 'programme-support' });
  const schooling = [enrolled({ validOn: '2026-01-01', studyPath: 'IMVNA' })];
  expect(toldIn({ schooling, funding: [late] }))
    .toEqual([`2027-02-01 2027-03-01 1407 ${NORTH} IMVNA ${factId(1)}`]);
});

test('an amount where the pupil is not, or from before the place began, is told without a path', () => {
  const elsewhere = amountDecided({ ...inMarch, unit: SOUTH });
  const before = amountDecided({ validOn: '2025-03-01', until: '2025-04-01' });
  expect(toldIn(worldWith(elsewhere, before))).toEqual([
    `${MARCH} 1407 ${SOUTH}  ${factId(1)}`, `2025-03-01 2025-04-01 1407 ${NORTH}  ${factId(2)}`,
  ].sort());
});

test('an amount of a municipality that does not pay the place is told, as where the state pays', () => {
  expect(toldIn(worldWith(amountDecided({ ...inMarch, municipality: '1481' }))))
    .toEqual([`${MARCH} 1481 ${NORTH} NA ${factId(1)}`]);
  expect(toldIn(worldWith(amountDecided(inMarch), stateFunded({ validOn: '2026-01-01' }))))
    .toEqual([`${MARCH} 1407 ${NORTH} NA ${factId(1)}`]);
});

test('days in dispute, on a break or without a price are days of the place all the same', () => {
  const disputed = [...year2026, enrolled({ validOn: '2026-01-01', unit: SOUTH, studyPath: 'TE' })];
  expect(toldIn({ schooling: disputed, funding: [amountDecided(inMarch)] })).toEqual([]);
  const onBreak = [...year2026, breakPlanned({ validOn: '2026-02-01' })];
  expect(toldIn({ schooling: onBreak, funding: [amountDecided(inMarch)] })).toEqual([]);
  expect(toldIn({ ...worldWith(amountDecided(inMarch)), prices: [] })).toEqual([]);
});

test('shares and second hand of a place that the pupil has not are told to whoever would pay', () => {
  const person = [registeredIn(), registeredIn({ validOn: '2026-03-11', municipality: '1481' })];
  const funding = [costShared({ ...inMarch, unit: SOUTH }), secondHand({ ...inMarch, unit: SOUTH })];
  expect(toldIn({ schooling: year2026, person, funding })).toEqual([1, 2].flatMap((id) => [
    `2026-03-01 2026-03-11 1407 ${SOUTH}  ${factId(id)}`,
    `2026-03-11 2026-04-01 1481 ${SOUTH}  ${factId(id)}`,
  ]));
  expect(toldIn(worldWith(costShared({ ...inMarch, unit: NORTH })))).toEqual([]);
});

test('one that was withdrawn is told no more', () => {
  const wrong = amountDecided({ ...inMarch, unit: SOUTH });
  expect(toldIn(worldWith(wrong, fundingWithdrawn({ withdraws: factId(1) })))).toEqual([]);
});
