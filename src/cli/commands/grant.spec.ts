import { answeringServer, json } from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';
import { grantExamples } from '../../api/cost/grant-requests.js';

const asked = async (answer: object, ...args: readonly string[]) => {
  const server = await answeringServer(() => json(answer));
  const ended = await runAt(server, ['grant', '94353434', ...args]);
  await server.close();
  return { ...ended, addresses: server.asked.map(({ address }) => address) };
};

test('a grant is told part by part, with what nobody said', async () => {
  const [grant] = grantExamples.json.grants;
  const answer = { ...grantExamples.json, grants: [{ ...grant, missing: ['premises'] }] };
  const { code, out, addresses } = await asked(answer, '--from', '2026-01-01', '--to', '2027-01-01');
  expect([code, addresses]).toEqual([0, ['/v1/cost/grants/94353434?from=2026-01-01&to=2027-01-01']]);
  expect(out).toContain('1407 to 556000-0001, BF: 365 days, 124436.00 kr');
  expect(out).toMatch(/premises +20000\.00 +20000\.00 +\[S\]/);
  expect(out).toMatch(/not divided +93973\.00/);
  expect(out).toContain('Must be possible to show, and nobody said: premises.');
});

test('the file is asked for as CSV; a period is needed', async () => {
  const file = await asked({}, '--month', '2026-03', '--csv');
  expect(file.addresses).toEqual(['/v1/cost/grants/94353434?month=2026-03&format=csv']);
  expect(await asked({}, '--from', '2026-03-01')).toMatchObject({ code: 2, addresses: [] });
  expect(await asked({}, '--month', '2026-03', '--from', '2026-03-01', '--to', '2026-04-01'))
    .toMatchObject({ code: 2 });
});
