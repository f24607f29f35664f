import { readdirSync } from 'node:fs';
import {
  clientsTried, type KurrentDbForTests, kurrentDbForTests, where,
} from '../support/kurrentdb-server/kurrentdb-for-tests.js';
import { elinEvent, elinExport } from '../support/elin-export.js';
import { databasesIn, mongoSettings } from '../support/mongodb-server/mongo-settings.js';
import {
  type MongoUnderTest, mongoUnderTest, mongoWhere,
} from '../support/mongodb-server/mongo-under-test.js';
import { type Client, type RunningServer, runServer } from '../support/running-server.js';
import { testNumbers } from '../support/test-numbers.js';
import { deliverWorkedExample, INDEPENDENT, NUMBER, workedExample } from '../support/worked-example.js';

// The worked example (docs/explanation/schooling-and-cost.md) with the ledger in KurrentDB, and with vault
// and read models in MongoDB: from deliveries to the API's answers, a settlement, a restart, a rebuild and an
// erasure.

interface Total { total: { ore: number } }
interface Report { taken: number; known: number; refused: number; position: string }
interface Entry { type: string; erased?: boolean }
interface Settlement { settlement: string; stage: string; debitOre: number }

let kurrentDb: KurrentDbForTests;
let mongoDb: MongoUnderTest;

beforeAll(async () => {
  kurrentDb = await kurrentDbForTests();
  mongoDb = await mongoUnderTest();
});
afterAll(() => Promise.all([kurrentDb.stop(), mongoDb.dispose()]));

const others = [`MongoDB (${mongoWhere})`, ...process.env['EVERY_CLIENT'] ? ['the data folder'] : []];
const places = clientsTried.flatMap((driver) => others.map((place) => [driver, place] as const));

describe.each(places)(`the ledger in KurrentDB (${where}, %s), all else in %s`, (driver, place) => {
  let elsewhere: Record<string, string>;
  let server: RunningServer;
  let administrator: Client;
  let position: string;

  beforeAll(async () => {
    elsewhere = place === 'the data folder' ? {} : mongoSettings(mongoDb.url);
    server = await runServer({ ...kurrentDb.settings(driver), ...elsewhere });
    administrator = await server.as('administrator', 'region');
    const delivered = await deliverWorkedExample(administrator);
    expect(delivered.lines).toEqual([[2, 0], [3, 0], [4, 0]]);
    position = delivered.position;
  });

  afterAll(async () => {
    await server.stop();
    for (const database of databasesIn(elsewhere)) await mongoDb.drop(database);
  });

  const total = async (payer = '', to = '2026-07-01'): Promise<number> => {
    const query = `from=2025-07-01&to=${to}${payer}&atLeast=${position}`;
    return (await administrator.get<Total>(`/v1/cost?${query}`)).body.total.ore;
  };

  const person = async (identityNumber = NUMBER): Promise<string> => {
    const asked = { identityNumber };
    return (await administrator.post<{ person: string }>('/v1/persons/search', asked)).body.person;
  };

  const headOf = async (): Promise<string> =>
    (await administrator.get<{ head: string }>('/v1/projections')).body.head;

  /** Nothing is wrong with the ledger, and read models made anew are those there were. */
  const mustBeRight = async (): Promise<void> => {
    const { body: { findings } } = await administrator.post<{ findings: object[] }>('/v1/verifications');
    expect(findings).toEqual([]);
    const { body: { reports } } = await administrator.post<{ reports: Record<string, number>[] }>(
      '/v1/projections/rebuild', { projections: [] });
    expect(reports.map(({ missing, extra, different }) => [missing, extra, different]))
      .toEqual(reports.map(() => [0, 0, 0]));
  };

  test('costs 97 740.27 kr, of which 1407 pays 66 893.15 and 1481 pays 30 847.12', async () => {
    expect([await total(), await total('&payer=1407'), await total('&payer=1481')])
      .toEqual([9_774_027, 6_689_315, 3_084_712]);
    expect(readdirSync(server.dataFolder)).not.toContain('ledger.db');
  });

  test('shows who went where, and each event that says so', async () => {
    const { body } = await administrator.get<{ items: { unit: string }[] }>('/v1/caseload?date=2025-10-01');
    expect(body.items.map(({ unit }) => unit)).toEqual([INDEPENDENT]);
    const path = `/v1/persons/${await person()}/trail?limit=100`;
    const types = (await administrator.get<{ items: Entry[] }>(path)).body.items.map(({ type }) => type);
    expect(types).toEqual(expect.arrayContaining(['Enrolled', 'Transferred', 'DroppedOut']));
  });

  test('the same delivery again changes nothing, also after a restart', async () => {
    const again = async (): Promise<number[]> => {
      const { body: { taken, known } } = await administrator.deliver<Report>('elin', workedExample);
      return [taken, known];
    };
    expect(await again()).toEqual([0, 4]);
    await server.restart();
    expect(await again()).toEqual([0, 4]);
    expect(await total()).toBe(9_774_027);
  });

  test('months are settled', async () => {
    const economist = await server.as('economist', 'region');
    expect((await economist.post('/v1/settlements', { through: '2026-03' })).status).toBe(201);
    const newest = async (): Promise<Settlement> =>
      (await economist.get<{ items: Settlement[] }>('/v1/settlements')).body.items[0]!;
    const { settlement } = await newest();
    expect((await administrator.post(`/v1/settlements/${settlement}/approval`)).status).toBe(201);
    expect(await newest()).toMatchObject({ stage: 'issued', debitOre: await total('', '2026-04-01') });
  });

  test('is right, and is so once a person is erased', async () => {
    const number = testNumbers(2009)[1]!;
    const admitted = elinEvent({ type: '8', name: 'Antagen', on: '2026-01-08', number, unit: INDEPENDENT });
    ({ position } = (await administrator.deliver<Report>('elin', elinExport([admitted]))).body);
    expect(await total()).toBeGreaterThan(9_774_027);
    await mustBeRight();
    const id = await person(number);
    const decision = { decision: 'KS 2026/1', scope: 'everything' };
    const { body } = await administrator.post<{ streams: object[] }>(`/v1/persons/${id}/erasures`, decision);
    expect(body.streams.length).toBeGreaterThan(1);
    position = await headOf();
    const trail = await administrator.get(`/v1/persons/${id}/trail?atLeast=${position}`);
    expect(trail.text).toContain('"erased":true');
    expect(await total()).toBe(9_774_027);
    await mustBeRight();
  });
});
