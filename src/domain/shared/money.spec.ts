import {
  costOfParts, divideHalfAwayFromZero, formatKronor, formatKronorInSwedish, kronor, parseKronor,
} from './money.js';

describe('halves are rounded away from zero', () => {
  test.each([
    [15, 2, 8], [-15, 2, -8], [14, 4, 4], [-14, 4, -4], [13, 4, 3], [-13, 4, -3], [1, 3, 0], [2, 3, 1],
    [0, 7, 0], [-1, 3, 0], [-2, 3, -1],
  ])('%i / %i = %i', (dividend, divisor, quotient) => {
    expect(divideHalfAwayFromZero(dividend, divisor)).toBe(quotient);
  });
});

describe('days of a yearly price', () => {
  test('31 of 365 days of 111 300 kr are 9 452.88 kr', () => {
    expect(costOfParts(kronor(111_300), 31, 365)).toBe(945_288);
  });

  test('February 2028 is 29 of 366 days: 8 818.85 kr', () => {
    expect(costOfParts(kronor(111_300), 29, 366)).toBe(881_885);
  });

  test.each([365, 366])('all %i days are the price', (days) => {
    expect(costOfParts(kronor(111_300), days, days)).toBe(kronor(111_300));
  });
});

describe('amounts that people write', () => {
  test.each([
    ['111300', 11_130_000], ['111 300', 11_130_000], ['111\u00a0300,50', 11_130_050], ['0,05', 5],
    ['111300.5', 11_130_050], ['-12,30', -1_230], ['-0', 0],
  ])('%s', (text, ore) => {
    expect(parseKronor(text)).toBe(ore);
  });

  test.each(['', 'abc', '1.234', '1e5', '12,', '--1', '1,2,3', '12345678901', '1 113 00',
    '1113 00', '11 1300', '111  300', '1 111 300 000 000', '111 300 ,50'])('"%s" is none', (text) => {
    expect(parseKronor(text)).toBeUndefined();
  });

  const shown: [number, string][] = [[974_027, '9740.27'], [-487_891, '-4878.91'], [5, '0.05'], [0, '0.00']];
  test.each(shown)('%i öre', (ore, text) => {
    expect(formatKronor(ore)).toBe(text);
  });
});

test.each([
  [974_027, '9 740,27'], [-487_891, '−4 878,91'], [5, '0,05'], [11_130_000_000, '111 300 000,00'],
  [99_999, '999,99'],
])('%i öre in Swedish', (ore, text) => {
  expect(formatKronorInSwedish(ore).replaceAll('\u00a0', ' ')).toBe(text);
});
