import fc from 'fast-check';
import { neededOf } from './needed.js';

type Enough = (some: readonly number[]) => boolean;

/** As a fact, 2, and what withdraws it, -2: the fact must not be there by itself. */
const oneAndNoTwo: Enough = (some) => some.includes(1) && (!some.includes(2) || some.includes(-2));

test.each<[string, readonly number[], Enough, readonly number[]]>([
  ['nothing is needed', [1, 2, 3], () => true, []],
  ['all of it is needed', [1, 2, 3], (some) => some.length === 3, [1, 2, 3]],
  ['one of two that say the same', [7, 1, 7], (some) => some.includes(7), [7]],
  ['what is withdrawn goes with its withdrawal', [1, 2, -2], oneAndNoTwo, [1]],
  ['the same, where the withdrawal comes first', [-2, 2, 1], oneAndNoTwo, [1]],
])('%s', (_, all, isEnough, needed) => {
  expect(neededOf(all, isEnough)).toEqual(needed);
});

test('what is found is enough, in its order, and without any one of it would not be', () => {
  fc.assert(fc.property(fc.uniqueArray(fc.nat(200)), fc.nat(7), (all, divisor) => {
    const wanted = all.filter((each) => each % (divisor + 1) === 0);
    const isEnough = (some: readonly number[]): boolean => wanted.every((each) => some.includes(each));
    expect(neededOf(all, isEnough)).toEqual(wanted);
  }));
});

test('of thousands, a few are found in few tries', () => {
  let tries = 0;
  const all = Array.from({ length: 4_096 }, (_, index) => index);
  const needed = neededOf(all, (some) => {
    tries += 1;
    return [5, 2_000, 4_000].every((each) => some.includes(each));
  });
  expect(needed).toEqual([5, 2_000, 4_000]);
  expect(tries).toBeLessThan(200);
});
