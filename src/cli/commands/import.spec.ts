import { writeFileSync } from 'node:fs';
import { answeringServer, json } from '../../../test/support/answering-server.js';
import { temporaryFolder } from '../../../test/support/temporary-folder.js';
import { runAt } from '../../../test/support/terminal-at.js';

const folder = temporaryFolder();
const file = folder.file('prices.csv');
beforeAll(() => { writeFileSync(file, 'year\n'); });
afterAll(() => folder.dispose());

const refusal = { line: 2, field: 'amount_sek', code: 'amount-malformed', rule: 'Write kronor.' };
const report = { delivery: 'd1', kind: 'price-list', lines: 2, taken: 0, known: 0, refused: 2 };

test.each([
  ['every line is refused', { refusals: [refusal] }, 1, 'Nothing of it was taken: every line is refused.'],
  ['one line is refused', { known: 1, refused: 1, refusals: [refusal] }, 0, ''],
  ['the file is empty but for its header', { lines: 0, refused: 0, refusals: [] }, 0, ''],
  [
    'it broke off', { problem: { code: 'truncated', rule: 'It ends.' }, refusals: [] },
    1, 'It was not read to its end: It ends.',
  ],
])('an import where %s', async (_, more, code, message) => {
  const server = await answeringServer(() => json({ ...report, ...more }));
  const ended = await runAt(server, ['import', 'price-list', file]);
  await server.close();
  expect(ended.code).toBe(code);
  expect(ended.err).toContain(message);
  expect(ended.out).toContain('Delivery d1: ');
});

const checked = {
  lines: 2, refused: [], untouched: [{ key: { year: 2026, principal: 'independent', studyPath: '' } }],
  differences: [
    {
      line: 2, change: 'higher', perYearOre: 11_500_000, validOn: '2026-03-01',
      key: { year: 2026, principal: 'independent', studyPath: 'NA' },
      before: { id: 'p1', perYearOre: 11_130_000, standing: 'decided', validOn: '2026-01-01' },
      gap: { from: '2026-01-01', to: '2026-03-01' },
    },
    {
      line: 3, change: 'same', perYearOre: 1, validOn: '2026-01-01',
      reachesBack: { mark: 'P', source: 'a paragraph' },
      key: { year: 2026, principal: 'independent', studyPath: 'TE' },
    },
  ],
};
const refusedWhole = { lines: 2, refused: [refusal], differences: [], untouched: [] };

const checkOf = async (answer: object, kind = 'price-list') => {
  const server = await answeringServer(() => json(answer));
  const ended = await runAt(server, ['import', kind, file, '--check']);
  await server.close();
  return { ...ended, asked: server.asked.map(({ address }) => address) };
};

test('a price list that is checked is not sent, and tells what it would change', async () => {
  const { code, out, asked } = await checkOf(checked);
  expect([code, asked]).toEqual([0, ['/v1/deliveries/price-list/checks']]);
  expect(out).toContain('2 rows, 0 refused, 2 compared (1 higher, 1 same). Nothing is recorded.');
  expect(out).toContain(
    '2  2026 independent NA  2026-03-01  higher    111300.00  115000.00  2026-01-01–2026-02-28');
  expect(out).not.toContain('independent TE');
  expect(out).toContain('Line 3 lowers days gone by [P]: a paragraph.');
  expect(out).toContain('1 prices in force, of the same years and kinds, are not in the list:');
});

test('a check of a list that would be refused fails, by its rows; other deliveries have none', async () => {
  const { code, out, err } = await checkOf(refusedWhole);
  expect([code, out]).toEqual([1, expect.stringContaining('amount-malformed')]);
  expect(err).toContain('Nothing of it would be taken, for the rows refused.');
  expect(await checkOf(checked, 'elin')).toMatchObject({ code: 2, asked: [] });
});
