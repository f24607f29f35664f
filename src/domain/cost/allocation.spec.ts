import {
  allocationIn, deviationsIn, independent, linesIn, municipal, price, segmentsIn, totalIn, unit, usualPrices,
  type World,
} from '../../../test/support/cost-world.js';
import {
  breakEnded, breakPlanned, droppedOut, enrolled, NORTH, pathChanged, personFactWithdrawn, placed,
  registeredIn, removed, SOUTH, staysIn, transferred, WEST,
} from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';
import { monthlyLines } from './monthly-lines.js';
import { amountBetween } from './shape.js';

/** Amounts are worked out by hand: yearly price × days ÷ days of the year, rounded as a running sum. */

const inJanuary = enrolled({ validOn: '2026-01-01' });
const outIn = (validOn: string, more = {}) => droppedOut({ validOn, ...more });
const movedTo1481 = (validOn: string) => registeredIn({ validOn, municipality: '1481' });

describe('who pays', () => {
  const schooling = [inJanuary, outIn('2026-03-04')];

  test('is the municipality of registration on each day', () => {
    // 111 300 × 31 ÷ 365 = 9 452.88; × 62 ÷ 365 = 18 905.75, less the first: 9 452.87
    expect(segmentsIn({ schooling, person: [registeredIn(), movedTo1481('2026-02-01')] })).toEqual([
      `2026-01-01 2026-02-01 1407 ${NORTH} 9452.88`, `2026-02-01 2026-03-04 1481 ${NORTH} 9452.87`,
    ]);
  });

  test('never moves the total of the school by an öre', () => {
    expect(totalIn({ schooling, person: [registeredIn(), movedTo1481('2026-02-01')] })).toBe('18905.75');
    expect(totalIn({ schooling })).toBe('18905.75');
  });

  test('changes on the day of a move reported within a week, and on the report of one reported later', () => {
    const payersFrom = (validOn: string) => segmentsIn({
      schooling, person: [registeredIn(), movedTo1481(validOn)],
    }).map((line) => line.slice(0, 26));
    expect(payersFrom('2026-02-10')).toEqual(['2026-01-01 2026-02-10 1407', '2026-02-10 2026-03-04 1481']);
    expect(payersFrom('2026-03-03')).toEqual(['2026-01-01 2026-03-03 1407', '2026-03-03 2026-03-04 1481']);
  });

  test('is nobody on days without a registration: a deviation, and the running sum goes on over them', () => {
    const person = [registeredIn({ validOn: '2026-02-01' })];
    expect(segmentsIn({ schooling, person })).toEqual([`2026-02-01 2026-03-04 1407 ${NORTH} 9452.87`]);
    expect(deviationsIn({ schooling, person })).toEqual(['missing-payer 2026-01-01 2026-02-01']);
  });

  test('is never a pseudo code such as 9900', () => {
    const person = [registeredIn({ municipality: '9900' })];
    expect([segmentsIn({ schooling, person }), deviationsIn({ schooling, person })])
      .toEqual([[], ['payer-not-a-municipality 2026-01-01 2026-03-04']]);
  });

  test('is where the pupil stays, from the first day of a protected registration', () => {
    const hidden = [{ from: '2026-02-01', to: '9999-12-31' }];
    const person = [registeredIn(), staysIn({ municipality: '1481' })];
    expect(segmentsIn({ schooling, person, hidden })).toEqual([
      `2026-01-01 2026-02-01 1407 ${NORTH} 9452.88`, `2026-02-01 2026-03-04 1481 ${NORTH} 9452.87`,
    ]);
    expect(deviationsIn({ schooling, hidden })).toEqual(['missing-payer 2026-02-01 2026-03-04']);
  });

  test('is the old municipality again when the move is withdrawn', () => {
    const person = [registeredIn(), movedTo1481('2026-02-01'), personFactWithdrawn({ withdraws: factId(2) })];
    expect(segmentsIn({ schooling, person })).toEqual([`2026-01-01 2026-03-04 1407 ${NORTH} 18905.75`]);
  });
});

describe('months', () => {
  test('add up to the whole: the running sum is rounded, not the month', () => {
    // 108 500 × 123 ÷ 365 = 36 563.01 through October, 27 347.95 through September: 9 215.06, not 9 215.07
    expect(linesIn({ schooling: [enrolled(), outIn('2026-01-01')] })).toEqual([
      '2025-07-01 31 1407 9215.07', '2025-08-01 31 1407 9215.07', '2025-09-01 30 1407 8917.81',
      '2025-10-01 31 1407 9215.06', '2025-11-01 30 1407 8917.81', '2025-12-01 31 1407 9215.07',
    ]);
    expect(totalIn({ schooling: [enrolled(), outIn('2026-01-01')] })).toBe('54695.89');
  });

  test.each([2026, 2028])('of a whole year (%i) add up to the price', (year) => {
    const schooling = [enrolled({ validOn: `${year}-01-01` }), outIn(`${year + 1}-01-01`)];
    expect(totalIn({ schooling })).toBe('111300.00');
  });

  test('of a leap year count 366 days: February 2028 is 8 818.85', () => {
    expect(linesIn({ schooling: [enrolled({ validOn: '2028-01-01' }), outIn('2028-03-01')] }))
      .toEqual(['2028-01-01 31 1407 9427.05', '2028-02-01 29 1407 8818.85']);
  });

  test.each([
    ['starts on 29 February', '2028-02-29', '2028-03-01', '2028-02-29 1 1407 304.10'],
    ['ends on 29 February, which is not paid', '2028-02-28', '2028-02-29', '2028-02-28 1 1407 304.10'],
  ])('a stay that %s', (_, from, to, line) => {
    expect(linesIn({ schooling: [enrolled({ validOn: from }), outIn(to)] })).toEqual([line]);
  });

  test('can be cut anywhere: the parts of a segment are the whole', () => {
    const [segment] = allocationIn({ schooling: [inJanuary, outIn('2026-03-04')] }).segments;
    const [first, rest] = [['2026-01-01', '2026-01-12'], ['2026-01-12', '2026-12-31']] as const;
    expect(amountBetween(segment!, ...first) + amountBetween(segment!, ...rest)).toBe(1_890_575);
    expect(amountBetween(segment!, '2026-03-04', '2026-04-01')).toBe(0);
    expect(monthlyLines(segment!).map(({ month }) => month)).toEqual(['2026-01', '2026-02', '2026-03']);
  });
});

describe('the running sum', () => {
  test('goes on over a planned break', () => {
    const pause = [breakPlanned({ validOn: '2026-02-01' }), breakEnded({ validOn: '2026-03-01' })];
    const schooling = [inJanuary, ...pause, outIn('2026-04-01')];
    expect(linesIn({ schooling })).toEqual(['2026-01-01 31 1407 9452.88', '2026-03-01 31 1407 9452.87']);
  });

  test('begins again when the pupil leaves and comes back to the same school', () => {
    const schooling = [
      inJanuary, outIn('2026-02-01'), enrolled({ validOn: '2026-03-01' }), outIn('2026-04-01'),
    ];
    expect(linesIn({ schooling })).toEqual(['2026-01-01 31 1407 9452.88', '2026-03-01 31 1407 9452.88']);
  });

  test('begins again with the year', () => {
    const schooling = [enrolled({ validOn: '2025-12-01' }), outIn('2026-02-01')];
    expect(linesIn({ schooling })).toEqual(['2025-12-01 31 1407 9215.07', '2026-01-01 31 1407 9452.88']);
  });

  test('begins again with another price variant or study path, not with the school year', () => {
    const units = [unit(NORTH, independent)];
    const prices = [{}, { variant: 'Lit' }, { studyPath: 'TE' }].map((key) => price(2026, key, 111_300));
    const changedTo = (more: object) => {
      const change = pathChanged({ validOn: '2026-02-01', studyPath: 'NA', ...more });
      return linesIn({ units, prices, schooling: [inJanuary, change, outIn('2026-03-04')] })
        .map((line) => line.split(' ').at(-1));
    };
    expect(changedTo({ schoolYear: '2' })).toEqual(['9452.88', '8538.08', '914.79']);
    expect(changedTo({ priceVariant: 'Lit' })).toEqual(['9452.88', '8538.08', '914.80']);
    expect(changedTo({ studyPath: 'TE' })).toEqual(['9452.88', '8538.08', '914.80']);
  });

  test('goes on when the school gets a new name, and begins again with another principal', () => {
    const schooling = [inJanuary, outIn('2026-03-04')];
    const since = (more: object) => {
      const later = unit(NORTH, independent, { validOn: '2026-02-01', ...more });
      return segmentsIn({ schooling, units: [unit(NORTH, independent), later] });
    };
    const renamed = { name: 'Nya skolan', principal: { ...independent, name: 'Nya skolbolaget' } };
    expect(since(renamed)).toEqual([`2026-01-01 2026-03-04 1407 ${NORTH} 18905.75`]);
    expect(since({ principal: { ...independent, id: '556000-0009' } })).toEqual([
      `2026-01-01 2026-02-01 1407 ${NORTH} 9452.88`, `2026-02-01 2026-03-04 1407 ${NORTH} 9452.88`,
    ]);
  });
});

describe('which price', () => {
  test('goes by the calendar day: a period over New Year has two', () => {
    // NA 2025: 108 500 × 153 ÷ 365; TE 2025: 110 000 × 31 ÷ 365; TE 2026: 115 000 × 90 ÷ 365
    const change = transferred({ validOn: '2025-12-01' });
    const schooling = [enrolled(), change, outIn('2026-04-01', { unit: SOUTH })];
    expect(segmentsIn({ schooling })).toEqual([
      `2025-07-01 2025-12-01 1407 ${NORTH} 45480.82`,
      `2025-12-01 2026-01-01 1407 ${SOUTH} 9342.47`, `2026-01-01 2026-04-01 1407 ${SOUTH} 28356.16`,
    ]);
  });

  test('is the decided one for all of the year once it is there', () => {
    const schooling = [inJanuary, outIn('2026-01-20')];
    const preliminary = price(2026, {}, 108_500, { standing: 'preliminary' });
    const decided = price(2026, {}, 111_300, { reportedAt: '2026-01-31T00:00:00Z' });
    // 19 days: 5 793.70 − 5 647.95 = 145.75 to adjust
    expect(totalIn({ schooling, prices: [preliminary] })).toBe('5647.95');
    expect(totalIn({ schooling, prices: [preliminary, decided] })).toBe('5793.70');
  });

  test('goes by when the education began, which the year of study tells of a latecomer', () => {
    const prices = [
      price(2026, { studyPath: 'BA', begun: 'before' }, 161_700),
      price(2026, { studyPath: 'BA', begun: 'after' }, 163_700),
    ];
    const of2026 = (schoolYear: string, ...before: readonly ReturnType<typeof enrolled>[]) => totalIn({
      prices, schooling: [...before, enrolled({ studyPath: 'BA', schoolYear }), outIn('2027-01-01')],
    });
    expect([of2026('1'), of2026('2'), of2026('3')]).toEqual(['163700.00', '161700.00', '161700.00']);
    const first = { studyPath: 'BA', validOn: '2025-07-01' };
    const other = { studyPath: 'IMA', validOn: '2024-08-19' };
    expect(of2026('2', enrolled({ ...first, schoolYear: '1' }))).toBe('163700.00');
    expect(of2026('1', enrolled(other))).toBe('163700.00');
  });

  test('may be for one school alone, after a court ruling, for all of the year', () => {
    const prices = [...usualPrices, price(2026, { unit: NORTH }, 118_000)];
    const allYearAt = (code: string) =>
      [enrolled({ validOn: '2026-01-01', unit: code }), outIn('2027-01-01', { unit: code })];
    expect([NORTH, WEST].map((code) => totalIn({ prices, schooling: allYearAt(code) })))
      .toEqual(['118000.00', '111300.00']);
  });

  test('is missing, and said to be, never zero', () => {
    const schooling = [enrolled({ validOn: '2026-01-01', studyPath: 'ES' }), outIn('2026-02-01')];
    expect([segmentsIn({ schooling }), deviationsIn({ schooling })])
      .toEqual([[], ['missing-price 2026-01-01 2026-02-01']]);
  });

  test('is missing for every day after the last list, in one deviation', () => {
    const { deviations } = allocationIn({ schooling: [inJanuary], prices: [price(2026, {}, 111_300)] });
    expect(deviations.map(({ kind, from, to }) => [kind, from, to].join(' ')))
      .toEqual(['missing-price 2027-01-01 9999-12-31']);
  });

  test('changes with the study path from its valid day, though reported 170 days late', () => {
    const late = pathChanged({ validOn: '2025-09-01', reportedAt: '2026-02-18T08:00:00Z' });
    const prices = [...usualPrices, price(2025, { studyPath: 'TE' }, 120_000)];
    // 108 500 × 62 ÷ 365 = 18 430.14; 120 000 × 122 ÷ 365 = 40 109.59
    expect(segmentsIn({ prices, schooling: [enrolled(), late, outIn('2026-01-01')] })).toEqual([
      `2025-07-01 2025-09-01 1407 ${NORTH} 18430.14`, `2025-09-01 2026-01-01 1407 ${NORTH} 40109.59`,
    ]);
  });
});

describe('who is paid', () => {
  test('changes with the payer when the pupil moves and changes school on one day', () => {
    const change = transferred({ validOn: '2026-02-01' });
    const schooling = [inJanuary, change, outIn('2026-03-01', { unit: SOUTH })];
    // 115 000 × 28 ÷ 365 = 8 821.92
    expect(segmentsIn({ schooling, person: [registeredIn(), movedTo1481('2026-02-01')] })).toEqual([
      `2026-01-01 2026-02-01 1407 ${NORTH} 9452.88`, `2026-02-01 2026-03-01 1481 ${SOUTH} 8821.92`,
    ]);
  });

  test('is an independent principal until the day of the change to a municipal one', () => {
    const { segments } = allocationIn({ schooling: [inJanuary, transferred()] });
    expect(segments.map(({ from, to, principal }) => [from, to, principal])).toEqual([
      ['2026-01-01', '2026-03-16', independent], ['2026-03-16', '2027-01-01', municipal],
    ]);
  });

  test('is paid as what the principal is on each day, should it become one of another kind', () => {
    const prices = [...usualPrices, price(2026, { principal: 'municipal' }, 105_000)];
    const later = unit(NORTH, { ...independent, kind: 'municipal' }, { validOn: '2026-02-01' });
    const schooling = [inJanuary, outIn('2026-03-01')];
    // 105 000 × 28 ÷ 365 = 8 054.79
    expect(segmentsIn({ schooling, prices, units: [unit(NORTH, independent), later] })).toEqual([
      `2026-01-01 2026-02-01 1407 ${NORTH} 9452.88`, `2026-02-01 2026-03-01 1407 ${NORTH} 8054.79`,
    ]);
  });

  test('is nobody where no register knows the school', () => {
    const schooling = [enrolled({ unit: 'x-00090002' }), outIn('2025-09-01', { unit: 'x-00090002' })];
    expect([segmentsIn({ schooling }), deviationsIn({ schooling })])
      .toEqual([[], ['unknown-unit 2025-07-01 2025-09-01']]);
  });

  test('is neither of two schools on the days both claim; the others are paid', () => {
    const schooling = [placed(), enrolled(), enrolled({ unit: SOUTH, studyPath: 'TE' })];
    expect(segmentsIn({ schooling })).toEqual([`2025-07-01 2025-08-18 1407 ${NORTH} 14268.49`]);
    expect(deviationsIn({ schooling }))
      .toEqual(['two-schools 2025-08-18 9999-12-31', 'two-schools 2025-08-18 9999-12-31']);
  });
});

test('a placement that no start confirmed yet is charged, and told until its deadline has passed', () => {
  const told = (...schooling: World['schooling']) => allocationIn({ schooling }, 0).deviations
    .map(({ kind, from, to }) => [kind, from, to].join(' ')).filter((text) => text.startsWith('unconfirmed'));
  expect(told(placed())).toEqual(['unconfirmed-placement 2025-07-01 9999-12-31']);
  expect(told(placed(), droppedOut({ validOn: '2025-08-05' })))
    .toEqual(['unconfirmed-placement 2025-07-01 2025-08-05']);
  expect(told(placed(), enrolled())).toEqual([]);
  expect(told(placed(), enrolled(), droppedOut({ validOn: '2025-08-18' }))).toEqual([]);
  expect(deviationsIn({ schooling: [placed()] })).toEqual([]);
});

describe('what is taken back leaves no trace in the amounts', () => {
  test('a dropout that was removed', () => {
    const schooling = [inJanuary, outIn('2026-02-01')];
    const removal = removed({ removes: 'dropout', validOn: '2026-02-01' });
    expect(segmentsIn({ schooling: [...schooling, removal] }))
      .toEqual(segmentsIn({ schooling: [inJanuary] }));
  });

  test('an enrolment that was removed: all of it, from 1 July', () => {
    expect(segmentsIn({ schooling: [enrolled(), removed()] })).toEqual([]);
    expect(segmentsIn({ schooling: [placed(), enrolled(), removed()] })).toEqual([]);
  });

  test('a place that ended on the day it began', () => {
    expect(segmentsIn({ schooling: [enrolled(), outIn('2025-08-18')] })).toEqual([]);
  });
});
