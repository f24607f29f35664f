import fc from 'fast-check';
import { type JsonUnreadable, readLocatedJson } from './located-json.js';

const text = `{
  "name": "å, \\"b\\"", "list": [1,
     { "deep/er": true }, []]
}`;

test('values are those that JSON has', () => {
  expect(readLocatedJson(text).value).toEqual(JSON.parse(text));
});

const hasControls = (value: unknown): boolean => /\p{Cc}/u.test(JSON.stringify(value));
const json = fc.jsonValue({ maxDepth: 6 }).filter((value) => !hasControls(value));

test('any JSON is read as the platform reads it', () => {
  fc.assert(fc.property(json, fc.nat(3), (value, spaces) => {
    const written = JSON.stringify(value, null, spaces);
    expect(readLocatedJson(written).value).toEqual(JSON.parse(written));
  }));
});

test.each([
  ['', 1, 1], ['/name', 2, 11], ['/list/0', 2, 32], ['/list/1/deep~1er', 3, 19], ['/list/2', 3, 27],
])('the value at %s stands in line %i, column %i', (pointer, line, column) => {
  expect(readLocatedJson(text).placeOf(pointer)).toEqual({ line, column });
});

test('the name of a member has a place of its own', () => {
  expect(readLocatedJson(text).placeOfName('/list/1/deep~1er')).toEqual({ line: 3, column: 8 });
});

test('what is missing is missing where it would stand in', () => {
  expect(readLocatedJson(text).placeOf('/list/1/no/such')).toEqual({ line: 3, column: 6 });
});

test.each([
  ['', 1, 1], ['{"a": }', 1, 7], ['{"a" 1}', 1, 6], ['{"a": 1,\n "a": 2}', 2, 2], ['[1 2]', 1, 4],
  ['{"a": 1} x', 1, 10], ['{a: 1}', 1, 2], ['["\t"]', 1, 2], ['[01]', 1, 3], ['[1,]', 1, 4],
  ['['.repeat(30), 1, 22],
])('%j is no JSON, from line %i, column %i on', (broken, line, column) => {
  let place: unknown;
  try {
    readLocatedJson(broken);
  } catch (error) {
    place = (error as JsonUnreadable).place;
  }
  expect(place).toEqual({ line, column });
});

test('a name that objects have by themselves is a name like any other', () => {
  const { value } = readLocatedJson('{"__proto__": {"a": 1}}');
  expect(Object.keys(value as object)).toEqual(['__proto__']);
});
