import { type Difference, type MonthAmount, Reconciling } from './reconcile.js';
import type { SettlementLine } from './settle.js';

const march = { payer: '1481', principal: '1482', month: '2026-03' };
const amount = (ore: number, more: Partial<MonthAmount> = {}): MonthAmount =>
  ({ ...march, ore, vatOre: 0, ...more });

const line = (ore: number, more: Partial<SettlementLine> = {}): SettlementLine => ({
  kind: 'difference', ...march, from: '2026-03-01', to: '2026-04-01', unit: '10000002', studyPath: 'TE',
  days: 0, ore, reason: 'days-changed', refersTo: 'x-0', ...more,
} as SettlementLine);

const reconciled = (
  issued: MonthAmount[], right: MonthAmount[], differences: Partial<Difference>[] = [],
): Reconciling => {
  const books = new Reconciling();
  books.issued(issued);
  books.right(right);
  for (const each of differences) books.explain({ line: line(0), isLeftOut: false, ...each });
  return books;
};

test('where what was issued is right, there is nothing to tell', () => {
  const books = reconciled([amount(500), amount(-100)], [amount(400)]);
  expect(books.differences()).toEqual([]);
  expect(books.total()).toMatchObject({ issuedOre: 400, rightOre: 400, ore: 0, unexplainedOre: 0 });
});

test('a difference is explained by the lines that make it, by reason, those that wait apart', () => {
  const late = line(80, { kind: 'first', reason: 'reported-late' });
  const books = reconciled([amount(1_000)], [amount(1_113)], [
    { line: late, isLeftOut: true }, { line: late }, { line: line(-50) }, { line: line(3) },
  ]);
  expect(books.differences()).toMatchObject([{
    ...march, issuedOre: 1_000, rightOre: 1_113, ore: 113, unexplainedOre: 0, because: [
      { reason: 'days-changed', isLeftOut: false, lines: 2, ore: -47 },
      { reason: 'reported-late', isLeftOut: false, lines: 1, ore: 80 },
      { reason: 'reported-late', isLeftOut: true, lines: 1, ore: 80 },
    ],
  }]);
});

test('what no line explains stands out, and so does what cancels out', () => {
  const other = { payer: '1407' };
  const books = reconciled([amount(10)], [amount(10), amount(7, other)], [
    { line: line(5) }, { line: line(-5) }, { line: line(3, other) },
  ]);
  expect(books.differences().map(({ payer, ore, unexplainedOre }) => [payer, ore, unexplainedOre]))
    .toEqual([['1407', 7, 4], ['1481', 0, 0]]);
  expect(books.total()).toMatchObject({ issuedOre: 10, rightOre: 17, ore: 7, unexplainedOre: 4 });
});

/** A whole March at 111 300 kr is 9 452.88 with 535.06 of VAT; up to the 16th it is 4 573.97 with 258.90. */
test('VAT is reconciled beside the amount that it is in', () => {
  const credit = line(-487_891, { vatOre: -27_616 });
  const books = reconciled(
    [amount(945_288, { vatOre: 53_506 })], [amount(457_397, { vatOre: 25_890 })], [{ line: credit }],
  );
  expect(books.differences()).toMatchObject([{
    issuedVatOre: 53_506, rightVatOre: 25_890, vatOre: -27_616, unexplainedVatOre: 0,
    because: [{ lines: 1, ore: -487_891, vatOre: -27_616 }],
  }]);
  expect(books.total()).toEqual({
    issuedOre: 945_288, issuedVatOre: 53_506, rightOre: 457_397, rightVatOre: 25_890,
    ore: -487_891, vatOre: -27_616, unexplainedOre: 0, unexplainedVatOre: 0,
  });
});

test('VAT that no line tells stands out, also where the amount is right', () => {
  const books = reconciled([amount(945_288)], [amount(945_288, { vatOre: 53_506 })]);
  expect(books.differences()).toMatchObject([{ ore: 0, unexplainedOre: 0, vatOre: 53_506, because: [] }]);
  expect(books.total()).toMatchObject({ unexplainedOre: 0, unexplainedVatOre: 53_506 });
});
