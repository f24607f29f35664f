import { ApiScene, codeOf, itemsOf, OTHER_UNIT, UNIT } from '../../../test/support/api-scene.js';
import { NOW } from '../../../test/support/api-under-test.js';

const DAY_MS = 86_400_000;
const THIRD = '10000001';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
afterAll(() => scene.close());

const principal = { id: '1480', name: 'Exempelkommunen', kind: 'municipal' };
const other = { id: 'ph-1', name: 'Exempelstiftelsen', kind: 'independent' };

/** Tokens do not last for weeks. */
const today = () => scene.api.token({ role: 'administrator', organisation: 'region' });

const silent = async (query = ''): Promise<string[]> =>
  itemsOf(await scene.get(`/v1/silent-units${query}`, await today()))
    .map(({ unit, heardOn = 'never', silentDays = '' }) => `${unit} ${heardOn} ${silentDays}`.trim());

/** A roll of a unit, as its school system sends it every night. */
const sendRoll = async (unit: string) => scene.post('/v1/deliveries/school-roll', await today(),
  `unit,on,identity_number\n${unit},2026-02-02,${scene.number}\n`, { 'content-type': 'text/csv' });

test('schools are silent of which nothing came, whether it said anything new or not', async () => {
  const days = (count: number): void => 
    scene.api.at(new Date(Date.parse('2026-03-17T08:00:00Z') + count * DAY_MS).toISOString());
  await scene.begin();
  days(0);
  const units = [[UNIT, principal], [OTHER_UNIT, principal], [THIRD, other]] as const;
  const administrator = await today();
  const registered = await scene.post('/v1/school-units', administrator, {
    units: units.map(([unit, run]) => ({ validOn: '2020-01-01', unit, name: 'A', principal: run })),
  });
  await scene.after(registered, '/v1/silent-units', administrator);
  expect(await silent()).toEqual([THIRD, OTHER_UNIT, UNIT].sort().map((unit) => `${unit} never`));

  expect((await sendRoll(OTHER_UNIT)).body).toMatchObject({ taken: 1 });
  const registrar = await scene.api.token({ role: 'registrar', units: [UNIT] });
  expect((await scene.enrol(registrar)).status).toBe(201);
  expect(await silent()).toEqual([`${THIRD} never`]);

  days(13);
  expect((await sendRoll(OTHER_UNIT)).body).toMatchObject({ taken: 0, known: 1 });
  expect(await silent()).toEqual([`${THIRD} never`]);

  days(14);
  const asked = { validOn: '2026-03-30', municipality: '1480', unit: UNIT, asks: 'right-days' };
  expect((await scene.say('correction-requests', await today(), asked)).status).toBe(201);
  expect(await silent()).toEqual([`${THIRD} never`, `${UNIT} 2026-03-17 14`]);
  expect(await silent('?days=1'))
    .toEqual([`${THIRD} never`, `${OTHER_UNIT} 2026-03-30 1`, `${UNIT} 2026-03-17 14`]);
  expect(await silent('?days=1&principal=ph-1')).toEqual([`${THIRD} never`]);
  expect(await silent('?days=1&limit=1')).toEqual([`${THIRD} never`]);
});

test('a whole year is looked at and no more, and everybody who works with schools may ask', async () => {
  scene.api.at(NOW);
  for (const days of ['0', '366', 'x']) {
    const { status } = await scene.get(`/v1/silent-units?days=${days}`, scene.administrator);
    expect(status).toBe(400);
  }
  for (const token of [scene.registrar, scene.officer]) {
    expect((await scene.get('/v1/silent-units', token)).status).toBe(200);
  }
  expect(codeOf(await scene.get('/v1/silent-units', ''))).toBe('token-missing');
});
