import { type IssuedLine, settle, type SettlementLine } from '../../src/domain/settlement/settle.js';
import { formatKronor } from '../../src/domain/shared/money.js';
import { dueLines } from '../../src/projections/cost-allocation/due-lines.js';
import { stretchesOf } from '../../src/projections/cost-allocation/stretches.js';
import { allocationIn, price, usualPrices, type World } from '../support/cost-world.js';
import {
  disputeDecided, droppedOut, enrolled, NORTH, removed, SOUTH, transferred, WEST,
} from '../support/events.js';

/** What becomes known after months were settled, with amounts worked out by hand: from facts to lines. */

const always = { since: '0000-01-01', until: '9999-12-31' };

/** Every line that is issued when each of these is all that is known, and is settled through its month. */
const settledAs = (...known: readonly (readonly [through: string, world: World])[]): SettlementLine[][] => {
  const issued: IssuedLine[] = [];
  let settledThrough: string | undefined;
  return known.map(([through, world], nth) => {
    const stretches = stretchesOf(allocationIn(world).segments).map((stretch) => ({ ...stretch, ...always }));
    const due = dueLines(stretches, { through });
    const lines = settle(due, issued, { through, settledThrough });
    issued.push(...lines.map((line, index) => ({ ...line, settlement: `s${nth}`, id: `s${nth}-${index}` })));
    settledThrough = through;
    return lines;
  });
};

/** Lines, written `month unit days kronor reason`. */
const shown = (lines: readonly SettlementLine[]): string[] => lines.map(
  ({ month, unit, days, ore, reason }) => [month, unit, days, formatKronor(ore), reason ?? 'due'].join(' '));

const inAutumn: World = { schooling: [enrolled()] };
const inJanuary = enrolled({ validOn: '2026-01-01' });

test('an admission that is removed after two settlements is credited from 1 July, line by line', () => {
  const [first, second, third] = settledAs(
    ['2025-08', inAutumn], ['2025-09', inAutumn], ['2025-10', { schooling: [enrolled(), removed()] }],
  );
  // 108 500 × 31, 62 and 92 ÷ 365 = 9 215.07, 18 430.14 and 27 347.95
  expect(shown([...first!, ...second!])).toEqual([
    `2025-07 ${NORTH} 31 9215.07 due`, `2025-08 ${NORTH} 31 9215.07 due`, `2025-09 ${NORTH} 30 8917.81 due`,
  ]);
  expect(shown(third!)).toEqual([
    `2025-07 ${NORTH} -31 -9215.07 removed`, `2025-08 ${NORTH} -31 -9215.07 removed`,
    `2025-09 ${NORTH} -30 -8917.81 removed`,
  ]);
});

test('a transfer that is told after New Year is settled anew at the prices of either year', () => {
  const transfer = transferred({ validOn: '2025-12-01' });
  const [, late] = settledAs(['2026-01', inAutumn], ['2026-01', { schooling: [enrolled(), transfer] }]);
  // NA: 54 695.89 − 45 480.82 and 111 300 × 31 ÷ 365; TE: 110 000 and 115 000 × 31 ÷ 365
  expect(shown(late!)).toEqual([
    `2025-12 ${NORTH} -31 -9215.07 school-changed`, `2025-12 ${SOUTH} 31 9342.47 reported-late`,
    `2026-01 ${NORTH} -31 -9452.88 school-changed`, `2026-01 ${SOUTH} 31 9767.12 reported-late`,
  ]);
});

test('days that two schools claim are charged as it is decided, and anew as it is decided otherwise', () => {
  const two = [
    enrolled({ validOn: '2026-01-01' }), enrolled({ validOn: '2026-01-16', unit: SOUTH, studyPath: 'TE' }),
    droppedOut({ validOn: '2026-02-01', unit: SOUTH }),
  ];
  const [, north, south] = settledAs(
    ['2026-01', { schooling: two }],
    ['2026-01', { schooling: [...two, disputeDecided({ unit: NORTH })] }],
    ['2026-01', { schooling: [...two, disputeDecided({ unit: SOUTH })] }],
  );
  // NA: 111 300 × 31 ÷ 365 = 9 452.88, less 4 573.97 of 15 days; TE: 115 000 × 16 ÷ 365
  expect(shown(north!)).toEqual([`2026-01 ${NORTH} 16 4878.91 days-changed`]);
  expect(shown(south!)).toEqual([
    `2026-01 ${NORTH} -16 -4878.91 school-changed`, `2026-01 ${SOUTH} 16 5041.10 reported-late`,
  ]);
});

describe('a price decided after the month was settled at a preliminary one', () => {
  const preliminary = price(2026, {}, 108_500, { standing: 'preliminary' });
  const decided = price(2026, {}, 111_300, { reportedAt: '2026-01-31T00:00:00Z' });
  const adjusted = (...schooling: World['schooling']) => settledAs(
    ['2026-01', { schooling, prices: [preliminary] }],
    ['2026-01', { schooling, prices: [preliminary, decided] }],
  ).map(shown);

  test('adjusts the whole of it', () => {
    // 9 452.88 − 9 215.07
    expect(adjusted(inJanuary)).toEqual([
      [`2026-01 ${NORTH} 31 9215.07 due`], [`2026-01 ${NORTH} 0 237.81 price-changed`],
    ]);
  });

  test('adjusts the 19 days of a pupil who left on the 20th, and no more', () => {
    // 111 300 × 19 ÷ 365 = 5 793.70, less 108 500 × 19 ÷ 365 = 5 647.95
    expect(adjusted(inJanuary, droppedOut({ validOn: '2026-01-20' }))).toEqual([
      [`2026-01 ${NORTH} 19 5647.95 due`], [`2026-01 ${NORTH} 0 145.75 price-changed`],
    ]);
  });
});

test.each([
  // 118 000 × 31 ÷ 365 = 10 021.92, less 9 452.88
  ['that school', NORTH, [`2026-01 ${NORTH} 0 569.04 price-changed`]], ['no other', WEST, []],
])('a court ruling on one school moves what was settled of %s', (_, unit, differences) => {
  const schooling = [enrolled({ validOn: '2026-01-01', unit })];
  const ruling = price(2026, { unit: NORTH }, 118_000, { reportedAt: '2026-06-01T00:00:00Z' });
  const sameForAll = price(2026, {}, 111_300, { reportedAt: '2026-11-01T00:00:00Z' });
  const prices = [...usualPrices, ruling, sameForAll];
  expect(shown(settledAs(['2026-01', { schooling }], ['2026-01', { schooling, prices }])[1]!))
    .toEqual(differences);
});
