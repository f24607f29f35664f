import type { Answer } from '../../../test/support/api-under-test.js';
import {
  ApiScene, codeOf, enrolled, eventsOf, itemsOf, NOBODY, OTHER_UNIT, UNIT,
} from '../../../test/support/api-scene.js';

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
  expect(await signsAfter(ticked, scene.officer, '&explained=yes')).toMatchObject([{ why: 'followed-up' }]);
  const placed = await scene.say('summer-placements', scene.registrar,
    { unit: UNIT, studyPath: 'NANAT000N', validOn: '2025-07-01' });
  expect(await signsAfter(placed)).toMatchObject([{ sign: 'no-school', explained: 0 }]);
});

test('what no sign rests on explains none: nothing else, no less, and no more', async () => {
  await scene.say('compulsory-schooling', scene.administrator, { validOn: '2025-06-13' });
  const placed = await scene.say('summer-placements', scene.registrar,
    { unit: UNIT, studyPath: 'NANAT000N', validOn: '2025-07-01' });
  const [sign] = await signsAfter(placed);
  const evidence = sign!['evidence'] as string[];
  expect(evidence).toHaveLength(2);
  const said = (ids: readonly string[]): Promise<Answer> =>
    explain(scene.officer, { municipality: '1480', evidence: ids });
  for (const ids of [[NOBODY], evidence.slice(1), [...evidence, NOBODY]]) {
    expect(codeOf(await said(ids))).toBe('sign-unknown');
  }
  const ofNobodyThere = { municipality: '1481', evidence };
  expect(codeOf(await explain(scene.otherOfficer, ofNobodyThere))).toBe('sign-unknown');
  expect(codeOf(await explain(scene.registrar, { unit: UNIT, evidence }))).toBe('sign-unknown');
  expect((await said(evidence)).status).toBe(201);
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
  const unit = '10000001'; // with none of the others: who is not on the list is gone from it
  await scene.say('enrolments', scene.administrator, { ...enrolled, unit });
  const roll = (day: string, ...numbers: string[]): Promise<Answer> => scene.post(
    '/v1/deliveries/school-roll', scene.administrator,
    `unit;on;identity_number\n${[...numbers, ''].map((number) => `${unit};${day};${number}\n`).join('')}`,
    { 'content-type': 'text/csv' });
  const without = await roll('2026-03-02');
  expect(await signsAfter(without))
    .toMatchObject([{ sign: 'gone-from-roll', unit, from: '2026-03-02' }]);
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
  const left = await scene.say('compulsory-schooling', scene.administrator, { validOn: '2025-06-13' });
  const [sign] = await signsAfter(left);
  expect(codeOf(await explain(scene.administrator, { evidence: sign!['evidence'] })))
    .toBe('whose-word-unclear');
  const economist = await scene.api.token({ role: 'economist' });
  expect(codeOf(await scene.get('/v1/kaa/signs', economist))).toBe('role-not-permitted');
  expect(codeOf(await scene.say('absences', scene.officer, atUnit))).toBe('role-not-permitted');
});

describe('early signals', () => {
  const share = { ...atUnit, until: '2026-03-02', absentPercent: 31 };
  const listAfter = async (answer: Answer, list: string, token: string): Promise<Record<string, unknown>[]> =>
    itemsOf(await scene.ofPersonAfter(answer, list, token));

  test('the school alone sees them until the pupil leaves, then the municipality', async () => {
    await scene.enrol();
    const away = await scene.say('absence-shares', scene.registrar, share);
    const signal = {
      signal: 'absence-share', unit: UNIT, value: 31, threshold: 20, evidence: eventsOf(away),
    };
    expect(await listAfter(away, '/v1/early-signals', scene.registrar)).toMatchObject([signal]);
    const other = await scene.api.token({ role: 'registrar', units: ['49918856'] });
    expect(await listAfter(away, '/v1/early-signals', other)).toEqual([]);
    expect(await listAfter(away, '/v1/kaa/early-signals?date=2030-01-01', scene.officer)).toEqual([]);
    const leaves = await scene.say('dropouts', scene.registrar, { ...atUnit, validOn: '2026-03-20' });
    expect(await listAfter(leaves, '/v1/early-signals', scene.registrar)).toMatchObject([signal]);
    expect(await listAfter(leaves, '/v1/kaa/early-signals?date=2026-04-01', scene.officer)).toEqual([]);
    scene.api.at('2026-03-20T08:00:00Z');
    const [school, mine, others] = await Promise.all([
      scene.api.token({ role: 'registrar', units: [UNIT] }), scene.api.token({ role: 'follow-up-officer' }),
      scene.api.token({ role: 'follow-up-officer', organisation: '1481' }),
    ]);
    expect(await listAfter(leaves, '/v1/early-signals', school)).toEqual([]);
    expect(await listAfter(leaves, '/v1/kaa/early-signals', mine)).toMatchObject([signal]);
    expect(await listAfter(leaves, '/v1/kaa/early-signals', others)).toEqual([]);
  });

  test('a warning is counted, by the thresholds that the municipality has set', async () => {
    await scene.enrol();
    const routine = (await scene.get('/v1/kaa/routines/1480', scene.officer)).body.inForce as object;
    const signals = { ...(routine as { signals: object }).signals, warnings: 1 };
    const versions = '/v1/kaa/routines/1480/versions';
    const set = await scene.post(versions, scene.officer, { ...routine, validOn: '2026-02-02', signals });
    expect(set.status).toBe(201);
    expect((await scene.get('/v1/kaa/routines/1480', scene.officer)).body)
      .toMatchObject({ signalsAssumed: false, inForce: { signals } });
    const warned = await scene.say('warnings', scene.registrar, { ...atUnit, about: 'absence' });
    expect(await listAfter(warned, '/v1/early-signals', scene.registrar))
      .toMatchObject([{ signal: 'warnings', value: 1, threshold: 1 }]);
  });

  test.each([
    ['absence-shares', share], ['warnings', { ...atUnit, about: 'absence' }], ['no-shows', atUnit],
    ['absences', atUnit],
  ])('what is told of a day that has not come is refused: %s', async (route, body) => {
    const ahead = { ...body, validOn: '2026-03-17', until: undefined };
    const told = route === 'absence-shares' ? { ...ahead, until: '2026-04-01' } : ahead;
    expect(codeOf(await scene.say(route, scene.registrar, told))).toBe('date-out-of-range');
  });

  test.each([
    'economist', 'viewer', 'analyst', 'auditor', 'administrator', 'follow-up-officer',
  ] as const)('a %s does not see those of pupils who are there', async (role) => {
    const token = await scene.api.token({ role });
    expect((await scene.get('/v1/early-signals', token)).body)
      .toMatchObject({ status: 403, detail: 'It takes one of these roles: registrar.' });
    const leavers = await scene.get('/v1/kaa/early-signals', token);
    expect(leavers.status).toBe(role === 'follow-up-officer' ? 200 : 403);
  });
});

test('who never came was never a pupil, and stands on the list with the school that says so', async () => {
  await scene.enrol();
  const noShow = { validOn: '2025-08-18', unit: UNIT };
  const other = await scene.api.token({ role: 'registrar', units: [OTHER_UNIT] });
  expect(codeOf(await scene.say('forfeited-places', other, noShow))).toBe('other-unit');
  const command = await scene.say('forfeited-places', scene.registrar, noShow);
  expect(itemsOf(await scene.ofPersonAfter(command, '/v1/caseload', scene.administrator))).toEqual([]);
  const found = await scene.ofPersonAfter(command, '/v1/caseload/left?date=2026-03-01', scene.officer);
  expect(itemsOf(found)).toEqual([expect.objectContaining({ leftOn: '2025-08-18', how: 'no-show' })]);
  const { body: { today } } = await scene.get(`/v1/persons/${scene.person}`, scene.administrator);
  expect(today).toMatchObject({ stays: [], noShows: [{ unit: UNIT, on: '2025-08-18' }] });
  const [withdraws] = eventsOf(command);
  const undone = await scene.say('schooling-withdrawals', scene.registrar, { withdraws });
  expect(itemsOf(await scene.ofPersonAfter(undone, '/v1/caseload', scene.administrator))).toHaveLength(1);
});

test('a decision on an absence comes after the absence began', async () => {
  const decision = {
    validOn: '2026-02-16', unit: UNIT, decidedOn: '2026-02-10', awaySince: '2026-01-08', outcome: 'ends',
  };
  await scene.enrol();
  const before = { ...decision, decidedOn: '2026-01-07' };
  const early = await scene.say('absence-decisions', scene.registrar, before);
  expect([early.status, codeOf(early)]).toEqual([422, 'ends-before-it-begins']);
  const command = await scene.say('absence-decisions', scene.registrar, decision);
  const found = await scene.ofPersonAfter(command, '/v1/caseload/left?date=2026-03-01', scene.officer);
  expect(itemsOf(found)).toEqual([expect.objectContaining({ leftOn: '2026-02-16', how: 'absence' })]);
});
