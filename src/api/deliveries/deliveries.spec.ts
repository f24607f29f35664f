import { ApiScene, codeOf, NOBODY, UNIT } from '../../../test/support/api-scene.js';
import type { Answer } from '../../../test/support/api-under-test.js';
import { readModels } from '../../composition/read-models.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
beforeEach(() => scene.begin());
afterAll(() => scene.close());

const row = (unit: string | number): string => `${unit},A,1480,B,municipal,1480,2020-01-01\n`;
const header = 'unit,name,principal_id,principal_name,principal_kind,municipality,valid_from\n';
const units = header + row(UNIT);

const send = (kind: string, content: string, headers = {}): Promise<Answer> =>
  scene.post(`/v1/deliveries/${kind}`, scene.administrator, content,
    { 'content-type': 'text/csv', ...headers });

describe('deliveries', () => {
  test('are read as they come, and reported', async () => {
    const sent = await send('school-units', `${header}${row(20_000_002)}`);
    expect(sent.status).toBe(200);
    expect(sent.body).toMatchObject({ state: 'completed', taken: 1 });
    const { body } = await scene.get(`/v1/deliveries/${String(sent.body.delivery)}`, scene.administrator);
    expect(body).toMatchObject({ taken: 1, refused: 0 });
  });

  test('sent again under the same key give the first report', async () => {
    const content = units + row(20_000_001);
    const [first, again] = [
      await send('school-units', content, { 'idempotency-key': 'k' }),
      await send('school-units', content, { 'idempotency-key': 'k' }),
    ];
    expect(again.body).toMatchObject({ delivery: first.body.delivery, taken: first.body.taken });
  });

  test('that are larger than any body may be are read all the same', async () => {
    const large = units + Array.from({ length: 500 }, (_, index) => row(10_000_000 + index)).join('');
    expect(large.length).toBeGreaterThan(scene.api.dependencies.limits.bodyLimitBytes);
    expect((await send('school-units', large)).body).toMatchObject({ state: 'completed', lines: 501 });
  });

  test('of a kind that is not there, or by another id, are unknown', async () => {
    expect(codeOf(await send('pupils', 'x'))).toBe('delivery-kind-unknown');
    const unknown = await scene.get(`/v1/deliveries/${NOBODY}`, scene.administrator);
    expect([unknown.status, codeOf(unknown)]).toEqual([404, 'delivery-unknown']);
  });
});

describe('operation', () => {
  test('read models are rebuilt, compared, and told of', async () => {
    const { administrator } = scene;
    await scene.after(await scene.enrol(), '/v1/caseload', administrator);
    const rebuild = (projections: string[]): Promise<Answer> =>
      scene.post('/v1/projections/rebuild', administrator, { projections });
    const { body } = await rebuild(['caseload']);
    const same = { missing: 0, extra: 0, different: 0 };
    expect(body.reports).toEqual([expect.objectContaining({ name: 'caseload', ...same })]);
    const standing = await scene.get('/v1/projections', administrator);
    const { projections } = standing.body as { projections: { name: string }[] };
    expect(projections.map(({ name }) => name)).toEqual(readModels().map(({ name }) => name));
    expect(codeOf(await rebuild(['none']))).toBe('projection-unknown');
    expect((await scene.get('/v1/projections/parked', administrator)).body).toEqual({ items: [] });
  });

  test('the ledger is verified', async () => {
    await scene.enrol();
    const { body } = await scene.post('/v1/verifications', scene.administrator, {});
    expect(body).toMatchObject({ findings: [] });
  });
});
