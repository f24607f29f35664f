import fc from 'fast-check';
import { type Figure, FIGURES, type FiguresOf, REGION, shownFigures } from './kaa-figures.js';

const figures = (of: Partial<Record<Figure, number>>): FiguresOf =>
  new Map(Object.entries(of) as [Figure, number][]);

/** Counts that add up. */
const place = (contacted: number, never: number, turned20 = 0, moved = 0): FiguresOf => figures({
  'registered': contacted + never, contacted, 'never-contacted': never, 'not-in-measure': contacted + never,
  'occupation-work': contacted, 'occupation-unknown': never,
  'left': turned20 + moved, 'left-turned-20': turned20, 'left-no-longer-registered': moved,
  'measures-offered': contacted, 'measures-ended': turned20 + moved, 'measures-ended-completed': turned20,
  'measures-ended-other': moved,
});

const shownOf = (of: Record<string, FiguresOf>) => shownFigures(new Map(Object.entries(of)), 5);

test('large counts are shown, and the region adds up', () => {
  const [one, other, region] = shownOf({ 1480: place(30, 20, 9, 7), 1481: place(10, 40, 5, 0) });
  expect([one?.municipality, other?.municipality, region?.municipality]).toEqual(['1480', '1481', REGION]);
  expect([one?.figures.registered, region?.figures.registered]).toEqual([50, 100]);
  expect(region?.reachedPercent).toBe(40);
  expect(region?.figures).toMatchObject({ 'left': 21, 'left-turned-20': 14, 'left-died': 0 });
});

test('a small count is hidden with what would tell it, of occupations and ended measures too', () => {
  const [one] = shownOf({ 1480: place(30, 3, 40, 2) });
  const { figures: shown } = one!;
  expect([shown['occupation-unknown'], shown['measures-ended-other']]).toEqual([null, null]);
  expect([shown['measures-ended'], shown['measures-ended-completed']]).toContain(null);
  expect([shown.registered, shown['occupation-work']]).toContain(null);
});

test('one municipality is told of without a region', () => {
  expect(shownOf({ 1480: place(30, 20) })).toHaveLength(1);
  expect(shownOf({})).toEqual([]);
});

test('a small count is hidden with what would tell it, within the municipality and in the region', () => {
  const [one, other, region] = shownOf({ 1480: place(30, 3), 1481: place(10, 40), 1482: place(50, 60) });
  expect(one?.figures['never-contacted']).toBeNull();
  expect([one?.figures.registered, one?.figures.contacted]).toContain(null);
  expect(one?.reachedPercent).toBeNull();
  const both = [other, region].map((each) => each?.figures);
  expect(both.flatMap((each) => [each?.contacted, each?.['never-contacted']])).toContain(null);
});

const counted = fc.array(
  fc.tuple(fc.nat(20), fc.nat(20), fc.nat(9), fc.nat(9)), { minLength: 1, maxLength: 4 },
).map((places) => Object.fromEntries(places.map((counts, index) => [`148${index}`, place(...counts)])));

test('no small count is shown, and none is the difference between counts that are', () => {
  fc.assert(fc.property(counted, (of) => {
    const all = shownOf(of);
    const small = all.flatMap(({ figures: each }) => Object.values(each))
      .filter((count) => count !== null && count > 0 && count < 5);
    expect(small).toEqual([]);
    for (const { figures: each } of all) {
      const parts = [each.contacted, each['never-contacted']];
      if (each.registered !== null) expect(parts.filter((count) => count === null)).not.toHaveLength(1);
    }
    for (const figure of FIGURES) {
      const hidden = all.filter(({ figures: each }) => each[figure] === null).length;
      if (all.length > 1) expect(hidden).not.toBe(1);
    }
  }), { numRuns: 40 });
});
