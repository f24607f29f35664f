import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type ClientRequest, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { simulate } from '../../src/infrastructure/simulation/simulate.js';
import { type Ended, runProgram, startProgram } from '../support/run-program.js';
import { type ServedProcess, type ServedWithin, serveProcess } from '../support/served-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { testNumbers } from '../support/test-numbers.js';

/**
 * Bad days of the program as it is served: killed in the middle of a delivery, its client killed, two
 * deliveries of one file at once, a disk that takes no more. Nothing acknowledged is lost, nothing doubled,
 * and a rebuild finds the read models right.
 */

type Report = Record<'lines' | 'taken' | 'known' | 'refused', number> & { readonly state?: string };
interface Answer<T = Record<string, unknown>> { status: number; body: T }

const setBack = new URL('../support/clock-set-back.mjs', import.meta.url).href;
const folder = temporaryFolder();
const file = folder.file('region/elin-01.json');
let server: ServedProcess;
let data: string;
let token: string;
let folders = 0;

beforeAll(() => simulate({ folder: folder.file('region'), pupils: 1_500, seed: 5, schoolYear: '2025/2026' }));
afterAll(() => folder.dispose());

beforeEach(() => { data = folder.file(`data-${folders += 1}`); });
afterEach(() => server.child.kill('SIGKILL'));

const liggare = (...args: string[]): Promise<Ended> => runProgram('main', [...args, '--data', data]);

const serve = async (
  within: ServedWithin = {}, environment: Readonly<Record<string, string>> = {},
): Promise<void> => {
  server = await serveProcess(data, { LIGGARE_LOG_LEVEL: 'warn', ...environment }, within);
  const { out } = await liggare('token', '--role', 'administrator', '--organisation', 'region', '--json');
  token = (JSON.parse(out) as { token: string }).token;
};

const open = (method: string, path: string, type = 'application/json'): ClientRequest => request(
  `${server.url}${path}`,
  { method, agent: false, headers: { authorization: `Bearer ${token}`, 'content-type': type } },
);

const answerTo = async <T>(asked: ClientRequest): Promise<Answer<T>> => {
  const [response] = await once(asked, 'response');
  return { status: response.statusCode, body: await json(response) as T };
};

const get = async <T>(path: string): Promise<T> => (await answerTo<T>(open('GET', path).end())).body;
const post = <T>(path: string, body: string | Buffer = '{}'): Promise<Answer<T>> =>
  answerTo<T>(open('POST', path).end(body));

const deliver = async (): Promise<Report> =>
  (await post<Report>('/v1/deliveries/elin', readFileSync(file))).body;
const head = async (): Promise<number> => Number((await get<{ head: string }>('/v1/projections')).head);

/** Asks on and on, until something was recorded. */
const somethingRecorded = async (): Promise<void> => { while (await head() < 500); };

const killServer = async (): Promise<void> => {
  const gone = once(server.child, 'exit');
  server.child.kill('SIGKILL');
  await gone;
};

/** The whole ledger is in order, has every fact of the file once, and the read models are what it says. */
const mustBeRight = async (): Promise<void> => {
  const { body: { findings } } = await post<{ findings: object[] }>('/v1/verifications');
  expect(findings).toEqual([]);
  const everything = JSON.stringify({ projections: [] });
  const { body: { reports } } = await post<{ reports: Record<string, number>[] }>(
    '/v1/projections/rebuild', everything);
  expect(reports.map(({ missing, extra, different }) => [missing, extra, different]))
    .toEqual(reports.map(() => [0, 0, 0]));
  const { lines, taken, known, refused } = await deliver();
  expect({ taken, known, refused }).toEqual({ taken: 0, known: lines, refused: 0 });
};

test('killed in the middle of a delivery, which is sent again', async () => {
  await serve();
  const bytes = readFileSync(file);
  const sending = open('POST', '/v1/deliveries/elin');
  const broken = once(sending, 'error');
  sending.write(bytes.subarray(0, bytes.length * 0.8));
  await somethingRecorded();
  await killServer();
  await broken;
  await serve();
  const report = await deliver();
  expect(report).toMatchObject({ state: 'completed', lines: report.taken + report.known, refused: 0 });
  expect(report.known).toBeGreaterThan(0);
  expect(report.taken).toBeGreaterThan(0);
  await mustBeRight();
});

test('the sender is killed: the server goes on, and the delivery is told to be broken', async () => {
  await serve();
  const large = folder.file('large.json');
  const [first, ...sent] = readFileSync(file, 'utf8').trimEnd().slice(0, -2).split('\n');
  writeFileSync(large, `${first}\n${Array<string>(40).fill(sent.join('\n')).join(',\n')}]}`);
  const sender = startProgram('main', ['import', 'elin', large, '--data', data]);
  const gone = once(sender, 'exit');
  await somethingRecorded();
  sender.kill('SIGKILL');
  await gone;
  await mustBeRight();
  const { items } = await get<{ items: { type: string; data: object }[] }>(
    '/v1/trail?from=2020-01-01T00:00:00Z&limit=500');
  const told = items.filter(({ type }) => type === 'DeliveryBroken').map((entry) => entry.data);
  expect(told).toEqual([expect.objectContaining({ code: 'interrupted' })]);
});

test('one file, sent twice at once', async () => {
  await serve();
  const [a, b] = await Promise.all([deliver(), deliver()]);
  expect([a.state, b.state, a.refused + b.refused]).toEqual(['completed', 'completed', 0]);
  expect(a.taken + b.taken).toBe(a.lines);
  await mustBeRight();
});

test('a disk that takes no more: told with its reason, and all goes on where there is room', async () => {
  await serve({ fileBlocks: 2_000 });
  const numbers = testNumbers(2012);
  const acknowledged: string[] = [];
  for (let isFull = false; !isFull;) {
    const registration = JSON.stringify({ identityNumber: numbers.pop(), validOn: '2025-07-01' });
    const { status, body } = await post<{ eventIds: string[]; detail: string }>('/v1/persons', registration);
    isFull = status !== 201;
    if (isFull) expect([status, body.detail]).toEqual([503, expect.stringMatching(/: the disk /)]);
    else acknowledged.push(...body.eventIds);
  }
  const report = await deliver();
  expect(report.state ?? 'not begun').not.toBe('completed');
  await killServer();
  await serve();
  const { state, refused } = await deliver();
  expect({ state, refused }).toEqual({ state: 'completed', refused: 0 });
  await mustBeRight();
  const recorded = (await get<{ items: { id: string }[] }>(
    '/v1/trail?from=2020-01-01T00:00:00Z&order=oldest&limit=500')).items.map(({ id }) => id);
  const some = acknowledged.slice(0, 400);
  expect(some.filter((id) => !recorded.includes(id))).toEqual([]);
});

test('a clock set back: told, and nothing is recorded before what was recorded already', async () => {
  await serve();
  const first = await deliver();
  await server.stop();
  await serve({}, { NODE_OPTIONS: `--import=${setBack}` });
  expect(server.said()).toMatch(/"secondsBehind":34559\d\d,"msg":"the clock is behind/);
  const { body: { position } } = await post<{ position: string }>('/v1/persons', JSON.stringify({
    identityNumber: testNumbers(2012)[0], validOn: '2025-07-01',
  }));
  interface Entry { readonly position: string; readonly recordedAt: string }
  const anHourAgo = new Date(Date.now() - 3_600_000).toISOString();
  const { items } = await get<{ items: Entry[] }>(
    `/v1/trail?from=${anHourAgo}&atLeast=${position}&limit=500`);
  // Not the newest of all: whoever keeps the register may have recorded something after it.
  expect(items.map((entry) => entry.position)).toContain(position);
  const times = items.map(({ recordedAt }) => recordedAt);
  expect(times).toEqual(times.toSorted().reverse());
  expect(first.taken).toBeGreaterThan(0);
  await mustBeRight();
});
