import { noAgreements } from '../../domain/agreement/state.js';
import type { DueLine } from '../../domain/settlement/settle.js';
import type { AccountsView, PersonAccount } from '../ports/charge-source.js';
import { draftPage, type DraftLine } from './draft-page.js';

const due = (month: string, payer = '1480'): DueLine => ({
  month, from: `${month}-01`, to: `${month}-02`, payer, unit: '10000001', principal: '1480', studyPath: 'NA',
  days: 1, ore: 100, perYearOre: 36_500, priceId: 'p', priceStanding: 'decided', policy: 'default',
  kind: 'first', counting: 'DAILY_CALENDAR/1',
});
const basis = { through: '2026-03', digest: '' };
const persons: readonly PersonAccount[] = [
  {
    person: 'a',
    account: { due: [due('2026-01'), due('2026-02'), due('2026-03', '1481')], issued: [], basis },
  },
  { person: 'b', account: { due: [due('2026-01', '1481')], issued: [], basis } },
  { person: 'c', account: { due: [due('2026-01'), due('2026-02')], issued: [], basis } },
];
const view: AccountsView = {
  rules: 1, position: '1', agreements: noAgreements,
  async* accounts({ from = '' }) {
    for (const one of persons) if (one.person >= from) yield [one];
  },
};
const asked = { through: '2026-03', lookedAt: '2026-04-01', issued: [] };

/** Every line, page by page. */
const all = async (limit: number, filter = {}): Promise<DraftLine[]> => {
  const lines: DraftLine[] = [];
  for (let after: string | undefined, isFirst = true; isFirst || after !== undefined; isFirst = false) {
    const page = await draftPage(view, asked, filter, { limit, after });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    lines.push(...page.items);
    after = page.next;
  }
  return lines;
};

const shown = (lines: readonly DraftLine[]) => lines.map(({ person, month }) => `${person} ${month}`);

test.each([1, 2, 3, 4, 6, 7])('in pages of %i, each line comes once and in order', async (limit) => {
  expect(shown(await all(limit))).toEqual(
    ['a 2026-01', 'a 2026-02', 'a 2026-03', 'b 2026-01', 'c 2026-01', 'c 2026-02']);
});

test.each([1, 2, 3])('the lines of one payer, in pages of %i', async (limit) => {
  expect(shown(await all(limit, { payer: '1481' }))).toEqual(['a 2026-03', 'b 2026-01']);
});

test('the last page is the last, even when it is full', async () => {
  expect((await draftPage(view, asked, {}, { limit: 6 })).next).toBeUndefined();
});
