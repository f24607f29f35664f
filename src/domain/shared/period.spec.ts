import {
  coveredTwice, covering, covers, intersection, isEmpty, joined, lengthInDays, overlap, type Period, within,
  without,
} from './period.js';

const march: Period = { from: '2026-03-01', to: '2026-04-01' };
const days = (from: string, to: string): Period => ({ from: `2026-03-${from}`, to: `2026-03-${to}` });

test('a period has its first day and not the day it ends on', () => {
  expect([covers(march, '2026-03-01'), covers(march, '2026-03-31'), covers(march, '2026-04-01')])
    .toEqual([true, true, false]);
  expect(lengthInDays(march)).toBe(31);
});

test('periods that touch do not overlap', () => {
  expect(overlap(days('01', '10'), days('10', '20'))).toBe(false);
  expect(overlap(days('01', '11'), days('10', '20'))).toBe(true);
});

test('what two periods share is empty where they share nothing', () => {
  expect(intersection(days('01', '10'), days('05', '20'))).toEqual(days('05', '10'));
  expect(isEmpty(intersection(days('01', '05'), days('10', '20')))).toBe(true);
  expect(lengthInDays(intersection(days('01', '05'), days('10', '20')))).toBe(0);
});

describe('what is left of a period', () => {
  test.each<[string, Period[], Period[]]>([
    ['with nothing cut out is all of it', [], [days('01', '20')]],
    ['with its middle cut out is both ends', [days('05', '08')], [days('01', '05'), days('08', '20')]],
    ['with more than all cut out is nothing', [march], []],
    ['does not miss what lies beside it', [days('20', '25')], [days('01', '20')]],
    ['does not miss nothing', [days('05', '05')], [days('01', '20')]],
    ['does not grow by a hole that ends before it begins', [days('08', '05')], [days('01', '20')]],
    [
      'with overlapping holes is what none of them has', [days('03', '09'), days('06', '12')],
      [days('01', '03'), days('12', '20')],
    ],
  ])('%s', (_, holes, rest) => {
    expect(without(days('01', '20'), holes)).toEqual(rest);
  });

  test('that is empty is nothing', () => {
    expect(without(days('05', '05'), [])).toEqual([]);
  });
});

describe('periods in order', () => {
  const ordered = [days('01', '05'), days('05', '10'), days('15', '20')];

  test('are cut to a period; those outside are left out', () => {
    expect(within(ordered, days('04', '16'))).toEqual([days('04', '05'), days('05', '10'), days('15', '16')]);
    expect(within(ordered, days('10', '15'))).toEqual([]);
    expect(within(ordered, days('06', '06'))).toEqual([]);
  });

  test('tell which of them has a day', () => {
    expect(['2026-03-04', '2026-03-05', '2026-03-10', '2026-03-25'].map((day) => covering(ordered, day)))
      .toEqual([days('01', '05'), days('05', '10'), undefined, undefined]);
  });
});

test('periods that overlap or touch are joined to one', () => {
  expect(joined([days('08', '12'), days('01', '05'), days('05', '06'), days('03', '03'), days('10', '11')]))
    .toEqual([days('01', '06'), days('08', '12')]);
});

test('days that two periods have are told once, also where a third has them', () => {
  expect(coveredTwice([days('01', '10'), days('05', '20'), days('08', '12'), days('20', '25')]))
    .toEqual([days('05', '12')]);
  expect(coveredTwice([days('01', '20'), days('03', '05'), days('10', '12')]))
    .toEqual([days('03', '05'), days('10', '12')]);
});
