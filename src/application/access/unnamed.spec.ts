import { askedPupil, unnamed, unnamedLast } from './unnamed.js';

const line = (person: string, unit: string) => ({ person, unit, ore: 1 });
const lines = [line('a', '1'), line('b', '2'), line('c', '3'), line('b', '4')];
const hidden = new Set(['b']);

test('of a protected pupil the line alone is named, and it comes after all others', () => {
  expect(unnamed(lines, hidden)).toEqual([
    line('a', '1'), line('c', '3'),
    { ...line('b', '2'), person: null }, { ...line('b', '4'), person: null },
  ]);
  expect(unnamed(lines, new Set())).toEqual(lines);
});

test('in a file of many pieces they come last of all, and none is lost', async () => {
  const pieces = async function* () { yield lines.slice(0, 2); yield lines.slice(2); };
  const told = [];
  for await (const some of unnamedLast(pieces(), hidden)) told.push(...some);
  expect(told).toEqual(unnamed(lines, hidden));
});

test('a question by protected pupil finds nobody', () => {
  expect([askedPupil('b', hidden), askedPupil('a', hidden), askedPupil(undefined, hidden)])
    .toEqual(['', 'a', undefined]);
});
