import { ApiScene, itemsOf, UNIT } from '../../test/support/api-scene.js';
import { type ApiUnderTest, NOW, openApi } from '../../test/support/api-under-test.js';
import { settledExample } from '../../test/support/settled-example.js';
import type { ProjectionControl } from '../application/ports/projection-control.js';

/** What comes whole: a row for each group there is, or for each thing of one. */
const WHOLE: readonly string[] = [
  '/v1/caseload/counts', '/v1/cost/state-claims/totals', '/v1/kaa/counts', '/v1/kaa/coverage',
  '/v1/kaa/dropouts', '/v1/kaa/figures', '/v1/kaa/layouts', '/v1/kaa/reports/{report}/differences',
  '/v1/reporting-delay', '/v1/settlements/draft/deviations/counts', '/v1/settlements/draft/sums',
  '/v1/settlements/{settlement}/sums',
];

interface Operation {
  readonly parameters?: readonly { readonly name: string }[];
  readonly responses: Record<string, { readonly content?: Record<string, { readonly schema: Schema }> }>;
}
interface Schema { readonly properties?: Record<string, unknown> }

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
afterAll(() => scene.close());

const answerOf = ({ responses }: Operation): Record<string, unknown> =>
  responses['200']?.content?.['application/json']?.schema.properties ?? {};

test('every list comes in pages, but for those named here', async () => {
  const { paths } = (await scene.get('/openapi.json', '')).body as
    { paths: Record<string, { get?: Operation }> };
  const lists = Object.entries(paths).flatMap(([path, { get }]) =>
    (get && 'items' in answerOf(get) ? [[path, get] as const] : []));
  const isPaged = (get: Operation): boolean => 'next' in answerOf(get)
    && ['limit', 'after'].every((name) => get.parameters?.some((each) => each.name === name));
  expect(lists.length).toBeGreaterThan(30);
  expect(lists.filter(([, get]) => !isPaged(get)).map(([path]) => path).sort()).toEqual(WHOLE);
});

/** Every row of a list, asked for one by one. */
const oneByOne = async (
  path: string, token = scene.administrator, { api }: { readonly api: ApiUnderTest } = scene,
): Promise<Record<string, unknown>[]> => {
  const rows: Record<string, unknown>[] = [];
  for (let after = ''; ;) {
    const page = await api.call(`${path}?limit=1${after}`, { token });
    expect([page.status, itemsOf(page).length]).toEqual([200, 1]);
    rows.push(...itemsOf(page));
    if (page.body.next === undefined) return rows;
    after = `&after=${String(page.body.next)}`;
  }
};

test('agreements and policies, and their versions', async () => {
  const economist = await scene.api.token({ role: 'economist', organisation: 'region' });
  const set = async (path: string, body: object): Promise<void> => {
    const answer = await scene.post(`/v1/${path}/versions`, economist, body);
    await scene.after(answer, '/v1/agreements', economist);
  };
  const agreement = { parties: ['1407', '1480'], terms: [{ payee: 'municipal', policy: 'default' }] };
  const policy = {
    counting: { rule: 'SNAPSHOT', version: 1, day: 15 }, augustStartPaysFromJuly: true, confirmBy: '09-15',
    dropoutDay: 'first-unpaid', documentPays: 'through-june', correctsYearsBack: 1,
  };
  await set('agreements/north', { ...agreement, validOn: '2026-02-01' });
  await set('agreements/gr', { ...agreement, validOn: '2026-02-01' });
  await set('agreements/gr', { ...agreement, validOn: '2026-01-01' });
  await set('cost-policies/monthly', { ...policy, validOn: '2026-02-01' });
  await set('cost-policies/monthly', { ...policy, validOn: '2026-01-01' });
  const fields = async (path: string, field: string): Promise<unknown[]> =>
    (await oneByOne(path)).map((row) => row[field]);
  expect(await fields('/v1/agreements', 'agreement')).toEqual(['gr', 'north']);
  expect(await fields('/v1/agreements/gr/versions', 'validOn')).toEqual(['2026-01-01', '2026-02-01']);
  expect(await fields('/v1/cost-policies', 'policy')).toEqual(['default', 'monthly']);
  expect(await fields('/v1/cost-policies/monthly/versions', 'validOn')).toEqual(['2026-01-01', '2026-02-01']);
});

test('decisions on how a place is paid for', async () => {
  await scene.begin();
  const economist = await scene.api.token({ role: 'economist', organisation: '1480' });
  const decided = { municipality: '1480', reason: 'plan-agreed' };
  const said = [
    await scene.say('asylum-claim-decisions', economist, { ...decided, validOn: '2026-02-01' }),
    await scene.say('extended-study-decisions', economist, { ...decided, validOn: '2025-07-01' }),
  ];
  expect(said.map(({ status }) => status)).toEqual([201, 201]);
  const listed = await oneByOne(`/v1/persons/${scene.person}/funding-decisions`, economist);
  expect(listed.map(({ validOn }) => validOn)).toEqual(['2025-07-01', '2026-02-01']);
});

test('half-year reports, the newest first', async () => {
  const asked = { municipality: '1480', half: '2025H2' };
  const made: unknown[] = [];
  for (let nth = 0; nth < 3; nth += 1) {
    made.push((await scene.post('/v1/kaa/reports', scene.officer, asked)).body.report);
  }
  const listed = await oneByOne('/v1/kaa/reports', scene.officer);
  expect(listed.map(({ report }) => report)).toEqual(made.toReversed());
});

test('deliveries, the newest first', async () => {
  const header = 'unit,name,principal_id,principal_name,principal_kind,municipality,valid_from\n';
  const send = async (unit: number): Promise<unknown> => {
    const row = `${unit},A,1480,B,municipal,1480,2020-01-01\n`;
    return (await scene.post('/v1/deliveries/school-units', scene.administrator, header + row,
      { 'content-type': 'text/csv' })).body.delivery;
  };
  const sent: unknown[] = [];
  for (const unit of [10_000_001, 10_000_002, 10_000_003]) {
    scene.instant();
    sent.push(await send(unit));
  }
  await scene.api.catchUp();
  const listed = await oneByOne('/v1/deliveries');
  expect(listed.map(({ delivery }) => delivery).slice(0, 3)).toEqual(sent.toReversed());
});

test('questions to schools, the oldest first', async () => {
  await scene.begin();
  await scene.enrol();
  const asks = ['right-days', 'is-a-pupil-there', 'right-person'];
  const question = { validOn: '2026-02-09', municipality: '1480', unit: UNIT };
  for (const [nth, one] of asks.entries()) {
    scene.api.at(`2026-03-${16 + nth}T08:30:00Z`);
    const officer = await scene.api.token({ role: 'follow-up-officer' });
    expect((await scene.say('correction-requests', officer, { ...question, asks: one })).status).toBe(201);
  }
  await scene.api.catchUp();
  const registrar = await scene.api.token({ role: 'registrar', units: [UNIT] });
  const listed = await oneByOne('/v1/correction-requests', registrar);
  expect(listed.map(({ asks: one }) => one)).toEqual(asks);
  scene.api.at(NOW);
});

test('settlements, the newest first; what differs, payer by payer and month by month', async () => {
  const { api, token, post } = await settledExample();
  const [issued] = await oneByOne('/v1/settlements', token, { api });
  const { body: prepared } = await post('/v1/settlements', { through: '2025-10' });
  expect((await oneByOne('/v1/settlements', token, { api })).map(({ settlement }) => settlement))
    .toEqual([prepared.settlement, issued!.settlement]);
  const [{ person } = {}] = itemsOf(await api.call('/v1/caseload?date=2025-09-01', { token }));
  const { body } = await post(`/v1/persons/${String(person)}/home-municipality`, {
    validOn: '2025-08-01', municipality: '1481', source: 'population-register',
  });
  await api.call(`/v1/settlements/reconciliation?atLeast=${String(body.position)}`, { token });
  const differing = await oneByOne('/v1/settlements/reconciliation', token, { api });
  // Where the pupil lived in July nobody says any more.
  expect(differing.map(({ payer, month }) => `${String(payer)} ${String(month)}`))
    .toEqual(['1407 2025-07', '1407 2025-08', '1481 2025-08']);

  const page = async (query: string) =>
    (await api.call(`/v1/settlements/reconciliation?limit=1${query}`, { token })).body;
  const first = await page('');
  const principal = { id: '1480', name: 'B', kind: 'municipal' };
  const unit = { validOn: '2020-01-01', unit: '49918856', name: 'A', principal };
  const { body: { position } } = await post('/v1/school-units', { units: [unit] });
  const after = `&after=${String(first.next)}`;
  expect((await page(after)).position).toBe(first.position);
  expect((await page(`${after}&atLeast=${String(position)}`)).position).toBe(position);
  expect((await page('')).position).toBe(position);
  await api.close();
});

test('what is parked, read model by read model', async () => {
  const parked = ['kaa', 'caseload', 'charges'].map((projection) =>
    ({ projection, key: 'a', position: '0000000000000001', reason: 'Error' }));
  const projections: ProjectionControl = {
    status: () => Promise.resolve({ head: '', projections: [] }), parked: () => Promise.resolve(parked),
    waitFor: () => Promise.resolve(true), rebuild: () => Promise.resolve([]),
    redrive: () => Promise.resolve(false),
  };
  const api = await openApi({ projections });
  const token = await api.token({ role: 'administrator' });
  const listed = await oneByOne('/v1/projections/parked', token, { api });
  expect(listed.map(({ projection }) => projection)).toEqual(['caseload', 'charges', 'kaa']);
  await api.close();
});
