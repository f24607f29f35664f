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

test('rows come and go', () => {
  expect(rowDifferences([], [row('a', '1')])).toMatchObject([{ change: 'added' }]);
  const columns = [{ column: 'from', was: 'a', is: '' }, { column: 'why', was: '1', is: '' }];
  expect(rowDifferences([row('a', '1'), row('a', '1')], [row('a', '1')]))
    .toEqual([{ change: 'removed', columns }]);
});
