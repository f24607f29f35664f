import fc from 'fast-check';
import { cutAt, places, utf8 } from '../../../../test/support/pieces.js';
import { LONGEST_LINE_BYTES } from './read-line.js';
import { TextLines } from './text-lines.js';

const linesOf = (pieces: readonly Uint8Array[]) => {
  const reader = new TextLines();
  return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
};

test('lines end with a line feed, with or without a carriage return, or with the file', () => {
  expect(linesOf([utf8('a\r\n\nåäö')])).toEqual([
    { line: 1, text: 'a' }, { line: 2, text: '' }, { line: 3, text: 'åäö' },
  ]);
});

test('a line that is not UTF-8 costs one line', () => {
  expect(linesOf([Buffer.from('a\nMalmö\nb\n', 'latin1')])).toEqual([
    { line: 1, text: 'a' }, { line: 2, code: 'not-utf8', rule: expect.any(String) }, { line: 3, text: 'b' },
  ]);
});

test('a line that is too long costs one line, and is not held in memory', () => {
  const pieces = ['a\n', ...Array<string>(20).fill('x'.repeat(LONGEST_LINE_BYTES / 10)), '\nb\nc'];
  expect(linesOf(pieces.map(utf8))).toEqual([
    { line: 1, text: 'a' }, { line: 2, code: 'line-too-long', rule: expect.any(String) },
    { line: 3, text: 'b' }, { line: 4, text: 'c' },
  ]);
});

test('where the pieces are cut plays no part', () => {
  const text = fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replaceAll(/[\r\n]/g, ' ')));
  fc.assert(fc.property(text, places, (lines, cuts) => {
    const bytes = utf8(lines.map((line) => `${line}\n`).join(''));
    expect(linesOf(cutAt(bytes, cuts))).toEqual(lines.map((text, index) => ({ line: index + 1, text })));
  }));
});
