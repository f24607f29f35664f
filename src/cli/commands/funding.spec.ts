import { type AnsweringServer, answeringServer, json } from '../../../test/support/answering-server.js';
import { runAt } from '../../../test/support/terminal-at.js';

const PERSON = '0b6fd0a4-33a5-4c2f-8a7e-3b7a3f0f7f10';
const EVENT = '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e';

const decided = { validOn: '2026-07-01', municipality: '1480', reason: 'plan-agreed' };
let server: AnsweringServer;
beforeEach(async () => {
  const listed = { id: EVENT, type: 'ExtendedStudyDecided', ...decided, percent: 60, source: 'case-worker' };
  server = await answeringServer(({ method }) => (method === 'GET'
    ? json({ items: [listed] })
    : json({ position: '42', eventIds: [EVENT], repeated: false, person: PERSON }, 201)));
});
afterEach(() => server.close());

const asked = (args: string) => runAt(server, ['funding', ...args.split(' ')]);
const sent = () => server.asked.map(({ address, body }) => [address, JSON.parse(body) as unknown]);

const days = `${PERSON} --from 2026-07-01 --reason plan-agreed`;

test.each([
  [`extended-study ${days} --municipality 1480 --until 2027-07-01 --percent 60`, 'extended-study-decisions',
    { ...decided, until: '2027-07-01', percent: 60 }],
  [
    `cost-shares ${days} --unit 00010001 --remainder home=2 --other 232100-0131=1 --other 1481=1`,
    'cost-share-decisions', {
      validOn: '2026-07-01', reason: 'plan-agreed', unit: '00010001', remainder: { parts: 2 },
      others: [{ payer: '232100-0131', parts: 1 }, { payer: '1481', parts: 1 }],
    },
  ],
  [
    `cost-shares ${days} --unit 00010001 --remainder home=1`, 'cost-share-decisions',
    { validOn: '2026-07-01', reason: 'plan-agreed', unit: '00010001', remainder: { parts: 1 }, others: [] },
  ],
  [
    `amount ${days} --municipality 1480 --unit 00010001 --item structural --ore 250000`,
    'additional-amount-decisions', { ...decided, unit: '00010001', item: 'structural', perYearOre: 250_000 },
  ],
  [`asylum-claim ${days} --municipality 1480`, 'asylum-claim-decisions', decided],
  [`second-hand ${days} --unit 00010001`, 'second-hand-decisions',
    { validOn: '2026-07-01', reason: 'plan-agreed', unit: '00010001' }],
  [`state ${days} --ground nordic`, 'state-funding-decisions',
    { validOn: '2026-07-01', reason: 'plan-agreed', ground: 'nordic' }],
])('%s is sent as a decision', async (args, route, body) => {
  expect(await asked(args)).toMatchObject({ code: 0, out: `Decided by event ${EVENT}.\n` });
  expect(sent()).toEqual([[`/v1/persons/${PERSON}/${route}`, body]]);
});

test('a decision is taken back by its event', async () => {
  expect((await asked(`withdraw ${PERSON} ${EVENT} --reason wrong-pupil`)).out)
    .toBe(`Withdrawn by event ${EVENT}.\n`);
  const path = `/v1/persons/${PERSON}/funding-decision-withdrawals`;
  expect(sent()).toEqual([[path, { withdraws: EVENT, reason: 'wrong-pupil' }]]);
});

test('what holds stands in a table, with what is particular to its kind', async () => {
  const { out } = await asked(`list ${PERSON}`);
  expect(out).toMatch(/ExtendedStudyDecided +2026-07-01 +plan-agreed +municipality "1480", percent 60/);
});

test.each([
  [`extended-study ${days}`, "required option '--municipality <code>' not specified"],
  [`extended-study ${days} --municipality 1480 --percent 100`, 'whole number from 1 to 99'],
  [`cost-shares ${days} --unit 00010001 --remainder home --other 1481=1`, 'Write a payer and its parts'],
  [`state ${days} --ground other`, 'Allowed choices are nordic, swede-abroad'],
])('%s is wrong usage', async (args, message) => {
  const { code, err } = await asked(args);
  expect({ code, asked: server.asked }).toEqual({ code: 2, asked: [] });
  expect(err).toContain(message);
});
