import { costSumsBy, type MonthSum } from './cost-sums.js';

const sum = (ore: number, more: Partial<MonthSum> = {}): MonthSum => ({
  payer: '1407', principal: '1482', unit: '10000001', studyPath: 'NA', month: '2026-03', days: 31, ore,
  vatOre: 0, ...more,
});

const shown = (...asked: Parameters<typeof costSumsBy>): unknown[] =>
  costSumsBy(...asked).map(([, each]) => each);

test('study paths of one programme are one sum, however long their codes are', () => {
  const nature = sum(20, { studyPath: 'NANAT000N', unit: '10000002', vatOre: 2 });
  const sums = [sum(100, { vatOre: 6 }), nature, sum(3, { studyPath: 'TE' })];
  expect(shown(sums, ['programme'])).toEqual([
    { programme: 'NA', days: 62, ore: 120, vatOre: 8 }, { programme: 'TE', days: 31, ore: 3, vatOre: 0 },
  ]);
});

test('what is asked is told apart, in that order, and nothing else', () => {
  const sums = [sum(1), sum(2, { month: '2026-02' }), sum(4, { payer: '1401' }), sum(8)];
  expect(shown(sums, ['month', 'payer'])).toEqual([
    { month: '2026-02', payer: '1407', days: 31, ore: 2, vatOre: 0 },
    { month: '2026-03', payer: '1401', days: 31, ore: 4, vatOre: 0 },
    { month: '2026-03', payer: '1407', days: 62, ore: 9, vatOre: 0 },
  ]);
  expect(shown(sums, [])).toEqual([{ days: 124, ore: 15, vatOre: 0 }]);
});

test('where nothing is owed for no days, there is no sum', () => {
  expect(shown([sum(0, { days: 0 })], ['payer'])).toEqual([]);
});
