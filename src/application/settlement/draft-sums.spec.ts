import { noAgreements } from '../../domain/agreement/state.js';
import type { DueLine, IssuedLine } from '../../domain/settlement/settle.js';
import type { AccountsView, PersonAccount } from '../ports/charge-source.js';
import { draftSums } from './draft-sums.js';

const due = (part: Partial<DueLine>): DueLine => ({
  month: '2026-03', from: '2026-03-01', to: '2026-03-11', payer: '1480', unit: '10000001', principal: '1480',
  studyPath: 'NA', days: 10, ore: 1_000, perYearOre: 36_500, priceId: 'p', priceStanding: 'decided',
  policy: 'default', kind: 'first', counting: 'DAILY_CALENDAR/1', ...part,
});
const issued: IssuedLine = { ...due({ ore: 1_500, days: 15 }), kind: 'first', id: 'x-0', settlement: 's' };
const basis = { through: '2026-03', digest: '' };

const persons: readonly PersonAccount[] = [
  { person: 'a', account: { due: [due({}), due({ month: '2026-02', payer: '1407' })], issued: [], basis } },
  { person: 'b', account: { due: [due({ ore: 30 })], issued: [], basis } },
  { person: 'c', account: { due: [due({})], issued: [issued], basis } },
];
const view: AccountsView = {
  rules: 1, position: '1', agreements: noAgreements,
  async* accounts() {
    yield persons.slice(0, 1);
    yield persons.slice(1);
  },
};
const asked = { through: '2026-03', lookedAt: '2026-04-01', issued: ['s'] };

test('pupils who are charged alike are one sum; what is credited is apart', async () => {
  const sums = await draftSums(view, asked, {});
  const shown = sums.map(({ payer, month, days, debitOre, creditOre }) =>
    [payer, month, days, debitOre, creditOre]);
  expect(shown).toEqual([['1407', '2026-02', 10, 1_000, 0], ['1480', '2026-03', 15, 1_030, -500]]);
});

test('only what was asked for is added up', async () => {
  expect(await draftSums(view, asked, { payer: '1407' })).toHaveLength(1);
  expect(await draftSums(view, asked, { unit: '10000002' })).toEqual([]);
});

test('what is left out, being too long ago, is no part of them', async () => {
  const inThreeYears = { ...asked, lookedAt: '2029-04-01' };
  expect(await draftSums(view, inThreeYears, {})).toEqual([]);
  expect(await draftSums(view, { ...inThreeYears, reachesBackTo: '2026-03' }, {})).toHaveLength(1);
});
