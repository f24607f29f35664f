import fc from 'fast-check';
import { cutAt, places, readAll, utf8 } from '../../../../test/support/pieces.js';
import { JsonArrayReader } from './json-array-reader.js';
import { type Ending, isRefused, LONGEST_LINE_BYTES } from './read-line.js';

/** Reads what follows the opening bracket of an array. */
const reading = (text: string | Uint8Array): Ending =>
  readAll(new JsonArrayReader(0, 0), [typeof text === 'string' ? utf8(text) : text]);

/** Values of the lines read, and codes of those refused. */
const outline = ({ lines }: Ending): unknown[] =>
  lines.map((line) => (isRefused(line) ? line.code : line.value));

describe('objects of an array', () => {
  test('are given one by one, with their place', () => {
    expect(reading('{"a":1}, {"a":"}]\\""} ]').lines)
      .toEqual([{ line: 1, value: { a: 1 } }, { line: 2, value: { a: '}]"' } }]);
  });

  test('may hold others, and text in any script', () => {
    expect(outline(reading('{"a":{"b":[{"c":"Åsa 雪 😀"}]}}]'))).toEqual([{ a: { b: [{ c: 'Åsa 雪 😀' }] } }]);
  });

  test('may stand among other values', () => {
    expect(outline(reading('7, "a,]\\"" ,null,{"a":1},[[2],"]"],true]')))
      .toEqual([7, 'a,]"', null, { a: 1 }, [[2], ']'], true]);
  });
});

describe('after the end of the array', () => {
  const inObject = (text: string): Ending =>
    readAll(new JsonArrayReader(0, 1), [...utf8(text)].map((byte) => Uint8Array.of(byte)));
  const lines = [{ line: 1, value: { a: 1 } }];

  test('the rest of the object around it is passed over', () => {
    expect(inObject('{"a":1}], "more": [{"a":2}], "x": "}\\"{"}\n')).toEqual({ lines });
  });

  test('nothing is missing where only that object is not closed', () => {
    expect(inObject('{"a":1}]')).toEqual({ lines });
  });

  test.each([
    ['a second document', '{"a":1}]} \n{"more":[{"a":2}]}', 11],
    ['a second list', '{"a":1}]}[{"a":2}]', 9],
    ['what comes after a bracket too many', '{"a":1}],{"a":2},{"a":3}]}', 25],
    ['other text', '{"a":1}]} hello', 10],
  ])('%s is not passed over in silence', (_, text, byte) => {
    const { lines: read, problem } = inObject(text);
    expect([read, problem?.code]).toEqual([lines, 'more-follows']);
    expect(problem?.rule).toContain(`after line 1, and something follows it, from byte ${byte} on`);
  });

  test('so it is after a list that stands in no object', () => {
    expect(reading('{"a":1}]\n{"a":2}').problem?.code).toBe('more-follows');
  });
});

describe('a broken object costs one line', () => {
  test.each([
    ['a missing quote', '{"a":1,"b":"x},{"a":2,"b":"y"}]'],
    ['a missing quote, over several lines', '{\n "a":1,\n "b":"x\n},\n{\n "a":2,\n "b":"y"\n}]'],
    ['a missing brace', '{"a":1,"b":{"c":1},{"a":2,"b":"y"}]'],
    ['a brace too many', '{"a":1}},{"a":2,"b":"y"}]'],
    ['a comma too many', '{"a":1,,"b":1},{"a":2,"b":"y"}]'],
    ['a word that JSON does not know', '{"a":1,"b":undefined},{"a":2,"b":"y"}]'],
  ])('%s', (_, text) => {
    const { lines, problem } = reading(text);
    expect(problem).toBeUndefined();
    expect(lines.filter(isRefused)).toMatchObject([{ code: 'json-invalid' }]);
    expect(outline({ lines })).toContainEqual({ a: 2, b: 'y' });
  });

  test('so does one that is not UTF-8', () => {
    const latin1 = Uint8Array.from(Buffer.from('{"a":"Göteborg"},{"a":"x"}]', 'latin1'));
    expect(outline(reading(latin1))).toEqual(['not-utf8', { a: 'x' }]);
  });

  test('so does one that is too long', () => {
    const long = `{"a":"${'x'.repeat(LONGEST_LINE_BYTES + 10_000)}"},{"a":2}]`;
    expect(outline(reading(`{"a":1},${long}`))).toEqual([{ a: 1 }, 'line-too-long', { a: 2 }]);
  });

  test('so does a word that is no value', () => {
    expect(outline(reading('oops, {"a":2}]'))).toEqual(['json-invalid', { a: 2 }]);
  });
});

describe('where the file ends too early', () => {
  test('the middle of an object is named by line and byte', () => {
    const { lines, problem } = reading('{"a":1},{"a":2');
    expect([lines.length, problem?.code]).toEqual([1, 'truncated']);
    expect(problem?.rule).toContain('line 2, which begins at byte 8');
  });

  test('so is the end of the last object before a missing bracket', () => {
    expect(reading('{"a":1}').problem?.rule)
      .toBe('The file ends at byte 7, after line 1, before its array is closed.');
  });

  test('a place from which nothing could be recognised is named', () => {
    expect(reading('{"a":1},{"b":oops},{"c":2}]').problem?.rule)
      .toBe('The file cannot be read from line 2 on, before byte 27.');
  });
});

const value = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });
const plain = fc.oneof(fc.string({ unit: 'grapheme' }), fc.integer(), fc.constantFrom(null, true, false));
const object = value.map((fields) => ({ first: 1, ...fields }));
const item = fc.oneof({ weight: 5, arbitrary: object }, plain, fc.array(plain));
const items = fc.array(item, { maxLength: 12 });

test('where the pieces are cut plays no part', () => {
  fc.assert(fc.property(items, fc.constantFrom(undefined, 2), places, (list, indent, cuts) => {
    const text = JSON.stringify(list, null, indent);
    const bytes = utf8(text.slice(1));
    const { lines, problem } = readAll(new JsonArrayReader(1, 0), cutAt(bytes, cuts));
    expect(problem).toBeUndefined();
    const values = JSON.parse(text) as unknown[];
    expect(lines).toEqual(values.map((read, index) => ({ line: index + 1, value: read })));
  }));
});

test('nor does it when bytes are missing, doubled or damaged', () => {
  const damage = fc.record({ at: fc.nat(), byte: fc.nat(255), drop: fc.nat(3) });
  fc.assert(fc.property(items, fc.array(damage, { maxLength: 4 }), places, (list, damages, cuts) => {
    const bytes = [...utf8(JSON.stringify(list).slice(1))];
    for (const { at, byte, drop } of damages) bytes.splice(at % (bytes.length + 1), drop, byte);
    const whole = Uint8Array.from(bytes);
    const inPieces = readAll(new JsonArrayReader(1, 0), cutAt(whole, cuts));
    expect(inPieces).toEqual(readAll(new JsonArrayReader(1, 0), [whole]));
  }), { numRuns: 500 });
});
