import type { Answer } from '../../../test/support/api-under-test.js';
import {
  ApiScene, began, codeOf, eventsOf, itemsOf, OTHER_UNIT, UNIT,
} from '../../../test/support/api-scene.js';

/** Two schools claim a pupil, and the region decides which of them is paid. */

let scene: ApiScene;
let ofRegion: string;
beforeAll(async () => {
  scene = await ApiScene.open();
  ofRegion = await scene.api.token({ role: 'economist', organisation: 'region' });
});
beforeEach(async () => {
  await scene.begin();
  await scene.enrol();
  await scene.enrol(scene.administrator, { unit: OTHER_UNIT });
});
afterAll(() => scene.close());

const decision = { ...began, inFavourOf: 'unit', unit: OTHER_UNIT, reason: 'attended-there' };
const decide = (body: object = decision, token = ofRegion): Promise<Answer> =>
  scene.say('dispute-decisions', token, body);
const withdraw = (withdraws: string, token = ofRegion): Promise<Answer> =>
  scene.say('dispute-decision-withdrawals', token, { withdraws });

const decidedFor = async (after: Answer): Promise<unknown[]> => itemsOf(
  await scene.ofPersonAfter(after, '/v1/caseload/overlaps?date=2026-01-12', scene.administrator))
  .map(({ inFavourOf }) => inFavourOf);

test('what the region decides stands on the rows of both schools, until it is withdrawn', async () => {
  const decided = await decide();
  expect([decided.status, await decidedFor(decided)]).toEqual([201, [OTHER_UNIT, OTHER_UNIT]]);
  expect(codeOf(await decide({ ...decision, unit: UNIT }))).toBe('decided-otherwise');

  const withdrawn = await withdraw(eventsOf(decided)[0]!);
  expect([withdrawn.status, await decidedFor(withdrawn)]).toEqual([201, [null, null]]);
  expect(await decidedFor(await decide({ ...began, inFavourOf: 'nobody', reason: 'not-attended' })))
    .toEqual(['nobody', 'nobody']);
});

test('disputed days say what would resolve it, and are told no more once it is decided', async () => {
  const disputed = async (after: Answer): Promise<unknown[]> => itemsOf(await scene.ofPersonAfter(
    after, '/v1/cost/deviations?month=2026-01&kind=two-schools', scene.administrator))
    .map(({ remedy }) => remedy);
  const principal = { id: '1480', name: 'Staden', kind: 'municipal' };
  const units = [UNIT, OTHER_UNIT]
    .map((unit) => ({ validOn: '2020-01-01', unit, name: 'Skolan', principal }));
  const registered = await scene.post('/v1/school-units', scene.administrator, { units });
  const decides = expect.stringContaining('dispute-decisions');
  expect(await disputed(registered)).toEqual([decides, decides]);
  expect(await disputed(await decide())).toEqual([]);
});

test('a person shows what was decided, and what was known of it before', async () => {
  scene.api.at('2026-03-16T08:20:00Z');
  const decided = await decide();
  const { body } = await scene.get(
    `/v1/persons/${scene.person}?knownAt=2026-03-16T08:10:00Z`, scene.administrator);
  const decisionsIn = (view: unknown): unknown => (view as { decisions: unknown }).decisions;
  expect(decisionsIn(body.asKnownAt)).toEqual([]);
  expect(decisionsIn(body.today)).toEqual([{
    id: eventsOf(decided)[0], from: '2025-08-18', to: '9999-12-31', unit: OTHER_UNIT,
    reason: 'attended-there',
  }]);
});

test('no municipality and no school decides for others, nor can a school undo a decision', async () => {
  const ofMunicipality = await scene.api.token({ role: 'economist', organisation: '1480' });
  expect(codeOf(await decide(decision, ofMunicipality))).toBe('other-organisation');
  expect(codeOf(await decide(decision, scene.registrar))).toBe('role-not-permitted');
  const [id] = eventsOf(await decide({ ...decision, unit: UNIT }));
  expect(codeOf(await withdraw(id!, ofMunicipality))).toBe('other-organisation');
  expect(codeOf(await scene.say('schooling-withdrawals', scene.registrar, { withdraws: id })))
    .toBe('nothing-to-withdraw');
});

test('what was decided goes with the record of the schooling', async () => {
  const ofPerson = `/v1/persons/${scene.person}`;
  const trail = await scene.after(await decide(), `${ofPerson}/trail?order=oldest`, scene.administrator);
  const entries = trail.body.items as { type: string; stream: string }[];
  const { stream } = entries.find(({ type }) => type === 'DisputeDecided')!;
  const erasure = { decision: 'KS 2026/117' };
  const erased = await scene.post(`/v1/streams/${stream}/erasures`, scene.administrator, erasure);
  expect(erased.status).toBe(200);
  const { body: { today } } = await scene.get(ofPerson, scene.administrator);
  expect(today).toMatchObject({ decisions: [], stays: [], erased: ['schooling'] });
});
