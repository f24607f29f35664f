import { refusalOf } from '../../../test/support/given-when-then.js';
import {
  addDays, addMonths, addYears, civilDate, civilDateAt, daysBetween, daysInMonth, daysInYear, firstOfMonth,
  firstOfNextMonth, isCivilDate, isLeapYear,
} from './civil-date.js';

describe('a day', () => {
  test.each(['2026-03-16', '2028-02-29', '1900-01-01', '2000-02-29'])('%s exists', (text) => {
    expect(isCivilDate(text)).toBe(true);
  });

  test.each([
    '2026-02-29', '1900-02-29', '2026-02-30', '2026-04-31', '2026-13-01', '2026-00-10', '2026-01-00',
    '1899-12-31', '2026-1-1', '20260316', '2026-03-16 00:00:00', '2026-03-16T00:00:00Z', ' 2026-03-16', '',
  ])('"%s" does not', (text) => {
    expect(isCivilDate(text)).toBe(false);
    expect(() => civilDate(text, 'validOn')).toThrow('date-impossible (validOn)');
  });

  test('is refused without being repeated', () => {
    expect(refusalOf(() => civilDate('2026-02-30')).message).not.toContain('2026-02-30');
  });
});

describe('leap years', () => {
  test.each([[2024, true], [2025, false], [2028, true], [2000, true], [1900, false], [2100, false]])(
    '%i: %s', (year, leaps) => {
      expect([isLeapYear(year), daysInYear(year), daysInMonth(year, 2)])
        .toEqual([leaps, leaps ? 366 : 365, leaps ? 29 : 28]);
    },
  );

  test('29 February has a day before and a day after', () => {
    expect([addDays('2028-02-28', 1), addDays('2028-02-29', 1)]).toEqual(['2028-02-29', '2028-03-01']);
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  });

  test('whoever is born on it turns 20 on it, and 18 on 1 March', () => {
    expect([addYears('2008-02-29', 20), addYears('2008-02-29', 18)]).toEqual(['2028-02-29', '2026-03-01']);
  });

  test('so many months on is the same day, or the last of a month that has none', () => {
    const [november, january] = ['2026-11-30', '2027-01-31'];
    expect([1, 2, 3].map((months) => addMonths(november, months)))
      .toEqual(['2026-12-30', '2027-01-30', '2027-02-28']);
    expect([1, 13].map((months) => addMonths(january, months))).toEqual(['2027-02-28', '2028-02-29']);
  });
});

describe('a day in Sweden', () => {
  test.each([
    ['winter, one hour ahead of UTC', '2026-01-14T22:59:59Z', '2026-01-14'],
    ['winter, past midnight there', '2026-01-14T23:00:00Z', '2026-01-15'],
    ['summer, two hours ahead', '2026-07-14T21:59:59Z', '2026-07-14'],
    ['summer, past midnight there', '2026-07-14T22:00:00Z', '2026-07-15'],
    ['the night the clock goes forward, before', '2026-03-29T00:59:59Z', '2026-03-29'],
    ['the night the clock goes forward, after', '2026-03-29T01:00:00Z', '2026-03-29'],
    ['the day it went forward ends an hour early', '2026-03-29T22:00:00Z', '2026-03-30'],
    ['the day it goes back ends an hour late', '2026-10-25T22:59:59Z', '2026-10-25'],
    ['the day after it went back', '2026-10-25T23:00:00Z', '2026-10-26'],
  ])('%s', (_, instant, day) => {
    expect(civilDateAt(Date.parse(instant))).toBe(day);
  });

  test('is one day long when the clock changes, too', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(addDays('2026-10-24', 2)).toBe('2026-10-26');
  });
});

test('months begin on their first and end where the next begins', () => {
  expect([firstOfMonth('2026-12-31'), firstOfNextMonth('2026-12-31')]).toEqual(['2026-12-01', '2027-01-01']);
  expect(firstOfNextMonth('2026-01-31')).toBe('2026-02-01');
});
