import fc from 'fast-check';
import { cutAt, places, readAll, utf8 } from '../../../../test/support/pieces.js';
import { type CsvHeader, CsvReader } from './csv-reader.js';

const rowsOf = (text: string) => {
  let header: CsvHeader | undefined;
  const ending = readAll(new CsvReader(0, (found) => { header = found; }), [utf8(text)]);
  return { ...ending, header };
};

test('comments and the names of the columns come first; empty cells are left out', () => {
  expect(rowsOf('# Prices 2026\nyear,amount,note\n2026,"1,5",\n# end\n')).toEqual({
    header: { comments: ['Prices 2026'], columns: ['year', 'amount', 'note'] },
    lines: [{ line: 3, value: { year: '2026', amount: '1,5' } }],
  });
});

test('semicolons delimit if the header has any', () => {
  expect(rowsOf('year;amount\n2026;1,5').lines)
    .toEqual([{ line: 2, value: { year: '2026', amount: '1,5' } }]);
});

test.each([
  ['too few fields', 'a', 'csv-fields'],
  ['too many fields', 'a,b,c', 'csv-fields'],
  ['a quote that is never closed', '"a,b', 'csv-quotes'],
  ['text after a closing quote', '"a"x,b', 'csv-quotes'],
  ['a quote in the middle', 'a"b,c', 'csv-quotes'],
])('%s cost one line', (_, row, code) => {
  expect(rowsOf(`x,y\n${row}\n1,2\n`).lines).toEqual([
    { line: 2, code, rule: expect.any(String) }, { line: 3, value: { x: '1', y: '2' } },
  ]);
});

test('a file without a header cannot be read', () => {
  expect(rowsOf('# only a comment\n').problem?.code).toBe('header-missing');
});

test('a repeated or missing name of a column is no header', () => {
  expect(() => rowsOf('a,a\n')).toThrow('header-invalid');
  expect(() => rowsOf('a,,b\n')).toThrow('header-invalid');
});

test('what was written with quotes is read as it was, however the pieces are cut', () => {
  const cell = fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/[\r\n]/g, ' ').trim() || '-');
  const rows = fc.array(fc.tuple(cell, cell), { minLength: 1 });
  fc.assert(fc.property(rows, fc.constantFrom(',', ';'), places, (written, delimiter, cuts) => {
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const file = [`x${delimiter}y`, ...written.map((cells) => cells.map(quoted).join(delimiter))];
    const bytes = utf8(file.join('\r\n'));
    expect(readAll(new CsvReader(0, () => {}), cutAt(bytes, cuts)).lines)
      .toEqual(written.map(([x, y], index) => ({ line: index + 2, value: { x, y } })));
  }));
});
