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
