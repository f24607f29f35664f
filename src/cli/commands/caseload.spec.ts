import { answeringServer, json } from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

test('who may be one is shown with each of those they may be, and how the births agree', async () => {
  const others = [
    { person: 'first', name: 'Ek, Maja', kinds: ['personal'], birth: 'same' },
    { person: 'second', name: null, kinds: ['asylum'], birth: 'unknown' },
  ];
  const met = { person: 'met', name: 'Ek, Maja', unit: '94353434', kinds: ['temporary'], others };
  const server = await answeringServer(() => json({ items: [met] }));
  const { out } = await runAt(server, ['caseload', '--lookalikes', '--unit', '94353434']);
  await server.close();
  expect(server.asked[0]?.address).toMatch(/^\/v1\/caseload\/lookalikes\?(?=.*unit=94353434)/);
  expect(out).toContain('Ek, Maja first (birth: same), second (birth: unknown)');
});

test.each([
  ['--flags', '--municipality 1480'], ['--lookalikes', '--on 2026-03-01'],
  ['--late-moves', '--unit 94353434'], ['--counts unit', '--limit 4'],
  ['--lookalikes', '--order descending'], ['--counts unit', '--person x'],
  ['--left', '--study-path NA'], ['--unit 94353434', '--known-from 2026-03-01'],
])('a list that cannot be narrowed so is not given as if it were: %s %s', async (list, filter) => {
  const server = await answeringServer(() => json({ items: [] }));
  const { code, err } = await runAt(server, ['caseload', ...list.split(' '), ...filter.split(' ')]);
  await server.close();
  expect([code, err]).toEqual([2, `${filter.split(' ')[0]} does not go with what is asked for.\n`]);
  expect(server.asked).toEqual([]);
});

const PERSON = '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e';

test.each([
  ['--flags --sort on --order descending', 'sort=on&order=descending'],
  ['--sort from --order ascending', 'sort=from&order=ascending'],
  ['--left --order descending', 'order=descending'], ['--overlaps --order descending', 'order=descending'],
  ['--late-moves --order descending', 'order=descending'],
  ...['', '--left', '--overlaps', '--flags', '--late-moves', '--lookalikes'].map((list) =>
    [`${list} --person ${PERSON}`.trim(), `person=${PERSON}`]),
])('a list comes in the order, and about whom, it was asked for: %s', async (args, query) => {
  const server = await answeringServer(() => json({ items: [] }));
  expect(await runAt(server, ['caseload', ...args.split(' ')])).toMatchObject({ code: 0 });
  await server.close();
  expect(server.asked[0]?.address).toContain(query);
});

test('what is no person id goes into no address', async () => {
  const server = await answeringServer(() => json({ items: [] }));
  const { code, err } = await runAt(server, ['caseload', '--person', '200901022392']);
  await server.close();
  expect([code, server.asked]).toEqual([2, []]);
  expect(err).not.toContain('200901022392');
});
