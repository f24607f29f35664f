import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { LineSorter } from './line-sorter.js';

let parent: string;

beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), 'line-sorter-'));
});

afterEach(() => rmSync(parent, { recursive: true, force: true }));

const sortedBy = async (entries: readonly (readonly [string, string])[], longestRun: number) => {
  const sorter = new LineSorter(join(parent, 'runs'), longestRun);
  for (const [key, line] of entries) await sorter.add(key, line);
  const lines: [string, string][] = [];
  for await (const { key, line } of sorter.sorted()) lines.push([key, line]);
  await sorter.dispose();
  return lines;
};

const key = fc.integer({ min: 1, max: 9 }).map(String);
const line = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' '));

test('lines come in order of key, then as they were added, whatever is put aside in between', async () => {
  await fc.assert(fc.asyncProperty(
    fc.array(fc.tuple(key, line), { maxLength: 60 }), fc.integer({ min: 1, max: 2_000 }),
    async (entries, longestRun) => {
      const expected = [...entries].sort(([a], [b]) => Number(a) - Number(b));
      expect(await sortedBy(entries, longestRun)).toEqual(expected);
    },
  ), { numRuns: 50 });
});

test('nothing is left behind', async () => {
  await sortedBy([['2', 'b'], ['1', 'a']], 1);
  expect(existsSync(join(parent, 'runs'))).toBe(false);
});
