import {
  type Answer, type AnsweringServer, answeringServer, json,
} from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

const PERSON = '0b6fd0a4-33a5-4c2f-8a7e-3b7a3f0f7f10';

let server: AnsweringServer;
let answer: Answer = json({ items: [] });
beforeEach(async () => { server = await answeringServer(() => answer); });
afterEach(() => server.close());

const asked = (args: string) => runAt(server, [...args.split(' ')]);

test.each([
  ['correction-requests --unit 94353434', '/v1/correction-requests?limit=50&unit=94353434'],
  ['correction-requests --municipality 1480 --answered',
    '/v1/correction-requests?limit=50&municipality=1480&state=answered'],
  [`correction-requests --person ${PERSON}`, `/v1/correction-requests?limit=50&person=${PERSON}`],
])('%s is asked as it was put', async (args, address) => {
  expect((await asked(args)).code).toBe(0);
  expect(server.asked.map((one) => one.address)).toEqual([address]);
});

test('what was asked stands with the id that an answer names, and what came of it', async () => {
  answer = json({ items: [{
    name: 'Ek, Maja', person: 'a', unit: '94353434', municipality: '1480', asks: 'right-days',
    on: '2026-02-09', askedOn: '2026-03-02', answer: 'as-reported', answeredOn: '2026-03-04',
    reportedOn: null, request: 'a-question',
  }] });
  const open = /94353434 +1480 +right-days +2026-02-09 +2026-03-02 +a-question\n/;
  expect((await asked('correction-requests')).out).toMatch(open);
  expect((await asked('correction-requests --answered')).out)
    .toMatch(/2026-03-02 +as-reported +2026-03-04 +a-question\n/);
});

test('a number is no person id', async () => {
  expect((await asked('correction-requests --person 201001012382')).code).toBe(2);
});
