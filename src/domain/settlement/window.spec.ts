import { agreementsOf, policySet } from '../../../test/support/agreements.js';
import type { Agreements } from '../agreement/state.js';
import { type DueLine, type IssuedLine, settle, type SettlementLine } from './settle.js';
import { Window } from './window.js';

const due = (month: string, part: Partial<DueLine> = {}): DueLine => ({
  month, from: `${month}-01`, to: `${month}-02`, payer: '1481', unit: '10000001', principal: '556000-0001',
  studyPath: 'NA', days: 1, ore: 100, perYearOre: 36_500, priceId: 'p', priceStanding: 'decided',
  policy: 'default', kind: 'first', counting: 'DAILY_CALENDAR/1', ...part,
});

const issue = (lines: readonly SettlementLine[]): IssuedLine[] =>
  lines.map((line, index) => ({ ...line, settlement: 's', id: `s-${index}` }));

const shown = (lines: readonly SettlementLine[]): string[] =>
  lines.map(({ month, payer, ore }) => [month, payer, ore].join(' '));

interface Asked {
  readonly agreements?: Agreements;
  readonly reachesBackTo?: string;
  readonly issued?: readonly IssuedLine[];
}

/** What is issued, and what is left out, of all that is due in the eyes of somebody who looks on 2 April. */
const divided = (
  lines: readonly DueLine[], { agreements = agreementsOf(), reachesBackTo, issued = [] }: Asked = {},
): [string[], string[]] => {
  const window = new Window({ lookedAt: '2026-04-02', agreements, reachesBackTo });
  const all = settle(lines, issued, { through: '2026-03' });
  const apart = window.divide(all, { due: lines, issued });
  return [shown(apart.lines), shown(apart.outside)];
};

const old = [due('2024-12'), due('2025-01'), due('2026-03')];

test('by the policy built in, this calendar year and the one before it are corrected', () => {
  expect(divided(old)).toEqual([['2025-01 1481 100', '2026-03 1481 100'], ['2024-12 1481 100']]);
});

test('how many years it is, the policy says that days are paid under, as it is on the day of looking', () => {
  const agreements = agreementsOf(
    policySet('default', { correctsYearsBack: 0 }), policySet('long', { correctsYearsBack: 0 }),
    policySet('long', { correctsYearsBack: 2, validOn: '2026-04-01' }),
    policySet('long', { correctsYearsBack: 0, validOn: '2026-05-01' }),
  );
  expect(divided([...old, due('2024-11', { policy: 'long' })], { agreements })).toEqual([
    ['2024-11 1481 100', '2026-03 1481 100'], ['2024-12 1481 100', '2025-01 1481 100'],
  ]);
});

test('a policy that does not hold any more leaves it to the default one', () => {
  const agreements = agreementsOf(policySet('default', { correctsYearsBack: 2 }));
  expect(divided([due('2024-12', { policy: 'gone' })], { agreements })[1]).toEqual([]);
});

test('an old month that nothing is due for any more is not credited, and waits for a decision', () => {
  const issued = issue(settle(old, [], { through: '2026-03' }));
  expect(divided([], { issued }))
    .toEqual([['2025-01 1481 -100', '2026-03 1481 -100'], ['2024-12 1481 -100']]);
});

test('a month is corrected for all of its payers or for none, by the widest of their policies', () => {
  const agreements = agreementsOf(policySet('long', { correctsYearsBack: 9 }));
  const issued = issue(settle([due('2023-05')], [], { through: '2026-03' }));
  expect(divided([due('2023-05', { payer: '1480', policy: 'long' })], { agreements, issued }))
    .toEqual([['2023-05 1480 100', '2023-05 1481 -100'], []]);
  expect(divided([due('2023-05', { payer: '1480' })], { agreements, issued }))
    .toEqual([[], ['2023-05 1480 100', '2023-05 1481 -100']]);
});

test('a decision takes in everything from its month on, and nothing before', () => {
  expect(divided([due('2023-08'), due('2023-09'), ...old], { reachesBackTo: '2023-09' })[1])
    .toEqual(['2023-08 1481 100']);
});
