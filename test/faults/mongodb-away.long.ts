import { once } from 'node:events';
import { MongoClient } from 'mongodb';
import { startServer } from '../../src/api/server.js';
import { aLedgerName, kurrentDbSettings } from '../support/kurrentdb-server/kurrentdb-for-tests.js';
import type { KurrentDbTestServer } from '../support/kurrentdb-server/kurrentdb-test-server.js';
import { aDatabase, mongoSettings } from '../support/mongodb-server/mongo-settings.js';
import type { MongoDbTestServer } from '../support/mongodb-server/mongodb-test-server.js';
import { runServer } from '../support/running-server.js';
import { serveProcess } from '../support/served-process.js';
import {
  dropDatabases, type LeavingServer, leavingKurrentDb, leavingMongoDb, mongoDbThatLeaves as where,
} from '../support/servers-that-leave.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { testWhere } from '../support/test-where.js';
import { units } from '../support/worked-example.js';

// Bad days of a Liggare whose vault and read models are in MongoDB, and of what it finds there: of a real
// one where MONGODB_URL names it, behind a relay that is closed, else of the test server.

const LONG_MS = 120_000;
const AWAY = 'urn:liggare:problem:store-unavailable';

const folder = temporaryFolder();
let kurrentDb: LeavingServer<KurrentDbTestServer>;
let mongoDb: LeavingServer<MongoDbTestServer>;
let settings: Record<string, string>;
let folders = 0;

beforeEach(async () => {
  kurrentDb = await leavingKurrentDb();
  mongoDb = await leavingMongoDb();
  settings = { ...kurrentDbSettings(kurrentDb.url), ...mongoSettings(mongoDb.url), LIGGARE_LEASE_MS: '5000' };
});
afterEach(async () => {
  await dropDatabases(settings);
  await Promise.all([kurrentDb.dispose(), mongoDb.dispose()]);
});
afterAll(() => folder.dispose());

interface Told { missing: string[]; type: string; repeated: boolean; position: string }

const ask = async (url: string, path: string): Promise<[number, Told]> => {
  const answer = await fetch(new URL(path, url));
  return [answer.status, await answer.json() as Told];
};

/** Asks until it answers that it is ready. */
const ready = async (url: string): Promise<void> => {
  while ((await fetch(new URL('/health/ready', url)).catch(() => undefined))?.status !== 200);
};

describe(`MongoDB (${where}) is away at the start`, () => {
  test('it is waited for, which is said where the API will be, and then served', async () => {
    await mongoDb.leave();
    const served = await serveProcess(folder.file('waiting'), settings);
    expect(served.said()).toContain('not ready: the vault does not answer');
    expect(await ask(served.url, '/health/ready')).toMatchObject([503, { missing: ['vault'] }]);
    expect(await ask(served.url, '/v1/caseload')).toMatchObject([503, { type: AWAY }]);
    await mongoDb.comeBack();
    await ready(served.url);
    await served.stop();
  }, LONG_MS);

  test('told to stop meanwhile, it stops', async () => {
    await mongoDb.leave();
    const { child } = await serveProcess(folder.file('stopped'), settings);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([1, null]);
  }, LONG_MS);
});

test(`MongoDB (${where}) is away later: what needs it is told so, and commands lose nothing`, async () => {
  const server = await runServer(settings);
  const administrator = await server.as('administrator', 'region');
  await administrator.deliver('school-units', units, 'text/csv');
  const person = { identityNumber: '200901022392', validOn: '2025-08-18' };
  const register = () => administrator.post<Told>('/v1/persons', person, { 'idempotency-key': 'one' });
  await mongoDb.leave();
  expect(await register()).toMatchObject({ status: 503, body: { type: AWAY } });
  expect(await administrator.get('/v1/caseload')).toMatchObject({ status: 503, body: { type: AWAY } });
  expect(await ask(server.url, '/health/ready'))
    .toMatchObject([503, { missing: ['vault', 'fence-journal', 'read-store', 'projector'] }]);
  await mongoDb.comeBack();
  const { status, body } = await register();
  expect([status, body.repeated]).toEqual([201, false]);
  expect((await register()).body.repeated).toBe(true);
  expect((await administrator.get(`/v1/caseload?atLeast=${body.position}`)).status).toBe(200);
  await server.stop();
}, LONG_MS);

test('the ledger is away later: queries go on, and say since when they may lack something', async () => {
  const server = await runServer(settings);
  const administrator = await server.as('administrator', 'region');
  const { body } = await administrator.deliver<Told>('school-units', units, 'text/csv');
  await administrator.get(`/v1/caseload?atLeast=${body.position}`);
  await kurrentDb.leave();
  while (!(await administrator.get('/v1/caseload')).headers.has('liggare-stale-since'));
  expect((await administrator.get('/v1/caseload')).status).toBe(200);
  expect(await ask(server.url, '/health/ready')).toMatchObject([503, { missing: ['ledger'] }]);
  await kurrentDb.comeBack();
  while ((await administrator.get('/v1/caseload')).headers.has('liggare-stale-since'));
  await ready(server.url);
  await server.stop();
}, LONG_MS);

describe(`refused at the start, with what to do, is (${where})`, () => {
  const refusal = async (change: Record<string, string> = {}): Promise<string> => {
    const own = { LIGGARE_DATA: folder.file(`data-${folders += 1}`), LIGGARE_PORT: '0' };
    const environment = { ...own, LIGGARE_LOG_LEVEL: 'silent', ...settings, ...change };
    return startServer(environment).then((server) => server.close().then(() => 'nothing'), String);
  };

  testWhere(where === 'the test server')('whoever comes with wrong credentials', async () => {
    mongoDb.own!.faults.isUnauthorized = true;
    expect(await refusal()).toContain('MongoDB refuses the credentials, or they may not read and write');
  }, LONG_MS);

  test('a vault of another ledger, or an empty one where the ledger is not', async () => {
    expect(await refusal()).toBe('nothing');
    expect(await refusal()).toBe('nothing'); // another data folder
    const other = { LIGGARE_KURRENTDB_LEDGER: aLedgerName() };
    expect(await refusal(other)).toContain('holds the vault of another ledger. Name another one with '
      + 'LIGGARE_MONGODB_VAULT_DATABASE, or its own ledger with LIGGARE_KURRENTDB_URL and');
    const server = await runServer(settings);
    await (await server.as('administrator', 'region')).deliver('school-units', units, 'text/csv');
    await server.stop();
    const empty = { LIGGARE_MONGODB_VAULT_DATABASE: aDatabase() };
    expect(await refusal(empty)).toContain('is an empty vault, and the ledger is not empty.');
    await dropDatabases(empty);
  }, LONG_MS);

  test('a database of something else, of a later version, or with another index', async () => {
    const client = new MongoClient(mongoDb.url);
    const elsewhere = { LIGGARE_MONGODB_DATABASE: aDatabase() };
    const orders = client.db(elsewhere.LIGGARE_MONGODB_DATABASE);
    await orders.collection('orders').insertOne({ paid: true });
    expect(await refusal(elsewhere)).toContain(`The database ${orders.databaseName} in MongoDB holds `
      + 'something, and is no read models of Liggare\'s. Name another one with LIGGARE_MONGODB_DATABASE.');
    await orders.dropDatabase();
    expect(await refusal()).toBe('nothing');
    const vault = client.db(settings['LIGGARE_MONGODB_VAULT_DATABASE']);
    await vault.collection('streams').dropIndex('subject');
    await vault.collection('streams').createIndex({ case: 1 }, { name: 'subject' });
    expect(await refusal()).toContain('Drop it, and any other on the same fields, and start again');
    await vault.collection<{ _id: string }>('liggare')
      .updateOne({ _id: 'format' }, { $set: { value: 2 } });
    expect(await refusal()).toContain('Use the version that wrote it, or a later one');
    await client.close();
  }, LONG_MS);
});
