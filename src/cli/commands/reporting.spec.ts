import { type AnsweringServer, answeringServer, json } from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

let items: object[];
let server: AnsweringServer;
beforeEach(async () => { server = await answeringServer(() => json({ items })); });
afterEach(() => server.close());

test('how long reports took is shown by what was asked, with the share that came late', async () => {
  items = [{ principal: '1482', kind: 'DroppedOut', reports: 8, medianDays: 7, longestDays: 63, late: 1 }];
  const asked = ['reporting', '--from', '2025-07', '--through', '2026-06', '--by', 'principal,kind'];
  const { out } = await runAt(server, asked);
  expect(server.asked[0]?.address)
    .toBe('/v1/reporting-delay?by=principal%2Ckind&from=2025-07&through=2026-06');
  expect(out).toMatch(/kind +principal +reports +median days +longest +late +share late/);
  expect(out).toMatch(/DroppedOut +1482 +8 +7 +63 +1 +13 %/);
});

test('where nothing was reported, that is said', async () => {
  items = [];
  expect((await runAt(server, ['reporting', '--from', '2025-07'])).out).toBe('No report.\n');
});
