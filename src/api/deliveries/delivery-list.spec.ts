import { ApiScene, codeOf, itemsOf } from '../../../test/support/api-scene.js';
import { type Answer, NOW } from '../../../test/support/api-under-test.js';

let scene: ApiScene;
beforeEach(async () => { scene = await ApiScene.open(); });
afterEach(() => scene.close());

const header = 'unit,name,principal_id,principal_name,principal_kind,municipality,valid_from\n';
const units = `${header}10000001,A,1480,B,municipal,1480,2020-01-01\n10000002,A,1480,B,municipal,,never\n`;
const prices = 'valid_from,year,principal,study_path,amount_sek\n';

/** Sends as somebody, at a time. */
const sent = async (at: string, kind: string, content: string, headers = {}): Promise<Answer> => {
  scene.api.at(at);
  const token = await scene.api.token({ role: 'administrator', organisation: 'region' });
  return scene.post(`/v1/deliveries/${kind}`, token, content, { 'content-type': 'text/csv', ...headers });
};

const listed = async (query = ''): Promise<Record<string, unknown>[]> => {
  await scene.api.catchUp();
  const token = await scene.api.token({ role: 'auditor', organisation: 'region' });
  return itemsOf(await scene.get(`/v1/deliveries${query}`, token));
};

const kinds = async (query: string): Promise<unknown[]> => (await listed(query)).map(({ kind }) => kind);

/** Late in the evening of a winter's day in UTC, the next day in Sweden. */
const [MORNING, LATE] = ['2026-03-16T08:00:00.000Z', '2026-03-16T23:30:00.000Z'];

test('deliveries are listed with who sent them and what became of them, the newest first', async () => {
  const { body: report } = await sent(MORNING, 'school-units', units);
  await sent(LATE, 'price-list', prices.slice(0, 20));
  const [broken, completed] = await listed();
  expect(completed).toEqual({
    delivery: report.delivery, kind: 'school-units', state: 'completed',
    actor: expect.stringContaining('administrator') as string, organisation: 'region', receivedAt: MORNING,
    receivedOn: '2026-03-16', endedAt: MORNING, lines: 2, taken: 1, known: 0, refused: 1, bytes: units.length,
  });
  expect(broken).toMatchObject({
    kind: 'price-list', state: 'broken', problem: expect.any(String) as string, receivedOn: '2026-03-17',
  });
});

test('by kind, what became of them, who sent them and the days they came', async () => {
  await sent(MORNING, 'school-units', units);
  await sent(LATE, 'price-list', prices.slice(0, 20));
  expect(await kinds('?kind=school-units')).toEqual(['school-units']);
  expect(await kinds('?state=broken')).toEqual(['price-list']);
  expect(await kinds('?organisation=region')).toHaveLength(2);
  expect(await kinds('?organisation=1480')).toEqual([]);
  expect(await kinds('?from=2026-03-17')).toEqual(['price-list']);
  expect(await kinds('?to=2026-03-17')).toEqual(['school-units']);
  scene.api.at(NOW);
  const wrong = await scene.get('/v1/deliveries?state=lost', scene.administrator);
  expect([wrong.status, codeOf(wrong)]).toEqual([400, 'request-invalid']);
});

test('one sent anew under its key stands there once, as of the last time', async () => {
  const key = { 'idempotency-key': 'k' };
  const half = units.slice(0, header.length - 10);
  expect((await sent(MORNING, 'school-units', half, key)).body).toMatchObject({ state: 'broken' });
  await sent(LATE, 'school-units', units, key);
  expect(await listed()).toEqual([
    expect.objectContaining({ state: 'completed', receivedAt: LATE, lines: 2 }),
  ]);
  expect((await listed())[0]).not.toHaveProperty('problem');
});

test('one whose process ended in the middle is receiving, without figures', async () => {
  const { ledger } = scene.api.dependencies;
  const received = { type: 'DeliveryReceived', data: { kind: 'elin' } } as const;
  const target = { stream: 'delivery-3f6c0a52-9d1e-4a30-9d5d-0f9a3a521c1e' };
  const by = { actor: 'a', organisation: '1480', commandKey: 'k', delivery: target.stream.slice(9) };
  await ledger.append(target, -1, [received], ledger.metaOf(target, received.data, by));
  const [only] = await listed();
  expect(only).toMatchObject({ kind: 'elin', state: 'receiving', organisation: '1480' });
  expect(only).not.toHaveProperty('lines');
});
