import { Paging } from './paging.js';

/** How many events are looked at to find some among which one in so many is wanted. */
const lookedAt = (wanted: number, oneIn: number): number => {
  const paging = new Paging(wanted);
  let looked = 0;
  while (paging.found < wanted) {
    looked += paging.size;
    paging.found = Math.floor(looked / oneIn);
    paging.next();
  }
  return looked;
};

test.each([[1_000, 1], [1_000, 1.1], [1_000, 3], [100, 20], [5_000, 1.01]])(
  '%d events, one in %d of those that are there: little more is read than it takes', (wanted, oneIn) => {
    expect(lookedAt(wanted, oneIn)).toBeGreaterThanOrEqual(Math.floor(wanted * oneIn));
    expect(lookedAt(wanted, oneIn)).toBeLessThan(1.1 * wanted * oneIn + 40);
  },
);

test('who wants one begins with a small page, and goes on with larger ones while it finds none', () => {
  const paging = new Paging(1);
  const sizes = [0, 1, 2, 3, 4].map(() => {
    const { size } = paging;
    paging.next();
    return size;
  });
  expect(sizes).toEqual([16, 64, 256, 1_024, 2_000]);
});
