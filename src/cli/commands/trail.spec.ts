import { answeringServer, json } from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

const PERSON = '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e';
const said = {
  id: 'e1', recordedAt: '2026-06-30T02:10:00Z', type: 'DroppedOut', validOn: '2026-05-20', actor: 'local:a',
  delivery: 'd7', line: 12, withdrawnBy: 'e2', erased: false,
};
const withdrawal = { id: 'e2', recordedAt: '2026-07-01T08:00:00Z', type: 'SchoolingFactWithdrawn',
  actor: 'local:b', withdraws: 'e1', reason: 'registered-by-mistake', erased: false };
const erasure = {
  id: 'e3', recordedAt: '2026-07-02T08:00:00Z', type: 'StreamErased', category: 'schooling', actor: 'local:b',
  data: { decision: 'KS 2026/117' }, erased: false,
};

test('a trail says from which line of a delivery an event came, and what was withdrawn', async () => {
  const server = await answeringServer(() => json({ items: [erasure, withdrawal, said] }));
  const { out } = await runAt(server, ['trail', '--person', PERSON]);
  await server.close();
  expect(out).toMatch(/StreamErased .*e3 +schooling: KS 2026\/117\n/);
  expect(out).toMatch(/DroppedOut .* 12 .*e1 +withdrawn by e2; delivery d7\n/);
  expect(out).toMatch(/SchoolingFactWithdrawn .*e2 +withdraws e1; registered-by-mistake\n/);
  expect(server.asked[0]!.address).toBe(`/v1/persons/${PERSON}/trail?limit=50&order=newest`);
});

test('a period is told in days as well, which begin when they do in Sweden', async () => {
  const server = await answeringServer(() => json({ items: [] }));
  await runAt(server, ['trail', '--from', '2026-06-30', '--to', '2026-07-01T06:00:00Z']);
  await server.close();
  expect(server.asked[0]!.address)
    .toBe('/v1/trail?limit=50&from=2026-06-29T22%3A00%3A00Z&to=2026-07-01T06%3A00%3A00Z&order=newest');
});

test('what each event says is told where that is asked for', async () => {
  const data = { validOn: '2026-05-20', unit: '94353434', kept: false, observed: { name: 'A' } };
  const server = await answeringServer(() => json({ items: [{ ...said, data }, { ...said, erased: true }] }));
  const [, , told, erased] = (await runAt(server, ['trail', '--actor', 'a', '--facts'])).out.split('\n');
  const { out: usual } = await runAt(server, ['trail', '--actor', 'a']);
  await server.close();
  expect(told).toMatch(/ delivery d7 +unit 94353434; kept false; observed {"name":"A"}$/);
  expect(erased).toMatch(/ delivery d7$/);
  expect(usual).not.toContain('94353434');
});
