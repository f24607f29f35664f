import fc from 'fast-check';
import {
  DropoutCount, type DropoutFigures, DROPOUTS_BY, type DropoutsBy, onlyOf, type PupilOfPeriod,
} from './dropout-figures.js';

const TERMS = { threshold: 5, targetPercent: 9 };
const pupil = (said: Partial<PupilOfPeriod> = {}): PupilOfPeriod =>
  ({
    municipality: '1480', unit: '10000001', programme: 'NA', yearOfStudy: '1', droppedOut: false, ...said,
  });

const counted = (...pupils: readonly (readonly [number, Partial<PupilOfPeriod>])[]): DropoutFigures => {
  const count = new DropoutCount();
  for (const [many, said] of pupils) for (let nth = 0; nth < many; nth += 1) count.add(pupil(said));
  return count.shown(TERMS);
};
const groupOf = ({ groups }: DropoutFigures, name: string) => groups.find(({ group }) => group === name);

const [NORTH, SOUTH] = [{ unit: '10000001' }, { unit: '10000002', programme: 'TE', yearOfStudy: '2' }];

test('a share is told of all, and by municipality, school, programme and year of study', () => {
  const figures = counted(
    [91, NORTH], [9, { ...NORTH, droppedOut: true }], [93, SOUTH], [7, { ...SOUTH, droppedOut: true }],
  );
  expect(figures.all).toEqual({ pupils: 200, droppedOut: 16, percent: 8, reached: true });
  expect(figures.groups.map(({ by, group, percent }) => [by, group, percent])).toEqual([
    ['municipality', '1480', 8], ['programme', 'NA', 9], ['programme', 'TE', 7], ['unit', '10000001', 9],
    ['unit', '10000002', 7],
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
  municipality: fc.constantFrom('1480', '1481', '1401'), unit: fc.constantFrom('1', '2', '3'),
  programme: fc.constantFrom('NA', 'TE'),
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

test('whoever is told of all gets of one municipality what stands among theirs, and nothing besides', () => {
  const [home, away] = [{ ...NORTH, municipality: '1480' }, { ...NORTH, municipality: '1481' }];
  const figures = counted([60, home], [20, { ...home, droppedOut: true }], [50, away],
    [2, { ...away, droppedOut: true }]);
  const [own] = figures.groups.filter(({ group }) => group === '1481');
  expect(own).toMatchObject({ by: 'municipality', droppedOut: null });
  const { by: _by, group: _group, ...share } = own!;
  expect(onlyOf('1481', figures)).toEqual({ all: share, groups: [own] });
  expect(onlyOf('1401', figures))
    .toEqual({ all: { pupils: 0, droppedOut: 0, percent: null, reached: null }, groups: [] });
});

// What a reader can work out: every way to fill in what is hidden, kind by kind, since kinds share the whole.

const MOST = 7;
const numbers = [...Array(MOST + 1).keys()];

interface Cell {
  readonly pupils: number;
  readonly droppedOut: number;
}

const fits = (share: { pupils: number | null; droppedOut: number | null }, cell: Cell): boolean =>
  (share.pupils ?? cell.pupils) === cell.pupils
  && (share.droppedOut ?? cell.droppedOut) === cell.droppedOut;

const cells: readonly Cell[] = numbers.flatMap((pupils) => numbers.filter((count) => count <= pupils)
  .map((droppedOut) => ({ pupils, droppedOut })));

/** Every way to fill in the groups of one kind, by what they come to together. */
const waysOf = (figures: DropoutFigures, kind: DropoutsBy): Map<string, Cell[][]> => {
  const groups = figures.groups.filter(({ by }) => by === kind);
  const all = groups.reduce<Cell[][]>((ways, share) => ways.flatMap((way) =>
    cells.filter((cell) => fits(share, cell)).map((cell) => [...way, cell])), [[]]);
  const ways = new Map<string, Cell[][]>();
  for (const way of all) {
    const total = way.reduce((sum, { pupils, droppedOut }) =>
      ({ pupils: sum.pupils + pupils, droppedOut: sum.droppedOut + droppedOut }));
    if (!fits(figures.all, total)) continue;
    const key = `${total.pupils}|${total.droppedOut}`;
    ways.set(key, [...ways.get(key) ?? [], way]);
  }
  return ways;
};

const few = fc.array(fc.record({
  municipality: fc.constantFrom('1480', '1481'), unit: fc.constantFrom('1', '2'),
  programme: fc.constantFrom('NA', 'TE'), yearOfStudy: fc.constant('1'), droppedOut: fc.boolean(),
}), { minLength: 1, maxLength: MOST });

test('no hidden count can be worked back from all that is shown, also asked for one by one', () => {
  fc.assert(fc.property(few, (all) => {
    const count = new DropoutCount();
    for (const one of all) count.add(pupil(one));
    const figures = count.shown({ ...TERMS, threshold: 3 });
    const byKind = new Map(DROPOUTS_BY.map((kind) => [kind, waysOf(figures, kind)]));
    const totals = [...byKind.get('unit')!.keys()]
      .filter((total) => [...byKind.values()].every((ways) => ways.has(total)));
    for (const [kind, ways] of byKind) {
      const possible = totals.flatMap((total) => ways.get(total)!);
      figures.groups.filter(({ by }) => by === kind).forEach((share, index) => {
        for (const what of ['pupils', 'droppedOut'] as const) {
          const values = new Set(possible.map((way) => way[index]![what]));
          expect(values.size).toBeGreaterThan(share[what] === null ? 1 : 0);
        }
      });
    }
  }), { numRuns: 60 });
});
