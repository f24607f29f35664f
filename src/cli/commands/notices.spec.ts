import {
  type Answer, type AnsweringServer, answeringServer, json,
} from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

let server: AnsweringServer;
let answer: Answer;
beforeEach(async () => { server = await answeringServer(() => answer); });
afterEach(() => server.close());

const asked = (args: string) => runAt(server, [...args.split(' ')]);

test('what came in is a table, with what it may change and where to go on', async () => {
  answer = json({
    items: [
      { recordedAt: '2026-03-16T08:00:00.000Z', kind: 'SpellCorrected', person: 'a', municipality: '1480',
        halfYears: ['2025H2'], settledThrough: null, event: 'one' },
      { recordedAt: '2026-03-16T08:00:01.000Z', kind: 'DroppedOut', person: 'b', municipality: '1480',
        halfYears: [], settledThrough: '2026-02', event: 'other' },
    ],
    through: '0042', complete: true,
  });
  const { out } = await asked('notices --for economy --municipality 1480 --since 2026-03-01T00:00:00Z');
  expect(server.asked.map(({ address }) => address)).toEqual(
    ['/v1/notices/economy?limit=50&municipality=1480&since=2026-03-01T00%3A00%3A00Z']);
  expect(out).toMatch(/SpellCorrected +a +1480 +2025H2 +one/);
  expect(out).toMatch(/DroppedOut +b +1480 +settled through 2026-02 +other/);
  expect(out).toContain('That is all, through 0042.');
  answer = json({ items: [], through: '0042', complete: false, next: 'sealed' });
  expect((await asked('notices --for follow-up')).out).toContain("There is more: --after 'sealed'");
});

test.each([
  ['follow-up-notices', '/v1/notices/follow-up/looks'], ['economy-notices', '/v1/notices/economy/looks'],
  ['new-youths', '/v1/kaa/youths/looks'],
])('%s is seen up to a place', async (list, path) => {
  answer = json({ repeated: false });
  const seen = `seen --list ${list} --through 0042 --municipality 1480`;
  expect((await asked(seen)).out).toContain('Seen through 0042.');
  expect(server.asked.map(({ address, body }) => [address, JSON.parse(body)]))
    .toEqual([[path, { through: '0042', municipality: '1480' }]]);
  answer = json({ repeated: true });
  expect((await asked(seen)).out).toContain('you had seen as much before');
});
