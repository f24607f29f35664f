import { type DelayCount, delaysBy } from './reporting-delay.js';

const count = (days: number, reports: number, more: Partial<DelayCount> = {}): DelayCount => ({
  month: '2026-03', kind: 'DroppedOut', payer: '1407', unit: '10000001', principal: '1482', days, reports,
  isLate: days > 30, ...more,
});

test('half of all reports took no longer than the median', () => {
  expect(delaysBy([count(40, 1), count(0, 2), count(7, 2)], []))
    .toEqual([{ reports: 5, medianDays: 7, longestDays: 40, late: 1 }]);
  expect(delaysBy([count(0, 2), count(40, 2)], [])).toMatchObject([{ medianDays: 0, late: 2 }]);
});

test('they are told apart by what is asked, in order, and never else', () => {
  const other = { unit: '10000002', month: '2026-02' };
  const counts = [count(9, 1, other), count(3, 1), count(5, 1, { ...other, kind: 'Enrolled' })];
  expect(delaysBy(counts, ['unit'])).toMatchObject([
    { unit: '10000001', reports: 1, medianDays: 3 }, { unit: '10000002', reports: 2, medianDays: 5 },
  ]);
  expect(delaysBy(counts, ['month', 'kind']).map(({ month, kind, unit }) => [month, kind, unit])).toEqual([
    ['2026-02', 'DroppedOut', undefined], ['2026-02', 'Enrolled', undefined],
    ['2026-03', 'DroppedOut', undefined],
  ]);
  expect(delaysBy([], ['unit'])).toEqual([]);
});
