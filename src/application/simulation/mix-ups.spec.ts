import { mixUps } from './mix-ups.js';
import { Random } from './random.js';

const youths = Array.from({ length: 1_200 }, (_, nth) => ({
  person: String(nth % 1_100), municipality: `${1400 + (nth % 4)}`, protected: nth % 10 === 0,
}));

test('who is taken for whom is of one municipality, unprotected, and in one pair only', () => {
  const pairs = mixUps(Random.of(1, 1), youths);
  expect(pairs).toHaveLength(2);
  for (const [one, other] of pairs) expect(one.municipality).toBe(other.municipality);
  expect(pairs.flat().some((each) => each.protected)).toBe(false);
  expect(new Set(pairs.flat().map(({ person }) => person)).size).toBe(4);
});

test('where there is nobody else, nobody is taken for anybody', () => {
  expect(mixUps(Random.of(1, 1), youths.slice(1, 2))).toEqual([]);
  expect(mixUps(Random.of(1, 1), [])).toEqual([]);
});
