import { codeOf, itemsOf, NOBODY } from '../../../test/support/api-scene.js';
import { type Answer, type ApiUnderTest, openApi } from '../../../test/support/api-under-test.js';
import type { ProjectionControl } from '../../application/ports/projection-control.js';
import { readModels } from '../../composition/read-models.js';

const FIRST = '0000000000000001';
const BEYOND = '0999999999999999';

let api: ApiUnderTest;
let token: string;

const ask = (path: string, atLeast: string): Promise<Answer> =>
  api.call(`${path}${path.includes('?') ? '&' : '?'}atLeast=${atLeast}`, { token });

const open = async (changed: Parameters<typeof openApi>[0] = {}): Promise<void> => {
  api = await openApi(changed);
  token = await api.token({ role: 'administrator', organisation: 'region' });
};
const close = (): Promise<void> => api.close();

const registerUnit = async (): Promise<string> => {
  const principal = { id: '1480', name: 'B', kind: 'municipal' };
  const unit = { validOn: '2020-01-01', unit: '94353434', name: 'A', principal };
  const { body } = await api.call('/v1/school-units', { token, body: { units: [unit] } });
  return String(body.position);
};

const awaited: string[] = [];
const nobodyComes: ProjectionControl = {
  status: () => Promise.resolve({ head: FIRST, projections: [] }),
  waitFor: (_, __, names = ['all']) => {
    awaited.push(names.join(' + '));
    return Promise.resolve(false);
  },
  rebuild: () => Promise.resolve([]), parked: () => Promise.resolve([]),
  redrive: () => Promise.resolve(false),
};

describe('a query waits for the read models that it reads', () => {
  beforeAll(() => open({ projections: nobodyComes }));
  afterAll(close);
  const [cost, withPupils] = ['cost-allocation', 'cost-allocation + charges'];

  test.each([
    ['/v1/caseload', 'caseload'], ['/v1/caseload/left', 'caseload'], ['/v1/caseload/counts', 'caseload'],
    ['/v1/kaa/youths', 'kaa'], ['/v1/kaa/counts', 'kaa'], ['/v1/kaa/signs', 'kaa'],
    ['/v1/kaa/figures', 'kaa'], ['/v1/kaa/dropouts', 'caseload'],
    ['/v1/kaa/drift', 'kaa + charges'], ['/v1/kaa/spells', 'kaa + charges'],
    ['/v1/kaa/reports/draft?municipality=1480&half=2025H2', 'kaa'],
    ['/v1/cost?month=2026-01', cost], ['/v1/cost/sums?month=2026-01&by=payer', cost],
    ['/v1/cost/lines?month=2026-01', withPupils], ['/v1/cost/deviations?month=2026-01', withPupils],
    ['/v1/cost/export?month=2026-01&format=csv', withPupils],
    [`/v1/cost/explanation?person=${NOBODY}&month=2026-01`, cost],
    ['/v1/agreements', cost], ['/v1/cost-policies', cost],
    ['/v1/settlements/draft?through=2026-01', withPupils],
    ['/v1/settlements/draft/sums?through=2026-01', withPupils],
    ['/v1/settlements/draft/deviations?through=2026-01', withPupils],
    ['/v1/settlements/reconciliation', withPupils],
    [`/v1/trail?delivery=${NOBODY}`, 'audit-trail'], ['/v1/trail?actor=a', 'audit-trail'],
    ['/v1/trail?stream=schoolregister-region', ''], ['/v1/trail?from=2026-01-01T00:00:00Z', ''],
  ])('%s for %s', async (path, read) => {
    awaited.length = 0;
    expect(codeOf(await ask(path, FIRST))).toBe('read-model-behind');
    expect(new Set(awaited)).toEqual(new Set([read]));
    const names = read === '' ? [] : read.split(' + ');
    expect(readModels().map(({ name }) => name)).toEqual(expect.arrayContaining(names));
  });

  test('a pupil who is asked for by id may be protected, which charges tell of', async () => {
    awaited.length = 0;
    const path = `/v1/cost/lines?month=2026-01&person=${NOBODY}`;
    expect(codeOf(await ask(path, FIRST))).toBe('read-model-behind');
    expect(new Set(awaited)).toEqual(new Set([withPupils]));
  });
});

describe('a position', () => {
  afterEach(close);

  test('that read models came to while was asked how far they are is read', async () => {
    const answers = [false, true];
    await open({ projections: { ...nobodyComes, waitFor: () => Promise.resolve(answers.shift()!) } });
    expect((await ask('/v1/agreements', FIRST)).status).toBe(200);
    expect(answers).toEqual([]);
  });

  test('that was given is waited for', async () => {
    await open();
    const answer = await ask('/v1/agreements', await registerUnit());
    expect([answer.status, itemsOf(answer)]).toEqual([200, []]);
  });

  test('that the ledger has not come to is waited for, in vain', async () => {
    await open();
    const { limits } = api.dependencies;
    await api.close();
    await open({ limits: { ...limits, waitLimitMs: 10 } });
    await registerUnit();
    await api.catchUp();
    for (const path of ['/v1/caseload', '/v1/trail?actor=a', '/v1/trail?stream=schoolregister-region']) {
      const answer = await ask(path, BEYOND);
      expect([answer.status, codeOf(answer)]).toEqual([503, 'read-model-behind']);
      expect(answer.body).toMatchObject({ lagEvents: 0, detail: expect.stringContaining('another ledger') });
      expect(answer.headers['retry-after']).toBe('1');
    }
  });

  test.each(['-1', 'garbage', '0000000000000001x', '1'])('that is none is refused: %s', async (position) => {
    await open();
    const answer = await ask('/v1/caseload', position);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'request-invalid']);
    expect(answer.body.errors).toEqual([expect.objectContaining({ field: 'atLeast' })]);
  });
});
