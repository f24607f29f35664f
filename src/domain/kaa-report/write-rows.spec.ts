import {
  begun, contacted, numberAdded, offered, registeredIn, schoolingOver,
} from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';
import { reportOf, usualReporting } from '../../../test/support/reported.js';
import { shippedKaaLayout } from '../../infrastructure/reference-data.js';
import type { Column, Layout } from './layout.js';
import { reportFile, reportFileName } from './write-file.js';
import { type Cells, writeYouth } from './write-rows.js';

const shipped = shippedKaaLayout();
const leaver = [numberAdded(), registeredIn({ municipality: '1480' }), schoolingOver()];
const busy = [
  ...leaver, contacted({ validOn: '2026-09-10', occupation: 'work' }),
  contacted({ validOn: '2026-10-10', occupation: 'none' }), offered(), begun({ offer: factId(6) }),
];

const layoutWith = (changed: Partial<Layout>): Layout => ({ ...shipped, ...changed });
const columns = (...list: Column[]): Layout => layoutWith({ columns: list });

const written = (layout: Layout, events = busy) =>
  writeYouth(reportOf(events)!, usualReporting, layout);
const cells = (layout: Layout, events = busy): string[][] =>
  written(layout, events).rows.map((row) => Object.values(row));

const contactOn: Column = { name: 'on', field: 'contact-on' };
const measure: Column = { name: 'measure', field: 'measure', codes: 'measure' };

test('each contact and each measure has a row, with what is said of the spell in all of them', () => {
  const number: Column = { name: 'number', field: 'identity-number' };
  expect(cells(columns(number, contactOn, measure))).toEqual([
    ['201001012382', '2026-09-10', ''], ['201001012382', '2026-10-10', ''], ['201001012382', '', '1'],
  ]);
});

test('a spell without any has a row all the same', () => {
  expect(cells(columns(contactOn, measure), leaver)).toEqual([['', '']]);
});

test.each([
  ['contact', [['2026-09-10', '1'], ['2026-10-10', '1']]], ['measure', [['2026-09-10', '1']]],
] as const)('rows may be about a %s alone', (rows, expected) => {
  const taken = (column: Column): Column =>
    (column.field.startsWith(rows) ? column : { ...column, take: 'first' });
  expect(cells({ ...columns(taken(contactOn), taken(measure)), rows })).toEqual(expected);
});

test('in rows of spells, it is said which contact is taken', () => {
  const taken = (take: Column['take']): Column => ({ name: `take ${take}`, field: 'contact-on', take });
  expect(cells({ ...columns(taken('first'), taken('latest'), taken(2), taken(3)), rows: 'spell' }))
    .toEqual([['2026-09-10', '2026-10-10', '2026-10-10', '']]);
});

test('days and numbers are written in the form that is asked for', () => {
  expect(cells(columns(
    { name: 'a', field: 'registered-on', form: 'yyyymmdd' }, { name: 'b', field: 'registered-on' },
    { name: 'c', field: 'identity-number', form: 'yyyymmdd-nnnn' },
    { name: 'd', field: 'identity-number', form: 'yymmddnnnn' }, { name: 'e', field: 'contacts' },
  ), leaver)).toEqual([['20260612', '2026-06-12', '20100101-2382', '1001012382', '0']]);
});

test('a code without a word fails, and is told once; an empty word is none', () => {
  const reason: Column = { name: 'why', field: 'registration-reason', codes: 'why' };
  const without = { ...columns(reason), codes: { why: {} } };
  expect(written(without)).toEqual({
    rows: [{ why: '' }, { why: '' }, { why: '' }],
    failures: [{ check: 'code-unmapped', facts: [], column: 'why' }],
  });
  expect(written({ ...without, codes: { why: { 'compulsory-schooling-over': '' } } }).failures).toEqual([]);
});

test('a required cell that is empty fails; a row about a measure lacks no contact', () => {
  const occupation: Column = {
    name: 'does', field: 'contact-occupation', codes: 'occupation', required: true,
  };
  expect(written(columns(occupation)).failures).toEqual([]);
  expect(written(columns(occupation), [...leaver, contacted()]).failures)
    .toEqual([{ check: 'column-empty', facts: [], column: 'does' }]);
});

describe('the file', () => {
  const rows: Cells[] = [{ 'Ångrad': 'a;b', 'x': 'say "å"' }];
  const file = (changed: Partial<Layout['file']>): Uint8Array => reportFile(rows, {
    ...shipped, columns: [{ name: 'Ångrad', field: 'municipality' }, { name: 'x', field: 'half-year' }],
    file: { ...shipped.file, ...changed },
  });
  const latin = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

  test('is written as the layout says', () => {
    expect(latin(file({}))).toBe('Ångrad;x\r\n"a;b";"say ""å"""\r\n');
    expect(latin(file({ header: false, separator: 'tab', lineEnd: 'lf' }))).toBe('a;b\t"say ""å"""\n');
    expect(latin(file({ quotes: 'always', header: false }))).toBe('"a;b";"say ""å"""\r\n');
    expect(Buffer.from(file({ encoding: 'utf-8' })).toString('utf8')).toMatch(/^Ångrad/);
    expect([...file({ encoding: 'utf-8-bom' }).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  test('never loses a character that the encoding has not', () => {
    const layout: Layout = { ...shipped, columns: [{ name: 'x', field: 'municipality' }] };
    expect(() => reportFile([{ x: 'Ω' }], layout)).toThrow('encoding');
  });

  test('says in its name what it is about, and that its layout is assumed', () => {
    expect(reportFileName(shipped, { municipality: '1480', half: '2026H1' }))
      .toBe('KAA_ASSUMED-not-SCB_1480_2026H1.csv');
  });
});
