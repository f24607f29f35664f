import {
  type Answer, type AnsweringServer, answeringServer, json,
} from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

const PERSON = '0b6fd0a4-33a5-4c2f-8a7e-3b7a3f0f7f10';
const STREAM = 'kaa-6ad54463aadf44cab666828acae08458';
const DECISION = 'KS 2026/117';
const one = { stream: STREAM, category: 'kaa', case: '1480', position: '42', repeated: false };

let server: AnsweringServer;
let answer: Answer;
beforeEach(async () => {
  answer = json(one);
  server = await answeringServer(() => answer);
});
afterEach(() => server.close());

const erased = (...args: string[]) => runAt(server, ['erase', ...args]);
const sent = () => server.asked
  .map(({ method, address, body }) => [method, address, JSON.parse(body) as unknown]);

test('a stream is erased under a decision, such as the words of a plan', async () => {
  const { code, out } = await erased('stream', STREAM, '--decision', DECISION);
  expect({ code, sent: sent() })
    .toEqual({ code: 0, sent: [['POST', `/v1/streams/${STREAM}/erasures`, { decision: DECISION }]] });
  expect(out).toContain(STREAM);
});

test('records about a person are erased by kind, and what was erased before is told as such', async () => {
  answer = json({ person: PERSON, streams: [one, { ...one, stream: 'kaa-2', repeated: true }] });
  const { out } = await erased('person', PERSON, '--scope', 'kaa', '--decision', DECISION);
  expect(sent()).toEqual([['POST', `/v1/persons/${PERSON}/erasures`, { scope: 'kaa', decision: DECISION }]]);
  expect(out).toMatch(/erased\n.*was erased before/);
});

test.each([
  ['no decision', ['stream', STREAM], '--decision'],
  ['no kind of records', ['person', PERSON, '--decision', DECISION], '--scope'],
  ['a number for a stream', ['stream', '201001012382', '--decision', DECISION], 'no name of a stream'],
  ['a number for a person', ['person', '201001012382', '--scope', 'kaa', '--decision', DECISION],
    'no person id'],
])('%s is wrong usage, and nothing is erased', async (_what, args, message) => {
  const { code, err } = await erased(...args);
  expect({ code, sent: sent() }).toEqual({ code: 2, sent: [] });
  expect(err).toContain(message);
  expect(err).not.toContain('201001012382');
});
