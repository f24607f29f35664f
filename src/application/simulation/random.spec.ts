import { byWeight, Random } from './random.js';

const sequence = (random: Random, length: number): number[] => Array.from({ length }, () => random.next());

test('the generator is xoshiro128** 1.1: its sequence from the state 1, 2, 3, 4 is the published one', () => {
  expect(sequence(new Random([1, 2, 3, 4]), 10)).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
});

test('a stream begins the same for the same seed and index, and alike for no others', () => {
  const beginning = (seed: number, index: number): string => sequence(Random.of(seed, index), 4).join();
  const beginnings = [1, 2, 3].flatMap((seed) =>
    Array.from({ length: 10_000 }, (_, index) => beginning(seed, index)));
  expect(new Set(beginnings).size).toBe(30_000);
  expect(beginning(2, 17)).toBe(beginnings[10_017]);
});

test('whole numbers stay within their bounds and reach both', () => {
  const random = Random.of(1, 1);
  const drawn = Array.from({ length: 1_000 }, () => random.between(-3, 3));
  expect([Math.min(...drawn), Math.max(...drawn)]).toEqual([-3, 3]);
});

test('weights decide how often an item is picked; one without weight never is', () => {
  const random = Random.of(1, 2);
  const pick = byWeight(['often', 'seldom', 'never'], (item) => ({ often: 9, seldom: 1, never: 0 })[item]!);
  const picked = Array.from({ length: 10_000 }, () => pick(random));
  const count = (item: string): number => picked.filter((other) => other === item).length;
  expect(count('never')).toBe(0);
  expect(Math.abs(count('seldom') - 1_000)).toBeLessThan(150); // five standard deviations
});

test('nothing to pick from is a fault', () => {
  expect(() => byWeight(['never'], () => 0)).toThrow(RangeError);
});
