import fc from 'fast-check';
import { FOREVER } from '../domain/shared/civil-date.js';
import type { Period } from '../domain/shared/period.js';
import { addTo, countsOn, joinLooks, type SumsLookedAt, sumsOverLooks } from './timeline-rows.js';

/** Looks that follow each other, each with what is seen then. */
const lookingAt = <T extends object>(...seen: readonly T[]): (T & { lookedAt: Period })[] => seen
  .map((one, index) => ({ ...one, lookedAt: { from: dayOf(index), to: dayOf(index + 1, seen.length) } }));

const dayOf = (index: number, last = Infinity): string => {
  if (index === 0) return '0001-01-01';
  return index === last ? FOREVER : `20${20 + index}-09-16`;
};

describe('rows of several looks', () => {
  const joined = (...seen: readonly (readonly string[])[]): string[] =>
    joinLooks(lookingAt(...seen.map((rows) => ({ rows: rows.map((says) => ({ says })) }))))
      .map(({ says, since, until }) => `${says} ${since} ${until}`);

  test('one look is the answer for every day', () => {
    expect(joined(['a', 'b'])).toEqual(['a 0001-01-01 9999-12-31', 'b 0001-01-01 9999-12-31']);
  });

  test('what looks in a row share is one row; what comes and goes answers for its own days', () => {
    expect(joined(['a', 'b'], ['a', 'c'], ['a'])).toEqual([
      'a 0001-01-01 9999-12-31', 'b 0001-01-01 2021-09-16', 'c 2021-09-16 2022-09-16',
    ]);
  });

  test('what was gone for a look is a row of its own when it is back', () => {
    expect(joined(['a'], [], ['a'])).toEqual(['a 0001-01-01 2021-09-16', 'a 2022-09-16 9999-12-31']);
  });

  test('the same row twice in a look stays two', () => {
    expect(joined(['a', 'a'])).toEqual(['a 0001-01-01 9999-12-31', 'a 0001-01-01 9999-12-31']);
  });
});

describe('sums of several looks', () => {
  const sums = fc.dictionary(fc.constantFrom('1407|x', '1407|y', '1481|x'), fc.integer({ min: -3, max: 3 }))
    .map((values): ReadonlyMap<string, number> => new Map(Object.entries(values)));
  const looks = fc.array(sums, { minLength: 1, maxLength: 5 })
    .map((all): SumsLookedAt[] => lookingAt(...all.map((one) => ({ sums: one }))));

  /** What a reader makes of the sums on a day of looking. */
  const readOn = (written: ReadonlyMap<string, number>, day: string): Map<string, number> => {
    const read = new Map<string, number>();
    for (const [key, value] of written) {
      if (countsOn(key, day)) addTo(read, key.slice(0, key.lastIndexOf('|')), value);
    }
    return read;
  };

  test('those that count on a day add up to that day\'s look', () => {
    fc.assert(fc.property(looks, (all) => {
      const written = sumsOverLooks(all);
      for (const { lookedAt: { from, to }, sums: seen } of all) {
        const expected = new Map([...seen].filter(([, value]) => value !== 0));
        const lastDay = to === FOREVER ? '9999-12-30' : `${to.slice(0, 8)}15`;
        expect(readOn(written, from)).toEqual(expected);
        expect(readOn(written, lastDay)).toEqual(expected);
      }
    }));
  });

  test('a look that differs in nothing from the next adds no sums', () => {
    const seen = { sums: new Map([['1407|x', 2]]) };
    expect([...sumsOverLooks(lookingAt(seen, seen))]).toEqual([['1407|x|9999-12-31', 2]]);
  });

  test('a placement that lapses counts until the day it does', () => {
    const [placed, gone] = [{ sums: new Map([['1407|x', 1]]) }, { sums: new Map<string, number>() }];
    const written = sumsOverLooks(lookingAt(placed, gone));
    expect([...written]).toEqual([['1407|x|2021-09-16', 1]]);
    expect(readOn(written, '2021-09-15')).toEqual(placed.sums);
    expect(readOn(written, '2021-09-16')).toEqual(gone.sums);
  });
});
