import type { Answer } from '../../../test/support/api-under-test.js';
import { ApiScene, codeOf, eventsOf, itemsOf, NOBODY, UNIT } from '../../../test/support/api-scene.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
beforeEach(() => scene.begin());
afterAll(() => scene.close());

const signsAfter = async (
  answer: Answer, token = scene.officer, more = '',
): Promise<Record<string, unknown>[]> =>
  itemsOf(await scene.ofPersonAfter(answer, `/v1/kaa/signs?date=2026-03-16${more}`, token));
const explain = (token: string, body: object): Promise<Answer> =>
  scene.say('sign-explanations', token, { validOn: '2026-03-16', why: 'followed-up', ...body });
const atUnit = { unit: UNIT, validOn: '2026-02-02' };

test('whom no school has spoken of is listed, until ticked off, and back when more is said', async () => {
  const left = await scene.say('compulsory-schooling', scene.administrator, { validOn: '2025-06-13' });
  const [sign] = await signsAfter(left);
  expect(sign).toMatchObject({ sign: 'no-school', municipality: '1480', unit: '', explained: 0 });
  const ticked = await explain(scene.officer, { municipality: '1480', evidence: sign!['evidence'] });
  expect(await signsAfter(ticked)).toEqual([]);
  expect(await signsAfter(ticked, scene.officer, '&explained=yes')).toHaveLength(1);
  const placed = await scene.say('summer-placements', scene.registrar,
    { unit: UNIT, studyPath: 'NANAT000N', validOn: '2025-07-01' });
  expect(await signsAfter(placed)).toMatchObject([{ sign: 'no-school', explained: 0 }]);
});

test('what a school reports of absence flags the pupil at the school and in the municipality', async () => {
  await scene.enrol();
  const away = await scene.say('absences', scene.registrar, atUnit);
  const flag = { sign: 'away-a-month', unit: UNIT, from: '2026-03-02', evidence: eventsOf(away) };
  expect(await signsAfter(away)).toMatchObject([flag]);
  expect(await signsAfter(away, scene.registrar)).toMatchObject([flag]);
  expect(await signsAfter(away, scene.otherOfficer)).toEqual([]);
  const decided = { ...atUnit, validOn: '2026-03-09' };
  const excepted = await scene.say('absence-exceptions', scene.registrar, decided);
  expect(await signsAfter(excepted)).toEqual([]);
  const undone = await scene.say('attendance-withdrawals', scene.registrar,
    { withdraws: eventsOf(excepted)[0] });
  expect(await signsAfter(undone)).toMatchObject([flag]);
  const back = await scene.say('absence-ends', scene.registrar, { ...atUnit, validOn: '2026-03-10' });
  expect(await signsAfter(back)).toEqual([]);
});

test('who did not come is flagged, and a school that knows better ticks it off', async () => {
  await scene.enrol();
  const never = await scene.say('no-shows', scene.registrar, { unit: UNIT, validOn: '2025-08-18' });
  expect(await signsAfter(never)).toMatchObject([{ sign: 'did-not-appear', from: '2025-08-21' }]);
  const ticked = await explain(scene.registrar, { unit: UNIT, evidence: eventsOf(never) });
  expect(await signsAfter(ticked)).toEqual([]);
});

test('a pupil gone from the list of all that a school has is found', async () => {
  await scene.enrol();
  const roll = (day: string, ...numbers: string[]): Promise<Answer> => scene.post(
    '/v1/deliveries/school-roll', scene.administrator,
    `unit;on;identity_number\n${[...numbers, ''].map((number) => `${UNIT};${day};${number}\n`).join('')}`,
    { 'content-type': 'text/csv' });
  const without = await roll('2026-03-02');
  expect(await signsAfter(without))
    .toMatchObject([{ sign: 'gone-from-roll', unit: UNIT, from: '2026-03-02' }]);
  expect(await signsAfter(await roll('2026-03-02', scene.number))).toEqual([]);
  expect(await signsAfter(await roll('2026-03-09'))).toMatchObject([{ from: '2026-03-09' }]);
  expect(await signsAfter(await roll('2026-03-16', scene.number))).toEqual([]);
});

test('nobody ticks off in the name of another, and others see nothing', async () => {
  const evidence = [NOBODY];
  expect(codeOf(await explain(scene.otherOfficer, { municipality: '1480', evidence })))
    .toBe('other-organisation');
  expect(codeOf(await explain(scene.registrar, { unit: '49918856', evidence }))).toBe('other-unit');
  expect(codeOf(await explain(scene.officer, { evidence }))).toBe('other-organisation');
  expect(codeOf(await explain(scene.administrator, { evidence }))).toBe('whose-word-unclear');
  const economist = await scene.api.token({ role: 'economist' });
  expect(codeOf(await scene.get('/v1/kaa/signs', economist))).toBe('role-not-permitted');
  expect(codeOf(await scene.say('absences', scene.officer, atUnit))).toBe('role-not-permitted');
});
