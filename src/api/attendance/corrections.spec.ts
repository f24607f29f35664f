import type { Answer } from '../../../test/support/api-under-test.js';
import {
  ApiScene, began, codeOf, enrolled, eventsOf, inFile, itemsOf, NOBODY, OTHER_UNIT, UNIT,
} from '../../../test/support/api-scene.js';

let scene: ApiScene;
let economist: string;
let elsewhere: string;
beforeAll(async () => {
  scene = await ApiScene.open();
  economist = await scene.api.token({ role: 'economist', subject: 'economist-1' });
  elsewhere = await scene.api.token({ role: 'registrar', units: [OTHER_UNIT] });
  const principal = { id: '1480', name: 'Staden', kind: 'municipal' };
  const units = [UNIT, OTHER_UNIT]
    .map((unit) => ({ validOn: '2020-01-01', unit, name: 'Skolan', principal }));
  await scene.post('/v1/school-units', scene.administrator, { units });
  await scene.api.catchUp();
});
beforeEach(() => scene.begin());
afterAll(() => scene.close());

const question = { validOn: '2026-02-09', municipality: '1480', unit: UNIT, asks: 'is-a-pupil-there' };
const ask = (more: object = {}, token = scene.officer, headers = {}): Promise<Answer> =>
  scene.say('correction-requests', token, { ...question, ...more }, headers);
const answerTo = (request: unknown, answer: string, token = scene.registrar): Promise<Answer> =>
  scene.say('correction-answers', token, { validOn: '2026-03-16', request, answer });
const listAfter = async (
  after: Answer, token: string, state = 'open',
): Promise<Record<string, unknown>[]> =>
  itemsOf(await scene.ofPersonAfter(after, `/v1/correction-requests?state=${state}`, token));
/** What somebody sees of it in the trail, which tells of the population record, too. */
const trailOf = async (token: string): Promise<Record<string, unknown>[]> =>
  itemsOf(await scene.get(`/v1/persons/${scene.person}/trail?order=oldest`, token))
    .filter(({ category }) => category !== 'person');
const leaves = (): Promise<Answer> =>
  scene.say('compulsory-schooling', scene.administrator, { validOn: '2025-06-13' });

test('a listing is disputed, the school asked and reports, and the spell closes by itself', async () => {
  await leaves();
  const why = { ...inFile, why: 'is-in-education', corrects: 'school', unit: UNIT };
  await scene.say('kaa-listing-disputes', scene.officer, why);
  const asked = await ask();
  const [request] = eventsOf(asked);
  const disputed = '/v1/kaa/youths?list=disputed';
  const row = async (after: Answer) => itemsOf(await scene.ofPersonAfter(after, disputed, scene.officer));
  expect(await row(asked)).toMatchObject([{
    disputed: true, corrects: 'school', asked: 'open', askedOn: '2026-03-16', answer: null,
  }]);
  const [open] = await listAfter(asked, scene.registrar);
  expect(open).toMatchObject({ request, unit: UNIT, municipality: '1480', asks: 'is-a-pupil-there' });

  await scene.api.keepRegister();
  const enrolment = await scene.enrol(scene.registrar, { validOn: '2026-02-02' });
  await scene.api.keepRegister();
  expect(await listAfter(enrolment, scene.registrar)).toEqual([]);
  expect(await listAfter(enrolment, scene.officer, 'answered')).toMatchObject([
    { request, state: 'answered', answer: null, reportedOn: '2026-03-16' },
  ]);
  expect(await row(enrolment)).toEqual([]);
  const { body } = await scene.get(`/v1/persons/${scene.person}/kaa`, scene.officer);
  expect(body).toMatchObject({
    register: [{ standing: 'closed', entries: [{}, { to: '2026-02-02' }] }],
    files: [{ disputes: [{ corrects: 'school' }], asked: [{ request, state: 'answered' }] }],
  });
});

test('what a school answers is told whoever asked, in the file and on both lists', async () => {
  await leaves();
  await scene.enrol(scene.registrar, { validOn: '2025-08-18' });
  await scene.say('dropouts', scene.registrar, { validOn: '2026-01-12', unit: UNIT });
  const [request] = eventsOf(await ask({ asks: 'right-days' }));
  const answered = await answerTo(request, 'as-reported');
  expect(answered.status).toBe(201);
  const told = { request, asks: 'right-days', answer: 'as-reported', answeredOn: '2026-03-16' };
  for (const token of [scene.officer, economist, scene.registrar]) {
    expect(await listAfter(answered, token, 'answered')).toMatchObject([told]);
    expect(await listAfter(answered, token)).toEqual([]);
  }
  await scene.say('kaa-contact-attempts', scene.officer, { ...inFile, channel: 'letter' });
  const { body } = await scene.get(`/v1/persons/${scene.person}/kaa`, scene.officer);
  expect(body).toMatchObject({ files: [{ asked: [told] }] });
  expect(itemsOf(await scene.ofPersonAfter(answered, '/v1/kaa/youths', scene.officer)))
    .toMatchObject([{ asked: 'answered', answer: 'as-reported' }]);

  expect(codeOf(await answerTo(request, 'cannot-tell'))).toBe('correction-answered');
  const undone = await scene.say('attendance-withdrawals', scene.registrar,
    { withdraws: eventsOf(answered)[0] });
  expect(await listAfter(undone, scene.registrar)).toMatchObject([{ request, answer: null }]);
  expect((await answerTo(request, 'cannot-tell')).status).toBe(201);
});

describe('to a school', () => {
  const SHOWN = [
    'answer', 'answeredOn', 'askedOn', 'asks', 'municipality', 'name', 'on', 'person', 'protected',
    'reportedOn', 'request', 'since', 'state', 'unit', 'until',
  ];

  test('a question tells its municipality and its code, whoever asked, and nothing of a file', async () => {
    await scene.enrol();
    await scene.say('kaa-listing-disputes', scene.officer,
      { ...inFile, why: 'wrong-person', corrects: 'school', unit: UNIT });
    const seen: unknown[] = [];
    for (const [token, asks] of [[scene.officer, 'right-days'], [economist, 'right-person']] as const) {
      const rows = await listAfter(await ask({ asks }, token), scene.registrar);
      const row = rows.find((one) => one['asks'] === asks)!;
      expect(Object.keys(row).sort()).toEqual(SHOWN);
      seen.push({ ...row, request: '', asks: '' });
    }
    expect(seen[1]).toEqual(seen[0]);
    const trail = await trailOf(scene.registrar);
    expect(trail.map(({ type, actor }) => [type, actor])).toEqual([
      ['Enrolled', expect.any(String)], ['CorrectionAsked', '1480'], ['CorrectionAsked', '1480'],
    ]);
    expect(Object.keys(trail[1]!['data'] as object).sort())
      .toEqual(['asks', 'municipality', 'source', 'unit', 'validOn']);
    expect(JSON.stringify(trail)).not.toMatch(/officer|economist|kaa|wrong-person/);
    const page = await scene.get(`/v1/persons/${scene.person}`, scene.registrar);
    expect(page.text).not.toMatch(/CorrectionAsked|right-days|ListingDisputed/);
  });

  test('it finds what each of its units was asked', async () => {
    await ask();
    const asked = await ask({ unit: OTHER_UNIT });
    const both = await scene.api.token({ role: 'registrar', units: [UNIT, OTHER_UNIT] });
    const of = async (unit: string): Promise<unknown[]> => itemsOf(await scene.ofPersonAfter(
      asked, `/v1/correction-requests${unit}`, both)).map((row) => row['unit']).sort();
    expect(await of('')).toEqual([OTHER_UNIT, UNIT].sort());
    expect(await of(`?unit=${UNIT}`)).toEqual([UNIT]);
  });

  test('nothing where another unit is asked: no question, no trail of it', async () => {
    await scene.enrol();
    await scene.enrol(scene.administrator, { unit: OTHER_UNIT });
    const asked = await ask();
    expect(await listAfter(asked, elsewhere)).toEqual([]);
    expect((await trailOf(elsewhere)).map(({ type }) => type)).toEqual(['Enrolled']);
    const named = await scene.get(`/v1/correction-requests?unit=${UNIT}`, elsewhere);
    expect(codeOf(named)).toBe('other-unit');
    expect(codeOf(await answerTo(eventsOf(asked)[0], 'as-reported', elsewhere))).toBe('other-unit');
  });

  test('of a protected person neither name nor municipality, and no trail of the question', async () => {
    await scene.enrol();
    await scene.say('protection', scene.administrator, { ...began, protection: 'secrecy-marking' });
    const asked = await ask();
    const registrar = await scene.api.token({ role: 'registrar', organisation: 'ph-1', units: [UNIT] });
    expect(await listAfter(asked, registrar))
      .toMatchObject([{ name: null, municipality: null, unit: UNIT }]);
    expect(await listAfter(asked, economist))
      .toMatchObject([{ name: null, municipality: '1480', unit: null }]);
    for (const token of [registrar, scene.registrar]) {
      expect((await trailOf(token)).map(({ type }) => type)).toEqual(['Enrolled']);
    }
    expect((await trailOf(scene.officer)).map(({ type }) => type)).toContain('CorrectionAsked');
    expect(codeOf(await ask({ unit: OTHER_UNIT }))).toBe('unit-without-pupil');
  });
});

test('no notice is made of it, neither of the question nor of the answer', async () => {
  await scene.enrol();
  const [request] = eventsOf(await ask());
  await answerTo(request, 'as-reported');
  for (const [audience, token] of [['follow-up', scene.officer], ['economy', economist]] as const) {
    const { text } = await scene.get(`/v1/notices/${audience}?person=${scene.person}`, token);
    expect(text).not.toContain('Correction');
  }
});

describe('who may ask', () => {
  test('whose person it is, was or will be, and nobody in the name of another', async () => {
    await scene.enrol();
    const others = { municipality: '1481' };
    const otherEconomist = await scene.api.token({ role: 'economist', organisation: '1481' });
    for (const token of [scene.otherOfficer, otherEconomist]) {
      expect(codeOf(await ask({}, token))).toBe('other-organisation');
      expect(codeOf(await ask(others, token))).toBe('other-organisation');
    }
    const moves = { validOn: '2026-09-10', municipality: '1481' };
    await scene.say('home-municipality', scene.administrator, moves);
    for (const [token, asks] of [[scene.otherOfficer, 'right-days'], [otherEconomist, 'right-person']]) {
      expect((await ask({ ...others, asks }, token)).status).toBe(201);
    }
    for (const role of ['viewer', 'registrar', 'auditor'] as const) {
      expect(codeOf(await ask({}, await scene.api.token({ role })))).toBe('role-not-permitted');
    }
  });

  test('an officer also of whom they may keep a file on; an economist learns of none by asking', async () => {
    const { body } = await scene.post('/v1/persons', scene.administrator,
      { ...began, identityNumber: scene.nextNumber() });
    scene.person = body.person as string;
    await scene.say('kaa-contact-attempts', scene.officer, { ...inFile, channel: 'phone' });
    expect(codeOf(await ask({}, economist))).toBe('other-organisation');
    expect((await ask()).status).toBe(201);
  });

  test('a question is taken back by those whose it is, and by no school', async () => {
    await scene.enrol();
    const [withdraws] = eventsOf(await ask());
    const takeBack = (token: string): Promise<Answer> =>
      scene.say('correction-request-withdrawals', token, { withdraws, reason: 'wrong-school' });
    expect(codeOf(await takeBack(scene.otherOfficer))).toBe('other-organisation');
    expect(codeOf(await takeBack(scene.registrar))).toBe('role-not-permitted');
    const bySchool = await scene.say('attendance-withdrawals', scene.registrar, { withdraws });
    expect(codeOf(bySchool)).toBe('nothing-to-withdraw');
    const takenBack = await takeBack(economist);
    expect(takenBack.status).toBe(201);
    expect(await listAfter(takenBack, scene.registrar)).toEqual([]);
    expect(codeOf(await answerTo(withdraws, 'as-reported'))).toBe('correction-request-unknown');
  });
});

describe('what cannot be asked', () => {
  test.each([
    ['a unit that there is not', { unit: '99999999' }, 'unit-unknown', 'unit'],
    ['what a unit reported that reported nothing', { asks: 'right-days', unit: OTHER_UNIT },
      'unit-without-pupil', 'unit'],
    ['a day that has not come', { validOn: '2026-03-17' }, 'date-out-of-range', 'validOn'],
    ['in the name of no municipality', { municipality: '9900' }, 'municipality-unknown', 'municipality'],
  ])('%s', async (_, more, code, field) => {
    await scene.enrol();
    const refused = await ask(more, scene.administrator);
    expect([refused.status, codeOf(refused), refused.body.field]).toEqual([422, code, field]);
  });

  test('of nobody, and no answer to what nobody asked or of a day that has not come', async () => {
    await scene.enrol();
    const [request] = eventsOf(await ask());
    expect(codeOf(await answerTo(NOBODY, 'as-reported'))).toBe('other-unit');
    expect(codeOf(await answerTo(NOBODY, 'as-reported', scene.administrator)))
      .toBe('correction-request-unknown');
    const ahead = { validOn: '2026-03-17', request, answer: 'as-reported' };
    expect(codeOf(await scene.say('correction-answers', scene.registrar, ahead))).toBe('date-out-of-range');
    scene.person = NOBODY;
    expect(codeOf(await ask())).toBe('person-unknown');
  });
});

test('asked twice or at once, it is one question; answered at once, it has one answer', async () => {
  await scene.say('enrolments', scene.administrator, enrolled);
  const key = { 'idempotency-key': 'asked-once' };
  const first = await ask({}, scene.officer, key);
  expect((await ask({}, scene.officer, key)).body).toMatchObject({ ...first.body, repeated: true });
  expect(codeOf(await ask({ asks: 'right-days' }, scene.officer, key))).toBe('idempotency-key-reused');
  expect((await ask({}, economist)).body).toMatchObject({ eventIds: [], repeated: true });

  const days = { asks: 'right-days' };
  const both = await Promise.all([ask(days), ask(days, economist)]);
  expect(both.flatMap(eventsOf)).toHaveLength(1);
  const answers = await Promise.all(
    ['as-reported', 'cannot-tell'].map((answer) => answerTo(both.flatMap(eventsOf)[0], answer)));
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
});
