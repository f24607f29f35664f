import { readFileSync } from 'node:fs';
import { refusalOf } from '../../../test/support/given-when-then.js';
import { FAILING_CHECKS } from './checks.js';
import { REPORT_FIELD_NAMES } from './fields.js';
import { ASSUMED, ASSUMED_IN_FILE_NAME } from './layout.js';
import { readLayout } from './read-layout.js';

const shipped = readFileSync(
  new URL('../../../reference-data/kaa-layout-ASSUMED-not-SCB.json', import.meta.url), 'utf8');
const page = readFileSync(new URL('../../../docs/reference/kaa-layout.md', import.meta.url), 'utf8');

/** Where it is refused, and why, once a text in the shipped layout is another. */
const refused = (was: string, is: string): string => {
  expect(shipped).toContain(was);
  const { code, rule } = refusalOf(() => readLayout(shipped.replace(was, is)));
  expect(code).toBe('layout-refused');
  return rule;
};

/** Line and column of a text in the shipped layout. */
const placeOf = (text: string): string => {
  const before = shipped.slice(0, shipped.indexOf(text)).split('\n');
  return `Line ${before.length}, column ${before.at(-1)!.length + 1}: `;
};

test('the layout that ships is marked as assumed, in its name and in that of every file', () => {
  const { name, standing, file } = readLayout(shipped);
  expect([standing, name, file.name])
    .toEqual(['assumed', expect.stringContaining(ASSUMED), expect.stringContaining(ASSUMED_IN_FILE_NAME)]);
});

test('an assumed layout cannot be called anything else', () => {
  expect(refused('"ASSUMED, not SCB: one', '"One')).toMatch(/^Line 3, column 11: .*ASSUMED, not SCB/);
  expect(refused('"KAA_ASSUMED-not-SCB_', '"KAA_')).toMatch(/^Line 8, column 13: .*ASSUMED-not-SCB/);
});

test('a byte order mark before it, as some editors write, is no fault', () => {
  expect(readLayout(`\uFEFF${shipped}`)).toEqual(readLayout(shipped));
});

test('an unknown field is refused, with its place and the fields there are', () => {
  const rule = refused('"registered-on"', '"shoe-size"');
  expect(rule).toMatch(new RegExp(`^${placeOf('"registered-on"')}.*registration-reason`));
});

test.each([
  ['code', '"interrupted": "2"', '"ill": "2"'],
  ['code that objects have by themselves', '"interrupted": "2"', '"constructor": "2"'],
  ['name in a layout', '"standing": "assumed"', '"stand": "assumed"'],
])('an unknown %s is refused, with its place', (_, was, is) => {
  expect(refused(was, is)).toMatch(new RegExp(`^${placeOf(was)}There is no such`));
});

test.each([
  ['check', '"birthday-20"', '"birthday-21"'], ['encoding', '"iso-8859-1"', '"ebcdic"'],
  ['half-year', '"2018H2"', '"2018H3"'], ['form', '"yyyymmddnnnn"', '"yyyymmdd"'],
  ['list of words', '"codes": "measure"', '"codes": "measures"'],
])('an unknown %s is refused, with its place', (_, was, is) => {
  const [place] = refused(was, is).split(': ');
  expect(place).toBe(placeOf(was.includes('codes') ? '"measure" }' : was).slice(0, -2));
});

test.each([
  ['a column of the same name as another', '"name": "Period"', '"name": "Kommun"', /Another column/],
  ['a code without words for it', ', "codes": "measure"', '', /`codes` must name/],
  ['words for what is no code', '"municipality",', '"municipality", "codes": "end",', /no code/],
  ['words that no column uses', '"codes": "end" }', '"codes": "measure" }', /no such code|No column/],
  ['one of several, in rows of one each', '"contact-on"', '"contact-on", "take": "first"', /only one/],
  ['contacts in rows of spells, and not which', '"contact-or-measure"', '"spell"', /`take` must say/],
  ['characters that the encoding has not', '"Åtgärd avslutad"', '"Åtgärd Ω"', /encoding/],
  ['an end before the beginning', '"from": "2018H2"', '"from": "2018H2", "through": "2018H1"', /before/],
  ['what is missing', '"rows": "contact-or-measure",', '', /^Line 1, column 1: `rows` is missing/],
  ['what is no JSON', '"rows":', 'rows:', /^Line 11, column 3: .*JSON/],
])('%s is refused', (_, was, is, rule) => expect(refused(was, is)).toMatch(rule));

test('what was sent is not said back', () => {
  expect(refused('"registered-on"', '"200905022398"')).not.toContain('200905022398');
});

test.each([['field', REPORT_FIELD_NAMES], ['check', FAILING_CHECKS]])(
  'the page on layouts tells of every %s', (_, names) => {
    expect(names.filter((name) => !page.includes(`| \`${name}\` |`))).toEqual([]);
  },
);
