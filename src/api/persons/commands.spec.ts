import type { Answer } from '../../../test/support/api-under-test.js';
import {
  ApiScene, attempt, began, codeOf, enrolled, eventsOf, inFile, NOBODY, OTHER_UNIT, UNIT,
} from '../../../test/support/api-scene.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
beforeEach(() => scene.begin());
afterAll(() => scene.close());

const underKey = (key: string, body: object = enrolled): Promise<Answer> =>
  scene.say('enrolments', scene.registrar, body, { 'idempotency-key': key });

describe('commands', () => {
  test('answer with the position, the events and the person, and 201', async () => {
    const { status, body, headers } = await scene.enrol();
    const [position, id] = [expect.any(String), expect.any(String)];
    expect(status).toBe(201);
    expect(body).toEqual({ person: scene.person, position, eventIds: [id], repeated: false });
    expect(headers['liggare-position']).toBe(body.position);
  });

  test('sent again under the same key give the first answer, and 200', async () => {
    const first = await underKey('k');
    const again = await underKey('k');
    expect([again.status, again.body]).toEqual([200, { ...first.body, repeated: true }]);
  });

  test('of other content under the same key are refused', async () => {
    await underKey('k');
    const other = await underKey('k', { ...enrolled, schoolYear: '2' });
    expect([other.status, codeOf(other)]).toEqual([422, 'idempotency-key-reused']);
  });

  test('without a key are commands of their own; what is said twice is still known once', async () => {
    await scene.enrol();
    expect((await scene.enrol()).body).toMatchObject({ repeated: true, eventIds: [] });
  });

  test.each(['', ' ', 'a b', 'å', 'x'.repeat(201)])('a key such as %j is refused', async (key) => {
    const refused = await underKey(key);
    expect([refused.status, codeOf(refused)]).toEqual([400, 'idempotency-key-invalid']);
  });

  const everyCommand: [string, object][] = [
    ['identity-numbers', { ...began, identityNumber: '20100101TF01' }],
    ['home-municipality', { ...began, municipality: '1481', movedFrom: '1480', outOfRegion: false }],
    ['stay-municipality', { ...began, municipality: '1481' }],
    ['name', { ...began, givenName: 'Maja', familyName: 'Alm' }],
    ['compulsory-schooling', began], ['death', began], ['emigration', began],
    ['address', { ...began, street: 'Exempelgatan 1', postalCode: '00000', city: 'Exempelstad' }],
    ['protection', { ...began, protection: 'secrecy-marking' }],
    ['summer-placements', enrolled], ['enrolments', { ...enrolled, educationBegan: '2025-08-18' }],
    ['transfers', { ...enrolled, fromUnit: OTHER_UNIT }], ['study-path-changes', enrolled],
    ['planned-breaks', { ...began, unit: UNIT, expectedEnd: '2026-08-17' }],
    ['planned-break-ends', { ...began, unit: UNIT }], ['dropouts', { ...began, unit: UNIT, reason: 'work' }],
    ['forfeited-places', { ...began, unit: UNIT }],
    ['absence-decisions', {
      ...began, unit: UNIT, decidedOn: began.validOn, awaySince: began.validOn, outcome: 'ends',
    }],
    ['documents', { ...began, unit: UNIT, document: 'examensbevis' }],
    ['dispute-decisions', { ...began, inFavourOf: 'unit', unit: UNIT, studyPath: 'NA', reason: 'attended' }],
    ['kaa-contacts', { ...attempt, initiatedBy: 'youth' }], ['kaa-contact-attempts', attempt],
    ['kaa-occupations', { ...inFile, occupation: 'work' }],
    ['kaa-measures', { ...inFile, measure: 'guidance', provider: 'municipality' }],
    ['kaa-plans', { ...inFile, goal: 'Back to school', effortFrom: '2026-02-09', followUps: ['2026-03-09'] }],
    ['kaa-assignments', { ...inFile, officer: 'officer-7' }], ['kaa-assignments', inFile],
    ['kaa-reminders', { ...inFile, due: '2026-04-01', about: 'contact' }],
    ['kaa-listing-disputes', { ...inFile, why: 'is-in-education', corrects: 'school', unit: UNIT }],
    ['kaa-disclosures', { ...inFile, to: '1481' }],
    ['kaa-responsibilities', { ...inFile, until: '2026-12-01' }],
    ['kaa-equivalent-educations', { ...inFile, education: 'folk-high-school' }],
    ['kaa-equivalent-education-ends', { ...inFile, education: 'folk-high-school', outcome: 'completed' }],
  ];
  test.each(everyCommand)('%s records a fact', async (route, body) => {
    const { status, body: answer } = await scene.say(route, scene.administrator, body);
    expect(status).toBe(201);
    expect(answer).toMatchObject({ person: scene.person, repeated: false });
  });

  test('a coordination number is described, of the person who has it', async () => {
    const { administrator, person } = scene;
    const described = { ...began, identityNumber: '200901872385', identityLevel: 'proven', dormant: true };
    expect(codeOf(await scene.say('coordination-numbers', administrator, described)))
      .toBe('number-of-another');
    await scene.say('identity-numbers', administrator, { ...began, identityNumber: '200901872385' });
    expect((await scene.say('coordination-numbers', administrator, described)).status).toBe(201);
    const { body } = await scene.get(`/v1/persons/${person}`, administrator);
    expect((body.today as { numbers: unknown[] }).numbers).toContainEqual({
      value: '200901872385', kind: 'coordination', replaced: false, identityLevel: 'proven', dormant: true,
    });
  });

  test.each([
    ['address', 'address-withdrawals', { ...began, street: 'Exempelgatan 1' }, {}],
    ['protection', 'protection-withdrawals', { ...began, protection: 'secrecy-marking' }, {}],
    ['name', 'population-withdrawals', { ...began, givenName: 'Maja', familyName: 'Alm' }, {}],
    ['documents', 'document-withdrawals', { ...began, document: 'examensbevis' }, {}],
    ['enrolments', 'schooling-withdrawals', enrolled, {}],
    ['dispute-decisions', 'dispute-decision-withdrawals',
      { ...began, inFavourOf: 'nobody', reason: 'not-attended' }, {}],
    ['kaa-contact-attempts', 'kaa-withdrawals', attempt, { municipality: '1480' }],
  ])('a fact of %s is withdrawn by %s', async (said, withdrawn, body, more) => {
    const { administrator } = scene;
    const [withdraws] = eventsOf(await scene.say(said, administrator, body));
    const withdrawal = { withdraws, reason: 'registered-by-mistake', ...more };
    expect((await scene.say(withdrawn, administrator, withdrawal)).status).toBe(201);
    expect(codeOf(await scene.say(withdrawn, administrator, { withdraws: NOBODY, ...more })))
      .toBe('nothing-to-withdraw');
  });

  test('prices and school units are published', async () => {
    const { administrator } = scene;
    const prices = [{
      validOn: '2026-01-01', key: { year: 2026, principal: 'municipal', studyPath: 'NA' },
      perYearOre: 11_130_000, standing: 'decided',
    }];
    const units = [{
      ...began, unit: UNIT, name: 'A', principal: { id: '1480', name: 'B', kind: 'municipal' },
    }];
    const published = await scene.post('/v1/price-lists/riksprislista/prices', administrator, { prices });
    const registered = await scene.post('/v1/school-units', administrator, { units });
    const withdrawn = await scene.post('/v1/price-lists/riksprislista/withdrawals', administrator,
      { validOn: '2026-03-01', withdraws: eventsOf(published)[0] });
    expect([published, registered, withdrawn].map(({ status }) => status)).toEqual([201, 201, 201]);
  });
});

describe('who may say what', () => {
  test('a registrar records schooling of own units only', async () => {
    expect((await scene.enrol()).status).toBe(201);
    expect(codeOf(await scene.enrol(scene.registrar, { unit: OTHER_UNIT }))).toBe('other-unit');
  });

  test('a registrar withdraws only what was said of own units, and withdrawals of that', async () => {
    const [ours] = eventsOf(await scene.enrol());
    const [theirs] = eventsOf(await scene.enrol(scene.administrator, { unit: OTHER_UNIT }));
    const withdraw = (withdraws: string | undefined): Promise<Answer> =>
      scene.say('schooling-withdrawals', scene.registrar, { withdraws });
    expect(codeOf(await withdraw(theirs))).toBe('other-unit');
    expect(codeOf(await withdraw(NOBODY))).toBe('other-unit');
    const withdrawn = await withdraw(ours);
    expect(withdrawn.status).toBe(201);
    expect((await withdraw(eventsOf(withdrawn)[0])).status).toBe(201);
  });

  test('a registrar speaks for a school system, and for nobody else', async () => {
    const { registrar } = scene;
    const pretended = await scene.enrol(registrar, { source: 'population-register' });
    expect(codeOf(pretended)).toBe('role-not-permitted');
    await scene.enrol();
    const { body } = await scene.get(`/v1/persons/${scene.person}/trail`, registrar);
    expect(body.items).toContainEqual(expect.objectContaining({
      type: 'Enrolled', data: expect.objectContaining({ source: 'school-system' }),
    }));
  });

  test('a follow-up officer records contacts for the own municipality only', async () => {
    const route = 'kaa-contact-attempts';
    expect((await scene.say(route, scene.officer, attempt)).status).toBe(201);
    const elsewhere = await scene.say(route, scene.officer, { ...attempt, municipality: '1481' });
    expect(codeOf(elsewhere)).toBe('other-organisation');
    expect(codeOf(await scene.say(route, scene.registrar, attempt))).toBe('role-not-permitted');
  });

  test.each([
    ['kaa-contact-attempts', { channel: 'phone' }],
    ['kaa-contacts', { channel: 'phone', initiatedBy: 'youth' }],
    ['kaa-measures', { measure: 'guidance' }], ['kaa-measure-declines', { offer: NOBODY }],
    ['kaa-listing-disputes', { why: 'has-diploma', corrects: 'school' }],
    ['kaa-reminder-settlements', { reminder: NOBODY, how: 'done' }],
    ['kaa-disclosures', { to: '1481' }],
  ])('what is said in %s has happened, today at the latest', async (route, said) => {
    const tomorrow = { ...inFile, ...said, validOn: '2026-06-16' };
    expect(codeOf(await scene.say(route, scene.officer, tomorrow))).toBe('date-out-of-range');
  });

  test('a measure is offered, begins and ends', async () => {
    const say = (route: string, body: object) => scene.say(route, scene.officer, { ...inFile, ...body });
    const [offer] = eventsOf(await say('kaa-measures', { measure: 'guidance' }));
    expect(codeOf(await say('kaa-measure-ends', { offer, why: 'completed' }))).toBe('measure-not-under-way');
    const answers = [
      await say('kaa-measure-declines', { offer }), await say('kaa-measure-starts', { offer }),
      await say('kaa-measure-ends', { offer, why: 'began-work', occupationAfter: 'work' }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(codeOf(await say('kaa-measure-starts', { offer: NOBODY }))).toBe('measure-unknown');
  });

  test('a reminder is set and settled', async () => {
    const say = (route: string, body: object) => scene.say(route, scene.officer, { ...inFile, ...body });
    const [reminder] = eventsOf(await say('kaa-reminders', { due: '2026-04-01', about: 'plan' }));
    expect((await say('kaa-reminder-settlements', { reminder, how: 'done' })).status).toBe(201);
    const overdue = { validOn: '2026-04-02', due: '2026-04-01', about: 'plan' };
    expect(codeOf(await say('kaa-reminders', overdue))).toBe('due-before-it-is-set');
    expect(codeOf(await say('kaa-reminder-settlements', { reminder: NOBODY, how: 'done' })))
      .toBe('reminder-unknown');
  });

  test.each(['viewer', 'analyst', 'auditor', 'economist'] as const)('a %s records nothing', async (role) => {
    const token = await scene.api.token({ role, organisation: 'region', units: [UNIT] });
    const answers = await Promise.all([
      scene.enrol(token), scene.say('kaa-contact-attempts', token, attempt),
      scene.say('name', token, { ...began, givenName: 'A', familyName: 'B' }),
      scene.post('/v1/persons', token, { ...began, identityNumber: scene.number }),
      scene.say('erasures', token, { scope: 'everything', decision: 'KS 2026/117' }),
      scene.post('/v1/deliveries/elin', token, '{"Handelses":[]}'),
      scene.post('/v1/projections/rebuild', token, { projections: [] }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
  });
});
