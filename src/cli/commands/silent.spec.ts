import { type AnsweringServer, answeringServer, json } from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

let items: object[];
let server: AnsweringServer;
beforeEach(async () => { server = await answeringServer(() => json({ items })); });
afterEach(() => server.close());

test('schools of which nothing came are listed with the day they were last heard of', async () => {
  items = [
    { unit: '10000001', name: 'Exempelgymnasiet', principal: '1480', heardOn: '2026-02-27', silentDays: 17 },
    { unit: '10000002', name: 'Provgymnasiet', principal: '1480' },
  ];
  const { out } = await runAt(server, ['silent', '--days', '3', '--principal', '1480']);
  expect(server.asked[0]?.address).toBe('/v1/silent-units?days=3&principal=1480&limit=500');
  expect(out).toMatch(/10000001 +Exempelgymnasiet +1480 +2026-02-27 +17/);
  expect(out).toMatch(/10000002 +Provgymnasiet +1480 +never/);
});

test('where all were heard of, that is said', async () => {
  items = [];
  expect((await runAt(server, ['silent'])).out).toBe('No unit was silent for 14 days.\n');
});
