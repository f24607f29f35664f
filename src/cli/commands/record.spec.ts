import {
  type Answer, type AnsweringServer, answeringServer, json,
} from '../../../test/support/answering-server.js';
import { type ApiUnderTest, openApi } from '../../../test/support/api-under-test.js';
import { runAt } from '../../../test/support/terminal-at.js';

const PERSON = '0b6fd0a4-33a5-4c2f-8a7e-3b7a3f0f7f10';
const EVENT = '3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e';
const contact = { validOn: '2026-03-01', municipality: '1480', channel: 'phone' };

let api: ApiUnderTest;
let document: string;
let server: AnsweringServer;
let answer: Answer;

beforeAll(async () => {
  api = await openApi();
  document = JSON.stringify((await api.call('/openapi.json')).body);
});
afterAll(() => api.close());

beforeEach(async () => {
  answer = json({ position: '42', eventIds: [EVENT], repeated: false, person: PERSON }, 201);
  server = await answeringServer(({ method }) => (method === 'GET' ? { text: document } : answer));
});
afterEach(() => server.close());

const recorded = (args: string, said: object = contact) =>
  runAt(server, ['record', ...args.split(' ')], JSON.stringify(said));
const sent = () => server.asked.filter(({ method }) => method === 'POST')
  .map(({ address, body }) => [address, JSON.parse(body) as unknown]);

test.each([
  [`kaa-contacts ${PERSON}`, `/v1/persons/${PERSON}/kaa-contacts`],
  [`dropouts ${PERSON}`, `/v1/persons/${PERSON}/dropouts`],
  ['kaa-routines-versions 1480', '/v1/kaa/routines/1480/versions'],
  ['cost-policies-versions monthly', '/v1/cost-policies/monthly/versions'],
  ['cost-policies-withdrawals monthly', '/v1/cost-policies/monthly/withdrawals'],
  ['agreements-versions region', '/v1/agreements/region/versions'],
  ['agreements-withdrawals region', '/v1/agreements/region/withdrawals'],
  ['price-lists-prices 2026', '/v1/price-lists/2026/prices'],
  ['price-lists-withdrawals 2026', '/v1/price-lists/2026/withdrawals'],
])('%s is sent with what is said on standard input', async (args, path) => {
  expect(await recorded(args)).toMatchObject({ code: 0, out: `Recorded by event ${EVENT}.\n` });
  expect(sent()).toEqual([[path, contact]]);
});

test('rules are the region\'s, and nobody is named', async () => {
  for (const step of ['versions', 'withdrawals']) {
    await recorded(`kaa-rules-${step}`);
    expect(sent().at(-1)).toEqual([`/v1/kaa/rules/${step}`, contact]);
    expect((await recorded(`kaa-rules-${step} 1480`)).code).toBe(2);
  }
});

test('somebody new is told by the id they have', async () => {
  expect((await recorded('persons')).out).toContain(`Person ${PERSON}.`);
});

test('a key is sent, so that the same again is nothing new', async () => {
  await recorded(`kaa-contacts ${PERSON} --key ${EVENT}`);
  expect(server.asked.at(-1)!.headers['idempotency-key']).toBe(EVENT);
});

test('every command about a person can be recorded, save erasing, and has an example', async () => {
  const { paths } = JSON.parse(document) as { paths: Record<string, { post?: object }> };
  const wanted = Object.entries(paths).filter(([, { post }]) => post)
    .flatMap(([path]) => /^\/v1\/persons\/\{person\}\/([^/]+)$/.exec(path)?.[1] ?? [])
    .filter((fact) => fact !== 'erasures');
  const { out } = await runAt(server, ['record', '--json']);
  const facts = JSON.parse(out) as { fact: string; of: string; example?: object }[];
  expect(facts.filter(({ of }) => of === 'person').map(({ fact }) => fact)).toEqual(wanted);
  expect(wanted.length).toBeGreaterThan(40);
  expect(facts.filter(({ example }) => typeof example !== 'object')).toEqual([]);
});

test('an example is printed as it can be sent', async () => {
  const { out } = await runAt(server, ['record', 'kaa-contacts', '--example']);
  expect(JSON.parse(out)).toMatchObject({ channel: 'phone' });
});

test('the example of a policy has every setting, and claims no check that nobody made', async () => {
  const { out } = await runAt(server, ['record', 'cost-policies-versions', '--example']);
  const { validOn, counting, origin, ...settings } = JSON.parse(out) as Record<string, unknown>;
  expect(settings).toEqual({
    augustStartPaysFromJuly: true, dropoutDay: 'first-unpaid', documentPays: 'through-june',
    confirmBy: '09-15', correctsYearsBack: 1, reportsWithinDays: 30, extendedStudy: 'paid',
    supportLasts: 'twelve-months',
  });
  expect([validOn, counting, origin]).not.toContain(undefined);
});

test.each([
  [`erasures ${PERSON}`, 'There is no such fact'],
  ['kaa-contacts', 'Say which person it is about.'],
  ['cost-policies-versions', 'Say which policy it is about.'],
  ['cost-policies-checks default', 'There is no such fact'],
  [`persons ${PERSON}`, 'persons takes no id.'],
  ['kaa-contacts 201001012382', 'finds it by an identity number.'],
])('%s is wrong usage, and nothing is sent', async (args, message) => {
  const { code, err } = await recorded(args);
  expect({ code, sent: sent() }).toEqual({ code: 2, sent: [] });
  expect(err).toContain(message);
});

test('what is no JSON is refused without saying it back', async () => {
  const { code, err } = await runAt(server, ['record', 'kaa-contacts', PERSON], 'Askfors, Ilnnio');
  expect({ code, sent: sent() }).toEqual({ code: 2, sent: [] });
  expect(err).toContain('no JSON object');
  expect(err).not.toContain('Askfors');
});

test('what the API refuses is told with the field', async () => {
  answer = json({ title: 'Not of its form', errors: [{ field: 'validOn', rule: 'is a day' }] }, 400);
  expect(await recorded(`kaa-contacts ${PERSON}`))
    .toMatchObject({ code: 1, err: expect.stringContaining('validOn: is a day') });
});
