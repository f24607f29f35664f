import fc from 'fast-check';
import { type Counts, hiddenOf, type Sum } from './hide-small.js';

const WHOLE: Sum = { whole: 'all', parts: ['a', 'b', 'c'] };
const counted = (a: number, b: number, c: number): Counts =>
  new Map(Object.entries({ all: a + b + c, a, b, c }));
const hidden = (counts: Counts, threshold = 5): string[] => [...hiddenOf(counts, [WHOLE], threshold)].sort();

test('counts below the threshold are hidden; zero and the threshold itself are not', () => {
  expect(hidden(counted(1, 4, 5))).toEqual(['a', 'b']);
  expect(hidden(counted(0, 5, 6))).toEqual([]);
  expect(hidden(counted(2, 3, 9), 3)).toEqual(['a', 'b']);
});

test('where one alone would be the difference, the smallest of the others is hidden with it', () => {
  expect(hidden(counted(3, 9, 7))).toEqual(['a', 'c']);
});

test('a zero beside it would not do: the sum is hidden instead', () => {
  expect(hidden(counted(3, 0, 0))).toEqual(['a', 'all']);
});

test('sums that have nothing in common are looked at apart', () => {
  const other: Sum = { whole: 'other', parts: ['d', 'e'] };
  const counts = new Map([...counted(9, 8, 7), ['other', 3], ['d', 1], ['e', 2]] as const);
  expect([...hiddenOf(counts, [WHOLE, other], 5)].sort()).toEqual(['d', 'e', 'other']);
});

test('a sum that is small itself is hidden with its parts', () => {
  expect(hidden(counted(1, 1, 2))).toEqual(['a', 'all', 'b', 'c']);
});

// Tables of two ways: rows and columns, each with its sum, as figures of municipalities and the region are.

const table = fc.record({
  rows: fc.integer({ min: 2, max: 3 }), cells: fc.array(fc.integer({ min: 0, max: 5 }), {
    minLength: 6, maxLength: 6,
  }),
  threshold: fc.integer({ min: 2, max: 5 }),
}).map(({ rows, cells, threshold }) => {
  const counts = new Map<string, number>();
  const sums: Sum[] = [];
  const downs = ['0', '1', '2'].slice(0, rows);
  downs.forEach((row) => ['x', 'y'].forEach((column, across) =>
    counts.set(`${row}${column}`, cells[Number(row) * 2 + across]!)));
  const sum = (whole: string, parts: string[]): void => {
    counts.set(whole, parts.reduce((total, name) => total + counts.get(name)!, 0));
    sums.push({ whole, parts });
  };
  for (const row of downs) sum(`${row}all`, [`${row}x`, `${row}y`]);
  for (const column of ['x', 'y']) sum(`all${column}`, downs.map((row) => `${row}${column}`));
  sum('allall', downs.map((row) => `${row}all`));
  return { counts, sums, threshold };
});

const MOST = 6;

/** Every way to fill in six counts or fewer. */
function* fillings(names: readonly string[]): Generator<Map<string, number>> {
  const [name, ...others] = names;
  if (name === undefined) return yield new Map<string, number>();
  for (const rest of fillings(others)) {
    for (let count = 0; count <= MOST; count += 1) yield new Map(rest).set(name, count);
  }
}

/** What each hidden count may be for whoever knows those that are shown, and how they add up. */
const possible = (counts: Counts, sums: readonly Sum[], hidden: ReadonlySet<string>) => {
  const found = new Map([...hidden].map((name) => [name, new Set<number>()]));
  const leaves = [...counts.keys()].filter((name) => sums.every(({ whole }) => whole !== name));
  const known = leaves.filter((name) => !hidden.has(name)).map((name) => [name, counts.get(name)!] as const);
  for (const filled of fillings(leaves.filter((name) => hidden.has(name)))) {
    for (const [name, count] of known) filled.set(name, count);
    for (const { whole, parts } of sums) {
      filled.set(whole, parts.reduce((total, part) => total + filled.get(part)!, 0));
    }
    const agrees = [...counts].every(([name, count]) => hidden.has(name) || filled.get(name) === count);
    if (agrees) for (const [name, all] of found) all.add(filled.get(name)!);
    if ([...found.values()].every(({ size }) => size > 1)) break;
  }
  return found;
};

test('nothing that is hidden can be worked back from what is shown, in tables of two ways', () => {
  fc.assert(fc.property(table, ({ counts, sums, threshold }) => {
    const all = possible(counts, sums, hiddenOf(counts, sums, threshold));
    expect([...all].filter(([, values]) => values.size < 2)).toEqual([]);
  }), { numRuns: 100 });
});

test('every count below the threshold is hidden, and none where there is none', () => {
  fc.assert(fc.property(table, ({ counts, sums, threshold }) => {
    const hidden = hiddenOf(counts, sums, threshold);
    const small = [...counts].filter(([, count]) => count > 0 && count < threshold).map(([name]) => name);
    expect(small.filter((name) => !hidden.has(name))).toEqual([]);
    if (small.length === 0) expect(hidden.size).toBe(0);
  }));
});
