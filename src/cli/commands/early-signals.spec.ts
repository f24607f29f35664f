import {
  type Answer, type AnsweringServer, answeringServer, json,
} from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

let server: AnsweringServer;
let answer: Answer = json({ items: [] });
beforeEach(async () => { server = await answeringServer(() => answer); });
afterEach(() => server.close());

const asked = (args: string) => runAt(server, [...args.split(' ')]);

test.each([
  ['early-signals --unit 94353434 --on 2026-03-01',
    '/v1/early-signals?unit=94353434&date=2026-03-01&limit=50'],
  ['early-signals --signal warnings --person 0b6fd0a4-33a5-4c2f-8a7e-3b7a3f0f7f10',
    '/v1/early-signals?person=0b6fd0a4-33a5-4c2f-8a7e-3b7a3f0f7f10&limit=50&signal=warnings'],
  ['early-signals --left --municipality 1480', '/v1/kaa/early-signals?municipality=1480&limit=50'],
])('%s is asked as it was put', async (args, address) => {
  expect((await asked(args)).code).toBe(0);
  expect(server.asked.map((one) => one.address)).toEqual([address]);
});

test('what was said stands beside what it is held against', async () => {
  answer = json({ items: [{
    name: null, person: 'a', unit: '94353434', signal: 'absence-share', value: 31, threshold: 20,
    from: '2026-02-02', to: '9999-12-31', evidence: ['one'],
  }] });
  expect((await asked('early-signals')).out).toMatch(/94353434 +absence-share +31 +20 +2026-02-02 .*one/);
});

test.each(['early-signals --left --unit 94353434', 'early-signals --municipality 1480'])(
  '%s is wrong usage', async (args) => {
    const { code, err } = await asked(args);
    expect([code, server.asked]).toEqual([2, []]);
    expect(err).toContain('Give --unit by itself, or --municipality with --left.');
  });
