import { identityNumber } from '../../domain/shared/identity-number.js';
import { birthdayOf, NumberPool } from './number-pool.js';

/** Official test numbers of three days. */
const OFFICIAL = [
  '200901012385', '200901012393', '200901022384', '200901022392', '200901032383', '200901032391',
];

const taken = (pool: NumberPool, count: number): string[] =>
  Array.from({ length: count }, () => pool.take(2009));

test('official test numbers are given out while they last, one in five kept back', () => {
  const numbers = taken(new NumberPool(OFFICIAL), 4);
  expect(numbers.every((number) => OFFICIAL.includes(number))).toBe(true);
});

test('born on a day: an official number of it while there is one, and nobody else has it', () => {
  const pool = new NumberPool(OFFICIAL);
  const asked = Array.from({ length: 3 }, () => pool.takeBornOn('2009-01-03'));
  expect(asked.slice(0, 1).every((number) => OFFICIAL.includes(number))).toBe(true);
  expect(asked.map(birthdayOf)).toEqual(['2009-01-03', '2009-01-03', '2009-01-03']);
  expect(new Set([...asked, ...taken(pool, 4)]).size).toBe(7);
});

test('of any month: what is left, whose birthdays lie all over the year however few are taken', () => {
  const everyDay = Array.from({ length: 12 }, (_, month) => ['01', '02', '03'].map((day) =>
    `2009${String(month + 1).padStart(2, '0')}${day}2384`)).flat();
  const pool = new NumberPool(everyDay);
  const before = taken(pool, 5);
  const after = Array.from({ length: 8 }, () => pool.takeOfAnyMonth(2009));
  expect(new Set([...before, ...after]).size).toBe(13);
  expect(new Set(after.map((number) => number.slice(4, 6))).size).toBe(8);
});

test('after them come temporary numbers on the same days: TF, then interim letters', () => {
  const numbers = taken(new NumberPool(OFFICIAL), 4 + 3 * 100 + 2).slice(4);
  expect(numbers.slice(0, 4)).toEqual(['20090101TF00', '20090102TF00', '20090103TF00', '20090101TF01']);
  expect(numbers.slice(-2)).toEqual(['20090101T000', '20090102T000']);
});

test('no number is given twice, and all of them are identity numbers', () => {
  const numbers = taken(new NumberPool(OFFICIAL), 3 * 11_100);
  expect(new Set(numbers).size).toBe(numbers.length);
  const kinds = new Set(numbers.map((number) => identityNumber(number).kind));
  expect([...kinds]).toEqual(['personal', 'temporary']);
});

test('when the numbers of a birth year are used up, that is said, not hidden', () => {
  expect(() => taken(new NumberPool(OFFICIAL), 3 * 11_100 + 5)).toThrow(RangeError);
});

test('a birth year without official numbers is refused', () => {
  expect(() => new NumberPool(OFFICIAL).take(1999)).toThrow(RangeError);
});

test('a temporary number is replaced by one of the same birthday, official while they last', () => {
  const pool = new NumberPool(OFFICIAL);
  const pairs = Array.from({ length: 4 }, () => pool.takePair(2009));
  for (const { number, replacement } of pairs) expect(birthdayOf(number)).toBe(birthdayOf(replacement));
  expect(pairs.map(({ replacement }) => identityNumber(replacement).kind))
    .toEqual(['personal', 'personal', 'temporary', 'temporary']);
});
