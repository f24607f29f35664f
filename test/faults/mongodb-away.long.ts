import { once } from 'node:events';
import { MongoClient } from 'mongodb';
import { startServer } from '../../src/api/server.js';
import { kurrentDbSettings } from '../support/kurrentdb-server/kurrentdb-for-tests.js';
import { KurrentDbTestServer } from '../support/kurrentdb-server/kurrentdb-test-server.js';
import { mongoSettings } from '../support/mongodb-server/mongo-settings.js';
import { MongoDbTestServer } from '../support/mongodb-server/mongodb-test-server.js';
import { runServer } from '../support/running-server.js';
import { serveProcess } from '../support/served-process.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { units } from '../support/worked-example.js';

// Bad days of a Liggare whose vault and read models are in MongoDB, and of what it finds there.

const LONG_MS = 120_000;
const AWAY = 'urn:liggare:problem:store-unavailable';

const folder = temporaryFolder();
let kurrentDb: KurrentDbTestServer;
let mongoDb: MongoDbTestServer;
let settings: Record<string, string>;
let folders = 0;

beforeEach(async () => {
  kurrentDb = await KurrentDbTestServer.start();
  mongoDb = await MongoDbTestServer.start();
  settings = { ...kurrentDbSettings(kurrentDb.url), ...mongoSettings(mongoDb.url), LIGGARE_LEASE_MS: '3000' };
});
afterEach(() => Promise.all([kurrentDb.stop(), mongoDb.stop()]));
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

describe('MongoDB is away at the start', () => {
  test('it is waited for, which is said where the API will be, and then served', async () => {
    await mongoDb.stop();
    const served = await serveProcess(folder.file('waiting'), settings);
    expect(served.said()).toContain('not ready: the vault does not answer');
    expect(await ask(served.url, '/health/ready')).toMatchObject([503, { missing: ['vault'] }]);
    expect(await ask(served.url, '/v1/caseload')).toMatchObject([503, { type: AWAY }]);
    await mongoDb.start();
    await ready(served.url);
    await served.stop();
  }, LONG_MS);

  test('told to stop meanwhile, it stops', async () => {
    await mongoDb.stop();
    const { child } = await serveProcess(folder.file('stopped'), settings);
    child.kill('SIGTERM');
    expect(await once(child, 'exit')).toEqual([1, null]);
  }, LONG_MS);
});

test('MongoDB is away later: everything that needs it is told so, and commands lose nothing', async () => {
  const server = await runServer(settings);
  const administrator = await server.as('administrator', 'region');
  await administrator.deliver('school-units', units, 'text/csv');
  const person = { identityNumber: '200901022392', validOn: '2025-08-18' };
  const register = () => administrator.post<Told>('/v1/persons', person, { 'idempotency-key': 'one' });
  await mongoDb.stop();
  expect(await register()).toMatchObject({ status: 503, body: { type: AWAY } });
  expect(await administrator.get('/v1/caseload')).toMatchObject({ status: 503, body: { type: AWAY } });
  expect(await ask(server.url, '/health/ready'))
    .toMatchObject([503, { missing: ['vault', 'fence-journal', 'read-store', 'projector'] }]);
  await mongoDb.start();
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
  await kurrentDb.stop();
  while (!(await administrator.get('/v1/caseload')).headers.has('liggare-stale-since'));
  expect((await administrator.get('/v1/caseload')).status).toBe(200);
  expect(await ask(server.url, '/health/ready')).toMatchObject([503, { missing: ['ledger'] }]);
  await kurrentDb.start();
  while ((await administrator.get('/v1/caseload')).headers.has('liggare-stale-since'));
  await ready(server.url);
  await server.stop();
}, LONG_MS);

describe('refused at the start, with what to do, is', () => {
  const refusal = async (change: Record<string, string> = {}): Promise<string> => {
    const own = { LIGGARE_DATA: folder.file(`data-${folders += 1}`), LIGGARE_PORT: '0' };
    const environment = { ...own, LIGGARE_LOG_LEVEL: 'silent', ...settings, ...change };
    return startServer(environment).then((server) => server.close().then(() => 'nothing'), String);
  };

  test('whoever comes with wrong credentials', async () => {
    mongoDb.faults.isUnauthorized = true;
    expect(await refusal()).toContain('MongoDB refuses the credentials, or they may not read and write');
  }, LONG_MS);

  test('a vault of another ledger, or an empty one where the ledger is not', async () => {
    expect(await refusal()).toBe('nothing');
    expect(await refusal()).toBe('nothing'); // another data folder
    const other = { LIGGARE_KURRENTDB_LEDGER: 'another' };
    expect(await refusal(other)).toContain('is the vault of another ledger. Name another one with '
      + 'LIGGARE_MONGODB_VAULT_DATABASE.');
    const server = await runServer(settings);
    await (await server.as('administrator', 'region')).deliver('school-units', units, 'text/csv');
    await server.stop();
    expect(await refusal({ LIGGARE_MONGODB_VAULT_DATABASE: 'empty' }))
      .toContain('is an empty vault, and the ledger is not empty.');
  }, LONG_MS);

  test('a database of something else, of a later version, or with another index', async () => {
    const client = new MongoClient(mongoDb.url);
    await client.db('orders').collection('orders').insertOne({ paid: true });
    expect(await refusal({ LIGGARE_MONGODB_DATABASE: 'orders' })).toContain('The database orders in MongoDB '
      + 'holds something, and is no read models of Liggare\'s. Name another one with '
      + 'LIGGARE_MONGODB_DATABASE.');
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
