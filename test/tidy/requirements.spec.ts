import { missingSpecs, requirementRows, unproven } from './requirement-rows.js';

const numbered = (most: number, before = ''): string[] =>
  Array.from({ length: most }, (_, index) => `${before}${index + 1}`);
const namesOf = (rows: readonly { readonly requirement: string }[]): string[] =>
  rows.map(({ requirement }) => requirement);

const kaa = 'docs/reference/kaa-requirements.md';
const compensation = 'docs/reference/compensation-requirements.md';

test('every requirement on the activity responsibility has its row, in order', () => {
  const names = namesOf(requirementRows(kaa, /^K\d+a?$/));
  expect(names.filter((each) => each !== 'K6a')).toEqual(numbered(48, 'K'));
});

test('every requirement by system that is about the activity responsibility has its row', () => {
  const names = namesOf(requirementRows(kaa, /^[GK]-\d+$/));
  expect(names.map((name) => name.replace('-0', '-'))).toEqual([
    ...numbered(13, 'G-').slice(3), ...numbered(9, 'K-'),
  ]);
});

test('every requirement on compensation has its row, in order, and so has every edge case', () => {
  expect(namesOf(requirementRows(compensation, /^\d+$/))).toEqual(numbered(41));
  expect(namesOf(requirementRows(compensation, /^[a-z]$/)).join('')).toBe('abcdefghijklmn');
});

test.each([[kaa, /^(K\d+a?|[GK]-\d+)$/], [compensation, /^(\d+|[a-z])$/]])(
  'what is built by %s names tests, and all that are named are there', (page, name) => {
    expect(unproven(requirementRows(page, name))).toEqual([]);
    expect(missingSpecs(page)).toEqual([]);
  },
);
