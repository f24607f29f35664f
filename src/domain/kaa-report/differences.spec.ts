import fc from 'fast-check';
import { rowDifferences } from './differences.js';

const row = (from: string, why: string) => ({ from, why });

test('nothing differs between a report and itself, in whatever order its rows come', () => {
  const rows = fc.array(fc.record({ from: fc.constantFrom('a', 'b'), why: fc.constantFrom('1', '2') }));
  fc.assert(fc.property(rows, (was) => expect(rowDifferences(was, [...was].reverse())).toEqual([])));
});

test('a row that differs in one column is changed in that column', () => {
  expect(rowDifferences([row('a', '1'), row('b', '1')], [row('a', '1'), row('b', '2')])).toEqual(
    [{ change: 'changed', columns: [{ column: 'why', was: '1', is: '2' }] }]);
});

test('a row that came between others moves none of them: those go together that are most alike', () => {
  const said = (contact: string, measure: string, left: string) => ({ contact, measure, left });
  const was = [said('2025-10-01', '', ''), said('', 'guidance', '')];
  const left = '2025-11-15';
  const is = [said('2025-10-01', '', left), said('2025-11-01', '', left), said('', 'guidance', left)];
  const leftNow = { change: 'changed', columns: [{ column: 'left', was: '', is: left }] };
  expect(rowDifferences(was, is)).toEqual([leftNow, leftNow, {
    change: 'added',
    columns: [{ column: 'contact', was: '', is: '2025-11-01' }, { column: 'left', was: '', is: left }],
  }]);
});

test('rows come and go', () => {
  expect(rowDifferences([], [row('a', '1')])).toMatchObject([{ change: 'added' }]);
  const columns = [{ column: 'from', was: 'a', is: '' }, { column: 'why', was: '1', is: '' }];
  expect(rowDifferences([row('a', '1'), row('a', '1')], [row('a', '1')]))
    .toEqual([{ change: 'removed', columns }]);
});
