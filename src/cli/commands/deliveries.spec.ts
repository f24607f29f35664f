import { type AnsweringServer, answeringServer, json } from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

const ID = '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e';
const sender = { actor: 'local:terminal', organisation: 'region' };
const broken = {
  delivery: ID, kind: 'elin', state: 'broken', ...sender, receivedAt: '2026-03-02T05:00:00.000Z',
  lines: 5, taken: 4, known: 0, refused: 1,
};

let answer: object;
let server: AnsweringServer;
beforeEach(async () => { server = await answeringServer(() => json(answer)); });
afterEach(() => server.close());

test('deliveries are listed with what became of them', async () => {
  const coming = { ...sender, delivery: ID, kind: 'population', state: 'receiving', receivedAt: 'now' };
  answer = { items: [coming, { ...broken, problem: 'truncated' }], next: 'more' };
  const asked = ['--kind', 'elin', '--state', 'broken', '--from', '2026-03-01', '--to', '2026-04-01'];
  const { out } = await runAt(server, ['deliveries', ...asked]);
  expect(server.asked[0]?.address)
    .toBe('/v1/deliveries?limit=50&kind=elin&state=broken&from=2026-03-01&to=2026-04-01');
  expect(out).toMatch(/now +population +receiving +local:terminal/);
  expect(out).toMatch(/elin +broken: truncated +5 +4 +0 +1 +local:terminal +3f6c0a52/);
  expect(out).toContain('There is more: --after \'more\'');
});

test('of one, its report is told', async () => {
  const refusals = [{ line: 2, field: 'unit', code: 'field-missing', rule: 'It is missing.' }];
  const problem = { code: 'truncated', rule: 'The file ends in the middle of line 6.' };
  answer = { ...broken, problem, refusals };
  const { out } = await runAt(server, ['deliveries', ID]);
  expect(server.asked[0]?.address).toBe(`/v1/deliveries/${ID}`);
  expect(out).toContain('elin, broken: The file ends in the middle of line 6.\n');
  expect(out).toContain(`Delivery ${ID}: 5 lines, 4 taken, 0 known already, 1 refused.\n`);
  expect(out).toMatch(/2 +unit +field-missing +It is missing\./);
});

test('what does not go together, and what is no id, is refused', async () => {
  expect(await runAt(server, ['deliveries', ID, '--kind', 'elin']))
    .toMatchObject({ code: 2, err: '--kind does not go with what is asked for.\n' });
  expect(await runAt(server, ['deliveries', 'elin-01.json']))
    .toMatchObject({ code: 2, err: expect.stringContaining('liggare deliveries') as string });
  expect(server.asked).toEqual([]);
});
