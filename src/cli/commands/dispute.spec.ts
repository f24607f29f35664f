import { type AnsweringServer, answeringServer, json } from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

const PERSON = '0b6fd0a4-33a5-4c2f-8a7e-3b7a3f0f7f10';
const EVENT = '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e';

let server: AnsweringServer;
let eventIds: string[];
beforeEach(async () => {
  eventIds = [EVENT];
  server = await answeringServer(() =>
    json({ position: '42', eventIds, repeated: false, person: PERSON }, 201));
});
afterEach(() => server.close());

const asked = (args: string) => runAt(server, ['dispute', ...args.split(' ')]);
const sent = () => server.asked.map(({ method, address, body }) =>
  [method, address, JSON.parse(body) as unknown]);

const decide = `decide ${PERSON} --from 2025-10-17 --reason attended-there`;
const decided = { validOn: '2025-10-17', reason: 'attended-there' };

test.each([
  [`${decide} --in-favour-of 10000002 --until 2025-11-01 --study-path NA`,
    { ...decided, until: '2025-11-01', inFavourOf: 'unit', unit: '10000002', studyPath: 'NA' }],
  [`${decide} --nobody`, { ...decided, inFavourOf: 'nobody' }],
])('%s is sent as a decision', async (args, body) => {
  expect(await asked(args)).toMatchObject({ code: 0, out: `Decided by event ${EVENT}.\n` });
  expect(sent()).toEqual([['POST', `/v1/persons/${PERSON}/dispute-decisions`, body]]);
});

test('a decision is taken back by its event', async () => {
  const { out } = await asked(`withdraw ${PERSON} ${EVENT} --reason wrong-school`);
  expect(out).toBe(`Withdrawn by event ${EVENT}.\n`);
  const path = `/v1/persons/${PERSON}/dispute-decision-withdrawals`;
  expect(sent()).toEqual([['POST', path, { withdraws: EVENT, reason: 'wrong-school' }]]);
});

test('what holds already is said to be nothing new', async () => {
  eventIds = [];
  expect((await asked(`${decide} --nobody`)).out).toBe('Nothing new: that is what holds already.\n');
});

test.each([
  [decide, 'Give --in-favour-of, or --nobody.'],
  [`${decide} --nobody --in-favour-of 10000002`, 'Give --in-favour-of, or --nobody.'],
  [`decide ${PERSON} --from 2025-02-30 --nobody --reason x`, 'Write a day that exists'],
  [`decide ${PERSON} --from 2025-02-01 --nobody`, "required option '--reason <code>' not specified"],
  ['decide 201001012382 --from 2025-02-01 --nobody --reason x', 'finds it by an identity number.'],
])('%s is wrong usage', async (args, message) => {
  const { code, err } = await asked(args);
  expect({ code, asked: server.asked }).toEqual({ code: 2, asked: [] });
  expect(err).toContain(message);
});
