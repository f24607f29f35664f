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
