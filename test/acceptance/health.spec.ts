import request from 'supertest';
import { readModels as allReadModels } from '../../src/composition/read-models.js';
import { type RunningServer, runServer } from '../support/running-server.js';

/** What an operator asks, without a token. */

interface Ready { readModels: { name: string; lagEvents: number }[] }

let server: RunningServer;

beforeAll(async () => { server = await runServer(); });
afterAll(() => server.stop());

test('it lives', async () => {
  await request(server.url).get('/health/live').expect(200);
});

test('it is ready once its read models are there, and says how far behind they are', async () => {
  const administrator = await server.as('administrator', 'region');
  const units = 'unit,name,principal_id,principal_name,principal_kind,valid_from\n'
    + '10000001,Skolan,1480,Kommunen,municipal,2020-01-01\n';
  const { body } = await administrator.deliver<{ position: string }>('school-units', units, 'text/csv');
  await administrator.get(`/v1/caseload?atLeast=${body.position}`);
  const ready = await request(server.url).get('/health/ready').expect(200);
  const { readModels } = ready.body as Ready;
  expect(readModels.map(({ name, lagEvents }) => [name, lagEvents]))
    .toEqual(allReadModels().map(({ name }) => [name, 0]));
});

test('nothing else is told to those who bring no token', async () => {
  await request(server.url).get('/v1/caseload').expect(401).expect('content-type', /problem\+json/);
});
