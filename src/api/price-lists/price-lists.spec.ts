import type { Answer } from '../../../test/support/api-under-test.js';
import { ApiScene, codeOf, eventsOf } from '../../../test/support/api-scene.js';

let scene: ApiScene;
/** What is in force is of all lists: each test has a region of its own. */
beforeEach(async () => { scene = await ApiScene.open(); });
afterEach(() => scene.close());

const price = (studyPath: string, perYearOre: number, validOn = '2026-01-01') => ({
  validOn, key: { year: 2026, principal: 'municipal', studyPath }, perYearOre, standing: 'decided',
});
const publish = (prices: object[]): Promise<Answer> =>
  scene.post('/v1/price-lists/kommunal/prices', scene.administrator, { prices });
const check = (prices: object[], query = ''): Promise<Answer> =>
  scene.post(`/v1/price-lists/kommunal/checks${query}`, scene.administrator, { prices });

test('a list is checked against what is in force, and nothing of it is recorded', async () => {
  const published = await publish([price('TE', 100)]);
  const [id] = eventsOf(published);
  const list = [price('TE', 110), price('NA', 120, '2026-03-01')];
  const [first, again] = [
    await check(list, `?atLeast=${String(published.body.position)}`), await check(list),
  ];
  expect(first.body).toEqual({
    refused: [], untouched: [],
    differences: [
      {
        index: 0, change: 'higher', perYearOre: 110,
        before: { id, perYearOre: 100, standing: 'decided', validOn: '2026-01-01' },
      },
      { index: 1, change: 'new', perYearOre: 120, gap: { from: '2026-01-01', to: '2026-03-01' } },
    ],
  });
  expect([first.status, again.body]).toEqual([200, first.body]);
});

test('a list with two prices for one key and day is refused whole, by the second', async () => {
  const list = [price('EK', 100), price('SA', 100), price('EK', 101)];
  expect((await check(list)).body).toMatchObject({
    refused: [{ index: 2, code: 'price-twice', field: 'perYearOre' }], differences: [],
  });
  const refused = await publish(list);
  expect([codeOf(refused), refused.body.field]).toEqual(['price-twice', 'prices.2.perYearOre']);
  expect((await publish([price('SA', 100)])).status).toBe(201); // not known from the refused list
});

test.each<[string, object]>([
  ['a negative amount', { perYearOre: -1 }], ['an amount with decimals', { perYearOre: 100.5 }],
  ['an amount as text', { perYearOre: '100,50' }],
])('%s is refused by its row', async (_, more) => {
  const refused = await publish([price('EK', 100), { ...price('SA', 100), ...more }]);
  expect(codeOf(refused)).toBe('request-invalid');
  expect(refused.body.errors).toMatchObject([{ field: 'prices.1.perYearOre' }]);
});

test('a price that would not hold, for want of a word of when it was decided, is refused', async () => {
  expect((await publish([price('BF', 100)])).status).toBe(201);
  const refused = await publish([price('BF', 90)]);
  expect([codeOf(refused), refused.body.field]).toEqual(['price-undated', 'prices.0.reportedAt']);
  expect((await publish([{ ...price('BF', 90), reportedAt: '2026-01-20T09:00:00Z' }])).status).toBe(201);
});

test('a price may tell its parts; those that it cannot have are refused by their row', async () => {
  const withParts = (parts: object) => publish([{ ...price('HA', 100_00), parts }]);
  const refused = await withParts({ premisesOre: 30_00, vatOre: 6_00 });
  expect([codeOf(refused), refused.body.field]).toEqual(['price-parts-impossible', 'prices.0.parts.vatOre']);
  const parts = { premisesOre: 30_00, mealsOre: 0 };
  const said = await withParts(parts);
  const atLeast = `?atLeast=${String(said.body.position)}`;
  const other = { ...price('HA', 100_00), parts: { ...parts, mealsOre: 5_00 } };
  expect((await check([other], atLeast)).body).toMatchObject({ refused: [{ code: 'price-undated' }] });
  const decided = { ...other, reportedAt: '2026-01-20T09:00:00Z' };
  expect((await check([decided])).body).toMatchObject({ differences: [{ change: 'parts' }] });
  expect((await check([price('NA', 1)])).body.untouched).toContainEqual(expect.objectContaining({ parts }));
});

test('a grant lowered for days gone by is refused with its paragraph, checked or published', async () => {
  const granted = { ...price('IB', 100_00), key: { ...price('IB', 0).key, principal: 'independent' } };
  const said = await publish([granted]);
  const lower = { ...granted, perYearOre: 90_00, reportedAt: '2026-02-20T09:00:00Z' };
  const [checked, refused] = [
    await check([lower], `?atLeast=${String(said.body.position)}`), await publish([lower]),
  ];
  const rule = expect.stringContaining('Upper Secondary Ordinance 13:2') as string;
  expect(checked.body.refused).toEqual([
    { index: 0, code: 'price-decrease-reaches-back', field: 'validOn', rule },
  ]);
  expect(refused.body).toMatchObject({ field: 'prices.0.validOn', detail: rule });
});

test('somebody\'s own price is that of a municipality there is, or of another principal', async () => {
  const own = (owner: string, basis = 'own') => {
    const { key, ...rest } = price('EK', 100_00);
    return { ...rest, key: { ...key, basis, owner } };
  };
  const made = [own('1480'), own('1479')];
  expect((await check(made)).body).toMatchObject({
    refused: [{ index: 1, code: 'municipality-unknown', field: 'key.owner' }], differences: [],
  });
  const refused = await publish(made);
  expect([refused.status, codeOf(refused), refused.body.field])
    .toEqual([422, 'municipality-unknown', 'prices.1.key.owner']);
  expect((await publish([own('1480'), own('556000-0001'), own('2026', 'agreement')])).status).toBe(201);
});

test('a list in CSV is checked before it is sent, and is not sent by that', async () => {
  const said = await publish([price('SA', 100_00)]);
  const list = 'valid_from;year;principal;study_path;amount_sek;standing;decided_on\n'
    + '2026-01-01;2026;municipal;SA;99,50;decided;2026-01-20\n';
  const path = `/v1/deliveries/price-list/checks?atLeast=${String(said.body.position)}`;
  const send = (token: string) => scene.post(path, token, list, { 'content-type': 'text/csv' });
  const [checked, again] = [await send(scene.administrator), await send(scene.administrator)];
  expect([checked.status, checked.body]).toMatchObject([200, {
    lines: 1, refused: [], differences: [{ line: 2, change: 'lower', before: { id: eventsOf(said)[0] } }],
  }]);
  expect(again.body).toEqual(checked.body);
  expect(codeOf(await send(scene.registrar))).toBe('role-not-permitted');
});

test('a check is for those who may publish', async () => {
  expect(codeOf(await scene.post('/v1/price-lists/kommunal/checks', scene.registrar, {
    prices: [price('TE', 100)],
  }))).toBe('role-not-permitted');
});
