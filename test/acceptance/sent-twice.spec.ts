import { testNumbers } from '../support/test-numbers.js';
import { type Client, runServer, type RunningServer } from '../support/running-server.js';

/** Clients that repeat themselves, at once and over a restart, on real stores. */

let server: RunningServer;
beforeAll(async () => { server = await runServer(); });
afterAll(() => server.stop());

interface Said { readonly person: string; readonly position: string; readonly repeated: boolean }

const TWENTY = Array.from({ length: 20 }, (_, index) => index);
const [number, other] = testNumbers(2010);
const enrolment = { validOn: '2026-01-08', unit: '10000001', studyPath: 'NA' };

/** Of somebody who is known, or is so from now on. */
const enrolmentsOf = async (client: Client): Promise<string> => {
  const { body } = await client.post<Said>('/v1/persons', { identityNumber: other, validOn: '2026-01-08' });
  return `/v1/persons/${body.person}/enrolments`;
};

test('a command that comes twenty times at once is recorded once, and nineteen are told so', async () => {
  const administrator = await server.as('administrator', 'region');
  const key = { 'Idempotency-Key': 'registration' };
  const body = { identityNumber: number, validOn: '2026-01-08' };
  const answers = await Promise.all(TWENTY.map(() => administrator.post<Said>('/v1/persons', body, key)));
  expect(answers.map(({ status }) => status).sort()).toEqual([...Array<number>(19).fill(200), 201]);
  expect(answers.filter(({ status, body: { repeated } }) => repeated === (status === 201))).toEqual([]);
  expect(new Set(answers.map(({ body: { person, position } }) => person + position)).size).toBe(1);
});

test('of twenty commands at once under one key, one is recorded and nineteen are refused', async () => {
  const administrator = await server.as('administrator', 'region');
  const path = await enrolmentsOf(administrator);
  const key = { 'Idempotency-Key': 'enrolment' };
  const bodies = TWENTY.map((day) => ({ ...enrolment, validOn: `2026-01-${10 + day}` }));
  const answers = await Promise.all(bodies.map((body) => administrator.post<Said>(path, body, key)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array<number>(19).fill(422)]);
});

test('a key is remembered over a restart', async () => {
  const key = { 'Idempotency-Key': 'before-and-after' };
  const before = await server.as('administrator', 'region');
  const path = await enrolmentsOf(before);
  const { body: first } = await before.post<Said>(path, enrolment, key);
  await server.restart();
  const after = await server.as('administrator', 'region');
  expect((await after.post<Said>(path, enrolment, key)).body).toEqual({ ...first, repeated: true });
  expect((await after.post(path, { ...enrolment, studyPath: 'TE' }, key)).status).toBe(422);
});
