import { ApiScene } from '../../../test/support/api-scene.js';
import { openApi } from '../../../test/support/api-under-test.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
beforeEach(() => scene.begin());
afterAll(() => scene.close());

test('a request is logged by its route, its caller by role and organisation', async () => {
  const { headers } = await scene.enrol();
  const line = JSON.parse(scene.api.logged.at(-1)!) as Record<string, unknown>;
  expect(line).toEqual({
    level: 'info', time: expect.any(String), msg: 'request', method: 'POST', ms: expect.any(Number),
    route: '/v1/persons/:person/enrolments', status: 201, correlationId: headers['x-correlation-id'],
    roles: ['registrar'], organisation: '1480',
  });
});

test('nothing of a person stands in a log or a metric', async () => {
  const { administrator, number, person } = scene;
  await scene.post('/v1/persons/search', administrator, { identityNumber: number });
  await scene.get(`/v1/persons/${person}?knownAt=${number}`, administrator);
  await scene.get(`/v1/nobody/${number}`, administrator);
  await scene.api.call(`/v1/caseload?person=${number}`, { token: administrator });
  const { text } = await scene.api.call('/metrics');
  const seen = text + scene.api.logged.join('\n');
  expect(seen).toContain('/v1/persons/search');
  for (const secret of [number, person, 'Maja', administrator, 'local:administrator']) {
    expect(seen).not.toContain(secret);
  }
});

test('metrics tell requests, events, lag and the process', async () => {
  const command = await scene.enrol();
  await scene.after(command, '/v1/caseload', scene.registrar);
  const { text, headers } = await scene.api.call('/metrics');
  expect(headers['content-type']).toMatch(/^text\/plain/);
  expect(text).toMatch(/_request_seconds_count\{method="POST",route="\/v1\/persons",status="201"\} \d+/);
  expect(text).toMatch(/liggare_events_appended_total\{through="command"\} \d+/);
  expect(text).toMatch(/liggare_projection_lag_events\{projection="caseload"\} 0/);
  expect(text).toMatch(/process_cpu_seconds_total/);
});

test('the service says that it lives and that it is ready', async () => {
  expect(await scene.api.call('/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
  const { status, body } = await scene.api.call('/health/ready');
  expect([status, body.status]).toEqual([200, 'ready']);
});

test('whoever probes while a store is away is answered with a warning in the log, and no error', async () => {
  const away = await openApi({ unanswered: () => Promise.resolve(['vault']) });
  const { status, body } = await away.call('/health/ready');
  await away.close();
  expect([status, body]).toEqual([503, { status: 'not-ready', missing: ['vault'], readModels: [] }]);
  expect(JSON.parse(away.logged.at(-1)!)).toMatchObject({ level: 'warn', route: '/health/ready', status });
});
