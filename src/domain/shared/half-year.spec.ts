import { daysOfHalfYear, halfYearOf, nextHalfYear } from './half-year.js';

test('half-years follow each other without a day between them or in both', () => {
  expect(daysOfHalfYear('2026H1')).toEqual({ from: '2026-01-01', to: '2026-07-01' });
  expect(daysOfHalfYear('2026H2')).toEqual({ from: '2026-07-01', to: '2027-01-01' });
  expect([nextHalfYear('2026H1'), nextHalfYear('2026H2')]).toEqual(['2026H2', '2027H1']);
});

test.each([['2026-06-30', '2026H1'], ['2026-07-01', '2026H2'], ['2026-12-31', '2026H2']])(
  '%s is in %s', (day, half) => expect(halfYearOf(day)).toBe(half));
