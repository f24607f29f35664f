import fc from 'fast-check';
import {
  addDays, civilDateAt, daysBetween, daysInYear, FOREVER, isCivilDate,
} from '../../src/domain/shared/civil-date.js';
import {
  costOfParts, divideHalfAwayFromZero, formatKronor, parseKronor,
} from '../../src/domain/shared/money.js';
import {
  coveredTwice, isEmpty, joined, lengthInDays, type Period, within, without,
} from '../../src/domain/shared/period.js';

const RUNS = { numRuns: 300 };

const day = fc.integer({ min: 0, max: 72_000 }).map((days) => addDays('1900-01-01', days));

describe('days', () => {
  test('exist, compare as text and count as numbers', () => {
    fc.assert(fc.property(day, fc.integer({ min: -400, max: 400 }), (date, days) => {
      const other = addDays(date, days);
      expect(daysBetween(date, other)).toBe(days);
      expect(Math.sign(days)).toBe(Number(other > date) - Number(other < date));
      expect(addDays(other, -days)).toBe(date);
      expect(isCivilDate(date) && date < FOREVER).toBe(true);
    }));
  });

  test('make years of 365 or 366', () => {
    fc.assert(fc.property(fc.integer({ min: 1900, max: 2200 }), (year) => {
      expect(daysBetween(`${year}-01-01`, `${year + 1}-01-01`)).toBe(daysInYear(year));
    }));
  });

  test('follow each other in Sweden, however the clock is changed', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 40_000 }), (days) => {
      const noon = days * 86_400_000 + 12 * 3_600_000; // noon in UTC is the same day there, summer and winter
      expect(daysBetween(civilDateAt(noon), civilDateAt(noon + 86_400_000))).toBe(1);
    }));
  });
});

describe('periods', () => {
  const march = (dayOfMonth: number): string => addDays('2026-03-01', dayOfMonth);
  const period: fc.Arbitrary<Period> = fc.tuple(fc.nat(30), fc.nat(30))
    .map(([from, to]) => ({ from: march(from), to: march(to) }));
  const all = Array.from({ length: 31 }, (_, index) => march(index));
  const daysOf = (periods: readonly Period[]): string[] =>
    all.filter((date) => periods.some(({ from, to }) => from <= date && date < to));

  const areApart = (list: readonly Period[]): boolean => !list.some(isEmpty)
    && list.every(({ from }, index) => index === 0 || list[index - 1]!.to < from);
  const some = fc.array(period, { maxLength: 6 });

  test('joined have the days that any has, and covered twice those that two have', () => {
    fc.assert(fc.property(some, (list) => {
      const shared = list.flatMap((one, index) =>
        daysOf(list.slice(index + 1)).filter((date) => daysOf([one]).includes(date)));
      expect([daysOf(joined(list)), areApart(joined(list))]).toEqual([daysOf(list), true]);
      expect(daysOf(coveredTwice(list))).toEqual([...new Set(shared)].sort());
      expect(areApart(coveredTwice(list))).toBe(true);
    }), RUNS);
  });

  test('cut to a period have the days of both', () => {
    fc.assert(fc.property(some, period, (list, whole) => {
      const parts = within(joined(list), whole);
      expect(daysOf(parts)).toEqual(daysOf(list).filter((date) => daysOf([whole]).includes(date)));
      expect(parts.reduce((sum, part) => sum + lengthInDays(part), 0)).toBe(daysOf(parts).length);
    }), RUNS);
  });

  test('with holes have every day that no hole has, in order and apart', () => {
    fc.assert(fc.property(period, fc.array(period, { maxLength: 5 }), (whole, holes) => {
      const rest = without(whole, holes);
      const cut = new Set(daysOf(holes));
      expect(daysOf(rest)).toEqual(daysOf([whole]).filter((date) => !cut.has(date)));
      expect(areApart(rest)).toBe(true);
    }), RUNS);
  });
});

describe('money', () => {
  const abs = (value: bigint): bigint => (value < 0n ? -value : value);

  test('is divided to the nearest whole, halves away from zero', () => {
    const dividend = fc.integer({ min: -(10 ** 14), max: 10 ** 14 });
    fc.assert(fc.property(dividend, fc.integer({ min: 1, max: 1_000 }), (number, divisor) => {
      const [exact, by] = [BigInt(number), BigInt(divisor)];
      const quotient = BigInt(divideHalfAwayFromZero(number, divisor));
      const [error, half] = [2n * abs(exact - quotient * by), by];
      expect(error <= half).toBe(true);
      if (error === half) expect(abs(quotient) * by > abs(exact)).toBe(true);
      expect(divideHalfAwayFromZero(-number, divisor)).toBe(0 - Number(quotient));
    }), { numRuns: 1_000 });
  });

  test('for days of a year, cut anywhere, adds up to the price of the year', () => {
    const price = fc.integer({ min: 1, max: 10 ** 12 });
    const year = fc.integer({ min: 2020, max: 2030 });
    fc.assert(fc.property(price, year, fc.array(fc.nat(366), { maxLength: 20 }), (perYear, of, cuts) => {
      const all = daysInYear(of);
      const bounds = [0, ...cuts.map((cut) => Math.min(cut, all)).sort((a, b) => a - b), all];
      const parts = bounds.slice(1)
        .map((to, index) => costOfParts(perYear, to, all) - costOfParts(perYear, bounds[index]!, all));
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(perYear);
      expect(parts.every((part) => part >= 0)).toBe(true);
    }));
  });

  test('is read as it is written', () => {
    fc.assert(fc.property(fc.integer({ min: -(10 ** 11), max: 10 ** 11 }), (ore) => {
      expect(parseKronor(formatKronor(ore))).toBe(ore === 0 ? 0 : ore);
    }));
  });
});
