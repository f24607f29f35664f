import { testTerminal } from '../../test/support/test-terminal.js';
import { type Column, columnsOf, outputTo, printable, tableText } from './output.js';

interface Count {
  readonly place: string;
  readonly pupils?: number | null;
}

const columns: readonly Column<Count>[] = [
  ['place', ({ place }) => place], ['pupils', ({ pupils }) => pupils],
];

test('columns are as wide as their widest cell, and numbers stand to the right', () => {
  expect(tableText(columns, [{ place: 'Ö', pupils: 12 }, { place: 'Mölndal', pupils: 1407 }])).toBe([
    'place    pupils',
    '───────  ──────',
    'Ö            12',
    'Mölndal    1407',
  ].join('\n'));
});

test('what is missing is an empty cell, and the column is no longer one of numbers', () => {
  const text = tableText(columns, [{ place: 'A', pupils: 1 }, { place: 'B' }, { place: 'C', pupils: null }]);
  expect(text.split('\n').slice(2)).toEqual(['A      1', 'B', 'C']);
});

test('a name that is hidden is told apart from one that no source says', () => {
  const rows = [
    { name: null, protected: true }, { name: null, protected: false }, { name: 'Ek, Maja', protected: true },
  ];
  expect(tableText(columnsOf(['name']), rows).split('\n').slice(2)).toEqual(['(protected)', '', 'Ek, Maja']);
});

test('a period without an end has an empty one', () => {
  expect(tableText<string>([['to', (to) => to]], ['9999-12-31'])).not.toContain('9999');
});

test('nothing that came from outside steers the terminal', () => {
  expect(printable('a\u001B[2Jb\u0007\u009Bc')).toBe('a·[2Jb··c');
  expect(tableText<string>([['name', (name) => name]], ['\u001B]0;owned\nx'])).toMatch(/^·\]0;owned·x$/m);
});

test('nothing found is said in words', () => {
  const terminal = testTerminal();
  outputTo(terminal.stdout, false).table(columns, []);
  expect(terminal.printed.out).toBe('Nothing found.\n');
});

test('as JSON there is one document and nothing that is meant for people', () => {
  const terminal = testTerminal();
  const output = outputTo(terminal.stdout, true);
  output.result({ items: [1] }, () => output.line('for people'));
  expect(JSON.parse(terminal.printed.out)).toEqual({ items: [1] });
});
