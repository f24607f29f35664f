import { type DueLine, type IssuedLine, policiesOf, settle, type SettlementLine } from './settle.js';

/** docs/adr/0018-settlements.md: what was issued stays, and what comes later is a difference in öre. */

const due = (part: Partial<DueLine>): DueLine => ({
  month: '2026-03', from: '2026-03-01', to: '2026-04-01', payer: '1481', unit: '10000001',
  principal: '556000-0001', studyPath: 'NA', days: 31, ore: 945_288, perYearOre: 11_130_000, priceId: 'p2',
  priceStanding: 'decided', policy: 'default', kind: 'first', counting: 'DAILY_CALENDAR/1', ...part,
});

const REACH = { through: '2026-03', settledThrough: '2026-03' };

/** Lines of a settlement as they stand once it is issued. */
const issue = (settlement: string, lines: readonly SettlementLine[]): IssuedLine[] =>
  lines.map((line, index) => ({ ...line, settlement, id: `${settlement}-${index + 1}` }));

const shown = (lines: readonly SettlementLine[]) => lines.map(
  ({ kind, month, payer, studyPath, days, ore, reason }) =>
    [kind, month, payer, studyPath, days, ore, reason]);

const march = due({});
const halfMarch = due({ to: '2026-03-16', days: 15, ore: 457_397 });
const atKungalv = {
  unit: '10000002', principal: '1482', studyPath: 'TE', perYearOre: 11_500_000, priceId: 'p3',
};
const restOfMarch = due({ ...atKungalv, from: '2026-03-16', days: 16, ore: 504_110 });
const april = due({
  ...atKungalv, month: '2026-04', from: '2026-04-01', to: '2026-05-01', days: 30, ore: 945_205,
});

describe('a backdated transfer after March was invoiced whole', () => {
  const first = issue('one', settle([march, due({ month: '2026-04' })], [], { through: '2026-03' }));
  const right = [halfMarch, restOfMarch, april];
  const next = settle(right, first, { through: '2026-04', settledThrough: '2026-03' });

  test('the first settlement has March only', () => {
    expect(shown(first)).toEqual([['first', '2026-03', '1481', 'NA', 31, 945_288, undefined]]);
  });

  test('the next one credits 4 878.91 and debits 5 041.10, then April as usual', () => {
    expect(shown(next)).toEqual([
      ['difference', '2026-03', '1481', 'NA', -16, -487_891, 'school-changed'],
      ['first', '2026-03', '1481', 'TE', 16, 504_110, 'reported-late'],
      ['first', '2026-04', '1481', 'TE', 30, 945_205, undefined],
    ]);
  });

  test('the credit refers to the line of March, and to the days that are right', () => {
    expect(next[0]).toMatchObject({ refersTo: 'one-1', from: '2026-03-01', to: '2026-03-16' });
  });

  test('issued and differences add up to what is right', () => {
    const all = [...first, ...issue('two', next)];
    const sum = (lines: readonly { ore: number }[]) => lines.reduce((ore, line) => ore + line.ore, 0);
    expect(sum(all)).toBe(sum(right));
    expect(settle(right, all, { through: '2026-04', settledThrough: '2026-04' })).toEqual([]);
  });
});

test('nothing is said of a difference of nothing', () => {
  const first = issue('one', settle([march], [], { through: '2026-03' }));
  expect(settle([march], first, REACH)).toEqual([]);
});

describe('why a line is changed', () => {
  const first = issue('one', settle([march], [], { through: '2026-03' }));
  const again = (...right: DueLine[]) => shown(settle(right, first, REACH));

  test('an admission that was removed: all of it is credited', () => {
    expect(again()).toEqual([['difference', '2026-03', '1481', 'NA', -31, -945_288, 'removed']]);
  });

  test('a dropout in the month', () => {
    expect(again(halfMarch)).toEqual([
      ['difference', '2026-03', '1481', 'NA', -16, -487_891, 'days-changed'],
    ]);
  });

  test('another home municipality: the old payer is credited, the new one debited as much', () => {
    expect(again(due({ payer: '1480' }))).toEqual([
      ['first', '2026-03', '1480', 'NA', 31, 945_288, 'reported-late'],
      ['difference', '2026-03', '1481', 'NA', -31, -945_288, 'payer-changed'],
    ]);
  });

  test('a price that was decided after the month was settled', () => {
    expect(again(due({ ore: 950_000, perYearOre: 11_185_484 }))).toEqual([
      ['difference', '2026-03', '1481', 'NA', 0, 4_712, 'price-changed'],
    ]);
  });

  test('a school that gains no days took none from another', () => {
    const [before, other] = [due({ days: 15, to: '2026-03-16', ore: 457_397 }), restOfMarch];
    const issued = issue('one', settle([before, other], [], { through: '2026-03' }));
    const fewer = due({ days: 10, to: '2026-03-11', ore: 304_931 });
    expect(shown(settle([fewer, other], issued, REACH))).toEqual([
      ['difference', '2026-03', '1481', 'NA', -5, -152_466, 'days-changed'],
    ]);
  });
});

test('a dropout that is recorded and later removed leaves three lines that come to the whole month', () => {
  const first = issue('one', settle([march], [], { through: '2026-03' }));
  const second = issue('two', settle([halfMarch], first, REACH));
  const third = issue('three', settle([march], [...first, ...second], REACH));
  const amounts = [first, second, third].map((lines) => lines.map(({ ore }) => ore));
  expect(amounts).toEqual([[945_288], [-487_891], [487_891]]);
  expect(third[0]).toMatchObject({ refersTo: 'one-1', reason: 'days-changed' });
});

test('two stays under one key within a month are two lines at first, and one difference later', () => {
  const parts = [
    due({ to: '2026-03-11', days: 10, ore: 304_932 }), due({ from: '2026-03-21', days: 11, ore: 335_425 }),
  ];
  const first = issue('one', settle(parts, [], { through: '2026-03' }));
  expect(first).toHaveLength(2);
  const [only, ...more] = settle([parts[0]!], first, REACH);
  expect([only?.ore, only?.days, more]).toEqual([-335_425, -11, []]);
});

describe('a difference rests on', () => {
  const policiesAfter = (...now: DueLine[]) => {
    const before = due({ policy: 'before', policyId: 'e1' });
    const [line] = settle(now, issue('one', settle([before], [], REACH)), REACH);
    return line && policiesOf(line);
  };

  test('the policies of what is right now, each once', () => {
    const now = { policy: 'now', policyId: 'e2' };
    const parts = [{ to: '2026-03-11', days: 10, ore: 1 }, { from: '2026-03-21', days: 11, ore: 1 }];
    expect(policiesAfter(...parts.map((part) => due({ ...part, ...now })))).toEqual([now]);
    expect(policiesAfter(due({ ...parts[0], ...now }), due(parts[1]!))).toEqual([{ policy: 'default' }, now]);
  });

  test('the policy of what it takes back, where nothing is left', () => {
    expect(policiesAfter()).toEqual([{ policy: 'before', policyId: 'e1' }]);
  });
});

test('a variant of its own is an account of its own', () => {
  const first = issue('one', settle([march], [], { through: '2026-03' }));
  const lines = settle([due({ variant: 'musik' })], first, REACH);
  const amounts = lines.map(({ variant, ore }) => [variant, ore]);
  expect(amounts).toEqual([[undefined, -945_288], ['musik', 945_288]]);
});

describe('VAT compensation', () => {
  const after = (before: DueLine, now: DueLine) =>
    settle([now], issue('one', settle([before], [], REACH)), REACH);
  const told = due({ vatOre: 53_507 });
  const fewer = { ...halfMarch, vatOre: 25_891 };

  test('is in a difference as far as it is more or less, if what was issued told of it', () => {
    const [known, unknown] = [after(told, fewer), after(march, fewer)].map(([line]) => line?.vatOre);
    expect([known, unknown]).toEqual([-27_616, undefined]);
  });

  test('may differ alone, at the same price; what was issued without telling it stands', () => {
    expect([after(told, told), after(march, told)]).toEqual([[], []]);
    expect(after(told, due({ vatOre: 60_000 }))).toMatchObject([
      { ore: 0, vatOre: 6_493, days: 0, reason: 'price-changed' },
    ]);
  });
});
