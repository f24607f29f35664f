import fc from 'fast-check';
import { DropoutCount, type DropoutFigures, DROPOUTS_BY, type PupilOfPeriod } from './dropout-figures.js';

const TERMS = { threshold: 5, targetPercent: 9 };
const pupil = (said: Partial<PupilOfPeriod> = {}): PupilOfPeriod =>
  ({ unit: '10000001', programme: 'NA', yearOfStudy: '1', droppedOut: false, ...said });

const counted = (...pupils: readonly (readonly [number, Partial<PupilOfPeriod>])[]): DropoutFigures => {
  const count = new DropoutCount();
  for (const [many, said] of pupils) for (let nth = 0; nth < many; nth += 1) count.add(pupil(said));
  return count.shown(TERMS);
};
const groupOf = ({ groups }: DropoutFigures, name: string) => groups.find(({ group }) => group === name);

const [NORTH, SOUTH] = [{ unit: '10000001' }, { unit: '10000002', programme: 'TE', yearOfStudy: '2' }];

test('a share is told of all, and by school, programme and year of study', () => {
  const figures = counted([91, NORTH], [9, { ...NORTH, droppedOut: true }], [93, SOUTH],
    [7, { ...SOUTH, droppedOut: true }]);
  expect(figures.all).toEqual({ pupils: 200, droppedOut: 16, percent: 8, reached: true });
  expect(figures.groups.map(({ by, group, percent }) => [by, group, percent])).toEqual([
    ['programme', 'NA', 9], ['programme', 'TE', 7], ['unit', '10000001', 9], ['unit', '10000002', 7],
    ['yearOfStudy', '1', 9], ['yearOfStudy', '2', 7],
  ]);
});

test('the target is below: nine of a hundred is not below nine percent, and rounding plays no part', () => {
  const reached = (stayed: number, left: number) =>
    counted([stayed, {}], [left, { droppedOut: true }]).all.reached;
  expect(reached(91, 9)).toBe(false);
  expect(reached(911, 90)).toBe(true); // 8.99 %, shown as 9
});

test('few dropouts are hidden with their share, and so is what would tell them', () => {
  const figures = counted([60, NORTH], [2, { ...NORTH, droppedOut: true }], [80, SOUTH],
    [20, { ...SOUTH, droppedOut: true }]);
  expect(groupOf(figures, '10000001')).toMatchObject({ droppedOut: null, percent: null, reached: null });
  const shown = [groupOf(figures, '10000002')?.droppedOut, figures.all.droppedOut];
  expect(shown).toContain(null);
});

test('no pupils, no share', () => {
  expect(counted()).toEqual({
    all: { pupils: 0, droppedOut: 0, percent: null, reached: null }, groups: [],
  });
});

const pupils = fc.array(fc.record({
  unit: fc.constantFrom('1', '2', '3'), programme: fc.constantFrom('NA', 'TE'),
  yearOfStudy: fc.constantFrom('1', '2'), droppedOut: fc.boolean(),
}), { maxLength: 60 });

test('no small count is shown, nor one that is the difference between those that are', () => {
  fc.assert(fc.property(pupils, (all) => {
    const figures = counted(...all.map((said) => [1, said] as const));
    const shares = [figures.all, ...figures.groups];
    const small = shares.flatMap(({ pupils: many, droppedOut }) => [many, droppedOut])
      .filter((count) => count !== null && count > 0 && count < TERMS.threshold);
    expect(small).toEqual([]);
    for (const what of ['pupils', 'droppedOut'] as const) for (const kind of DROPOUTS_BY) {
      const groups = figures.groups.filter(({ by }) => by === kind);
      const own = [figures.all, ...groups].map((share) => share[what]);
      expect(own.filter((count) => count === null)).not.toHaveLength(1);
    }
  }), { numRuns: 60 });
});
