import { agreementsOf, policySet } from '../../../test/support/agreements.js';
import { totalOf, sumOf } from '../../domain/settlement/left-out.js';
import type { DueLine } from '../../domain/settlement/settle.js';
import { type Reaching, Window } from '../../domain/settlement/window.js';
import type { EarlierDue } from '../ports/charge-source.js';
import { draftOf } from './draft.js';

const due = (month: string): DueLine => ({
  month, from: `${month}-01`, to: `${month}-02`, payer: '1480', unit: '10000001', principal: '1480',
  studyPath: 'NA', days: 1, ore: 100, perYearOre: 36_500, priceId: 'p', priceStanding: 'decided',
  policy: 'default', kind: 'first', counting: 'DAILY_CALENDAR/1',
});

let workedOut = 0;
const leftBefore: readonly DueLine[] = [due('2024-11'), due('2024-12')];
const earlier: EarlierDue = {
  before: '2025-01', policies: ['default'], sum: () => totalOf([sumOf(leftBefore)]),
  lines: () => {
    workedOut += 1;
    return [...leftBefore];
  },
};

/** What is issued and left out on a day in 2026, of such days and of what was left out before. */
const drafted = (days: readonly DueLine[], window: Partial<Reaching> = {}) => {
  const { lines, outside } = draftOf(
    { due: days, issued: [], earlier, basis: { through: '2026-03', digest: '' } },
    new Window({ lookedAt: '2026-04-02', agreements: agreementsOf(), ...window }), { through: '2026-03' },
  );
  return { lines: lines.map(({ month }) => month), outside };
};

beforeEach(() => { workedOut = 0; });

test('what was left out before is left out again, and worked out line by line for who asks', () => {
  const { lines, outside: { each, ...sum } } = drafted([due('2026-03')]);
  expect([lines, sum, workedOut])
    .toEqual([['2026-03'], { lines: 2, debitOre: 200, creditOre: 0, settledFrom: '2025-01' }, 0]);
  expect(each().map(({ month }) => month)).toEqual(['2024-11', '2024-12']);
  expect(workedOut).toBe(1);
});

test('a decision that reaches back takes in as much of it as it says', () => {
  const { lines, outside } = drafted([due('2026-03')], { reachesBackTo: '2024-12' });
  expect([lines, outside.lines, outside.settledFrom]).toEqual([['2024-12', '2026-03'], 1, '2024-12']);
});

test('so does a policy that corrects more years than it did', () => {
  const agreements = agreementsOf(policySet('default', { correctsYearsBack: 2 }));
  expect(drafted([], { agreements }).lines).toEqual(['2024-11', '2024-12']);
});

test('later days that are left out as well are left out together with it', () => {
  const agreements = agreementsOf(policySet('default', { correctsYearsBack: 0 }));
  const { lines, outside } = drafted([due('2025-01'), due('2026-03')], { agreements });
  expect([lines, outside.lines, outside.settledFrom]).toEqual([['2026-03'], 3, '2025-02']);
});
