import type { Answer } from '../../../test/support/api-under-test.js';
import {
  ApiScene, codeOf, enrolled, eventsOf, itemsOf, OTHER_UNIT,
} from '../../../test/support/api-scene.js';
import { reportsIn } from '../../../test/support/report-scene.js';
import { assumedRules } from '../../domain/kaa/rules.js';

let scene: ApiScene;
let ofRegion: string;
beforeAll(async () => {
  scene = await ApiScene.open();
  ofRegion = await scene.api.token({ role: 'follow-up-officer', organisation: 'region' });
});
beforeEach(() => scene.begin());
afterAll(() => scene.close());

const rules = { validOn: '2020-01-01', ...assumedRules };

const set = (body: object, token = ofRegion): Promise<Answer> =>
  scene.post('/v1/kaa/rules/versions', token, body);
const withdraw = (answer: Answer): Promise<Answer> =>
  scene.post('/v1/kaa/rules/withdrawals', ofRegion, { withdraws: eventsOf(answer)[0] });
const inForce = async (more = '', token = scene.officer): Promise<Record<string, unknown>> =>
  (await scene.get(`/v1/kaa/rules${more}`, token)).body;

/** The first days of the spells, on a list and on the youth's page. */
const spellsAfter = async (answer: Answer): Promise<unknown[][]> => {
  const listed = await scene.ofPersonAfter(answer, '/v1/kaa/youths', scene.administrator);
  const { body } = await scene.get(`/v1/persons/${scene.person}/kaa`, scene.administrator);
  return [itemsOf(listed), body.spells as Record<string, unknown>[]]
    .map((spells) => spells.map(({ from }) => from));
};

test('the region sets its rules from a day on; until then marked, assumed values hold', async () => {
  expect(await inForce()).toMatchObject({ ...assumedRules, assumed: true, versions: [] });
  const answer = await set({ ...rules, gapToleranceDays: 7, origin: 'Board' });
  expect(answer.status).toBe(201);
  expect(await inForce()).toMatchObject({ leapDayBirthday: '03-01', gapToleranceDays: 7, assumed: false });
  const version = { id: eventsOf(answer)[0], ...rules, gapToleranceDays: 7, origin: 'Board' };
  expect(await inForce('?date=2019-12-31'))
    .toEqual({ on: '2019-12-31', ...assumedRules, assumed: true, versions: [version] });
  expect((await withdraw(answer)).status).toBe(201);
  expect(await inForce()).toMatchObject({ gapToleranceDays: 0, assumed: true, versions: [] });
  expect(codeOf(await withdraw(await scene.enrol()))).toBe('nothing-to-withdraw');
});

/** Somebody new, who was born on a leap day. */
const beginOnLeapDay = async (identityNumber: string): Promise<Answer> => {
  const born = await scene.post('/v1/persons', scene.administrator, {
    validOn: '2008-03-10', identityNumber, name: { givenName: 'Skott', familyName: 'Dag' },
    homeMunicipality: '1480',
  });
  scene.person = born.body.person as string;
  return born;
};

test('whoever was born on 29 February 2008 turns 18 on the day that the rule says', async () => {
  const born = await beginOnLeapDay('200802292383');
  expect(await spellsAfter(born)).toEqual([['2026-03-01'], ['2026-03-01']]);
  const answer = await set({ ...rules, leapDayBirthday: '02-28' });
  expect(await spellsAfter(answer)).toEqual([['2026-02-28'], ['2026-02-28']]);
  const { body: page } = await scene.get(`/v1/persons/${scene.person}/kaa`, scene.officer);
  expect(page.rules).toEqual({ leapDayBirthday: '02-28', gapToleranceDays: 0, assumed: false });
  expect(await spellsAfter(await withdraw(answer))).toEqual([['2026-03-01'], ['2026-03-01']]);
});

test('so does the caseload, of whether a guardian had to consent to a stop', async () => {
  await beginOnLeapDay('200802292391');
  await scene.enrol();
  const out = await scene.say('dropouts', scene.registrar, { validOn: '2026-02-28', unit: enrolled.unit });
  const kindsAfter = async (answer: Answer) =>
    itemsOf(await scene.ofPersonAfter(answer, '/v1/caseload/flags', scene.registrar)).map(({ kind }) => kind);
  expect(await kindsAfter(out)).toEqual(['consent-not-stated']);
  const answer = await set({ ...rules, leapDayBirthday: '02-28' });
  expect(await kindsAfter(answer)).toEqual([]);
  expect(await kindsAfter(await withdraw(answer))).toEqual(['consent-not-stated']);
});

test('days between two schools are none up to the tolerance, and reports say which it was', async () => {
  await scene.enrol();
  await scene.say('dropouts', scene.administrator, { validOn: '2025-11-03', unit: enrolled.unit });
  const back = await scene.enrol(scene.administrator, { validOn: '2025-11-10', unit: OTHER_UNIT });
  expect((await spellsAfter(back))[1]).toEqual(['2025-11-03']);
  const answer = await set({ ...rules, gapToleranceDays: 7 });
  expect((await spellsAfter(answer))[1]).toEqual([]);
  const later = await set({ ...rules, validOn: '2025-11-03' });
  expect((await spellsAfter(later))[1]).toEqual(['2025-11-03']);
  const asked = '/v1/kaa/reports/draft?municipality=1480&half=2025H2';
  const draft = await scene.after(later, asked, scene.officer);
  expect(draft.body.rules).toEqual([
    { from: '2025-07-01', leapDayBirthday: '03-01', gapToleranceDays: 7, assumed: false },
    { from: '2025-11-03', ...assumedRules, assumed: false },
  ]);
  const { make, newest } = reportsIn(() => scene);
  const checks = (draft.body.failures as { check: string }[]).map(({ check }) => check);
  expect((await make({ override: { decision: 'KS 2026/117', checks } })).status).toBe(201);
  for (const each of [answer, later]) await withdraw(each);
  expect((await newest()).rules).toEqual(draft.body.rules);
});

test('officers of the region set them, others read them, and economists do neither', async () => {
  const economist = await scene.api.token({ role: 'economist', organisation: 'region' });
  expect(codeOf(await set(rules, scene.officer))).toBe('other-organisation');
  expect(codeOf(await set(rules, economist))).toBe('role-not-permitted');
  expect((await set(rules, scene.administrator)).status).toBe(201);
  expect(await inForce('', scene.otherOfficer)).toMatchObject({ assumed: false });
  expect(await inForce('', ofRegion)).toMatchObject({ assumed: false });
  expect(codeOf(await scene.get('/v1/kaa/rules', economist))).toBe('role-not-permitted');
  expect(codeOf(await scene.get('/v1/kaa/rules', scene.registrar))).toBe('role-not-permitted');
});

test.each<[string, object]>([
  ['request-invalid', { leapDayBirthday: '02-29' }],
  ['request-invalid', { gapToleranceDays: 366 }],
  ['request-invalid', { gapToleranceDays: 0.5 }],
  ['request-invalid', { gapToleranceDays: undefined }],
])('rules that cannot be are refused: %s', async (code, more) => {
  expect(codeOf(await set({ ...rules, ...more }))).toBe(code);
});
