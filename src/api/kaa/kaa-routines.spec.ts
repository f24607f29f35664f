import type { Answer } from '../../../test/support/api-under-test.js';
import { ApiScene, codeOf, eventsOf, itemsOf } from '../../../test/support/api-scene.js';
import { assumedRoutine } from '../../domain/kaa/routine.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
beforeEach(() => scene.begin());
afterAll(() => scene.close());

const routine = { validOn: '2025-01-01', ...assumedRoutine, firstTryDays: 5, steps: ['phone', 'home-visit'] };

const set = (body: object, token = scene.officer, municipality = '1480'): Promise<Answer> =>
  scene.post(`/v1/kaa/routines/${municipality}/versions`, token, body);
const withdraw = (answer: Answer, token = scene.officer): Promise<Answer> =>
  scene.post('/v1/kaa/routines/1480/withdrawals', token, { withdraws: eventsOf(answer)[0] });
const inForce = async (more = ''): Promise<Record<string, unknown>> =>
  (await scene.get(`/v1/kaa/routines/1480${more}`, scene.officer)).body;

test('a municipality sets its routine from a day on; until then marked, assumed values hold', async () => {
  expect(await inForce()).toMatchObject({ assumed: true, inForce: assumedRoutine, versions: [] });
  const answer = await set(routine);
  expect(answer.status).toBe(201);
  expect(await inForce()).toMatchObject({ assumed: false, inForce: { firstTryDays: 5 } });
  expect(await inForce('?date=2024-12-31')).toMatchObject({
    assumed: true, versions: [{ id: eventsOf(answer)[0], validOn: '2025-01-01', firstTryDays: 5 }],
  });
  expect((await withdraw(answer)).status).toBe(201);
  expect(await inForce()).toMatchObject({ assumed: true, versions: [] });
});

test('worklists go by it: when something is due, and by what step', async () => {
  const left = await scene.say('compulsory-schooling', scene.administrator, { validOn: '2025-06-13' });
  const rowAfter = async (answer: Answer) =>
    itemsOf(await scene.ofPersonAfter(answer, '/v1/kaa/youths', scene.officer))[0];
  expect(await rowAfter(left)).toMatchObject({ from: '2025-08-18', dueOn: '2025-09-01', nextStep: 'letter' });
  const answer = await set(routine);
  expect(await rowAfter(answer)).toMatchObject({ dueOn: '2025-08-23', nextStep: 'phone' });
  expect(await rowAfter(await withdraw(answer))).toMatchObject({ dueOn: '2025-09-01', nextStep: 'letter' });
});

test('only its own officers set it, and no other municipality reads it', async () => {
  expect(codeOf(await set(routine, scene.otherOfficer))).toBe('other-organisation');
  expect(codeOf(await set(routine, scene.registrar))).toBe('role-not-permitted');
  expect(codeOf(await scene.get('/v1/kaa/routines/1480', scene.otherOfficer))).toBe('other-organisation');
  expect((await set(routine, scene.administrator, '1481')).status).toBe(201);
});

test.each<[string, object]>([
  ['request-invalid', { contactDays: 0 }],
  ['request-invalid', { steps: ['letter', 'pigeon'] }],
  ['request-invalid', { autumn: { from: '08-15', through: '10-31' } }],
  ['field-malformed', { steps: [] }],
  ['step-named-twice', { steps: ['letter', 'letter'] }],
  ['ends-before-it-begins', { waitsThrough: '05-31' }],
])('one that cannot be is refused: %s', async (code, more) => {
  expect(codeOf(await set({ ...routine, ...more }))).toBe(code);
});

test('a municipality that is none is refused', async () => {
  expect(codeOf(await set(routine, scene.administrator, '148'))).toBe('request-invalid');
  expect(codeOf(await set(routine, scene.administrator, '1479'))).toBe('municipality-unknown');
});
