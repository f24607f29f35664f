import { elinDocument, elinEvent } from '../../test/support/elin-said.js';
import { type Answer, NOW } from '../../test/support/api-under-test.js';
import {
  ApiScene, attempt, began, codeOf, eventsOf, itemsOf, NOBODY, OTHER_UNIT, UNIT,
} from '../../test/support/api-scene.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
beforeEach(() => scene.begin());
afterAll(() => scene.close());

const path = (rest = ''): string => `/v1/persons/${scene.person}${rest}`;

describe('the caseload', () => {
  test('what was just recorded is read by whoever waits for its position', async () => {
    const { officer, person } = scene;
    const command = await scene.enrol();
    const found = await scene.ofPersonAfter(command, '/v1/caseload?date=2026-01-12', officer);
    expect(itemsOf(found)).toEqual([expect.objectContaining({ person, unit: UNIT, name: 'Ek, Maja' })]);
    const counts = await scene.after(command, '/v1/caseload/counts?date=2026-01-12&by=municipality', officer);
    expect(itemsOf(counts)).toEqual([{ municipality: '1480', placements: expect.any(Number) }]);
  });

  test('a list is limited to what is the caller\'s own', async () => {
    const command = await scene.enrol();
    const elsewhere = await scene.api.token({ role: 'viewer', organisation: '1481' });
    const otherSchool = await scene.api.token({ role: 'registrar', units: [OTHER_UNIT] });
    const seenBy = async (token: string): Promise<number> =>
      itemsOf(await scene.ofPersonAfter(command, '/v1/caseload', token)).length;
    expect([await seenBy(elsewhere), await seenBy(otherSchool)]).toEqual([0, 0]);
    expect(await seenBy(scene.registrar)).toBe(1);
    expect(codeOf(await scene.get('/v1/caseload?municipality=1480', elsewhere))).toBe('other-organisation');
  });

  test('who left is on the list to follow up', async () => {
    await scene.enrol();
    const left = await scene.say('dropouts', scene.registrar, { validOn: '2026-02-09', unit: UNIT });
    const found = await scene.ofPersonAfter(left, '/v1/caseload/left?date=2026-03-01', scene.officer);
    expect(itemsOf(found)).toEqual([expect.objectContaining({ leftOn: '2026-02-09', how: 'dropout' })]);
  });

  test('two schools at once are an overlap at both', async () => {
    await scene.enrol();
    const command = await scene.enrol(scene.administrator, { unit: OTHER_UNIT });
    const overlaps = '/v1/caseload/overlaps?date=2026-01-12';
    const found = await scene.ofPersonAfter(command, overlaps, scene.administrator);
    expect(itemsOf(found).map(({ unit }) => unit).sort()).toEqual([OTHER_UNIT, UNIT]);
    const { body: { today } } = await scene.get(path(), scene.administrator);
    expect(today).toMatchObject({ claimedTwice: [{ from: '2025-08-18', to: '9999-12-31' }] });
  });

  test('a report that fits nothing is flagged, to those who may see all units', async () => {
    const stop = { validOn: '2020-02-09', unit: UNIT };
    const command = await scene.say('dropouts', scene.registrar, stop);
    const flagsAfter = async (answer: Answer): Promise<unknown[]> =>
      itemsOf(await scene.ofPersonAfter(answer, '/v1/caseload/flags', scene.registrar))
        .map(({ kind, unit }) => `${String(kind)} ${String(unit)}`);
    const alone = `dropout-without-placement ${UNIT}`;
    expect(await flagsAfter(command)).toEqual([alone, `consent-not-stated ${UNIT}`]);
    const consented = await scene.say('dropouts', scene.registrar, { ...stop, guardianConsent: true });
    expect(await flagsAfter(consented)).toEqual([alone, alone]);
    expect(codeOf(await scene.get('/v1/caseload/flags', scene.officer))).toBe('role-not-permitted');
  });

  test('an analyst sees rows without names', async () => {
    const analyst = await scene.api.token({ role: 'analyst' });
    const found = await scene.ofPersonAfter(await scene.enrol(), '/v1/caseload', analyst);
    expect(itemsOf(found)).toEqual([expect.objectContaining({ person: scene.person, name: null })]);
  });

  test('lists go on where the page before ended, with the same query only', async () => {
    const { administrator } = scene;
    await scene.enrol();
    const command = await scene.enrol(administrator, { unit: OTHER_UNIT });
    const list = `/v1/caseload?date=2026-01-12&sort=unit&limit=1&person=${scene.person}`;
    const first = await scene.after(command, list, administrator);
    const second = await scene.get(`${list}&after=${String(first.body.next)}`, administrator);
    expect([...itemsOf(first), ...itemsOf(second)].map(({ unit }) => unit)).toEqual([OTHER_UNIT, UNIT]);
    const other = await scene.get(`/v1/caseload?sort=name&after=${String(first.body.next)}`, administrator);
    expect(codeOf(other)).toBe('cursor-invalid');
  });
});

describe('costs', () => {
  test('are asked for by month or period', async () => {
    const { administrator } = scene;
    const month = await scene.after(await scene.enrol(), '/v1/cost?month=2026-01', administrator);
    expect(month.body).toEqual({ items: [], total: { days: 0, ore: 0, vatOre: 0 } });
    const backwards = '?from=2026-02-01&to=2026-02-01';
    for (const wrong of ['', '?from=2026-01-01', '?month=2026-01&to=2026-02-01', backwards]) {
      expect(codeOf(await scene.get(`/v1/cost${wrong}`, administrator))).toBe('request-invalid');
    }
  });

  test('are an economist\'s where the own organisation pays or is paid', async () => {
    const economist = await scene.api.token({ role: 'economist' });
    const ask = (query: string): Promise<Answer> =>
      scene.get(`/v1/cost?month=2026-01${query}`, economist);
    expect(codeOf(await ask('&payer=1481'))).toBe('other-organisation');
    expect(codeOf(await ask('&principal=1481'))).toBe('other-organisation');
    expect((await ask('&payer=1481&principal=1480')).status).toBe(200);
    expect(codeOf(await scene.get('/v1/cost?month=2026-01', scene.officer))).toBe('role-not-permitted');
  });

  test('that cannot be charged are listed, never counted as nothing', async () => {
    const list = '/v1/cost/deviations?month=2026-01&kind=unknown-unit';
    const found = await scene.ofPersonAfter(await scene.enrol(), list, scene.administrator);
    expect(itemsOf(found)).toEqual([expect.objectContaining({ kind: 'unknown-unit', unit: UNIT })]);
  });

  test('that cannot be charged are seen by the economist of whoever would pay, and by no other', async () => {
    const command = await scene.enrol();
    const seenFrom = async (organisation: string): Promise<number> => {
      const economist = await scene.api.token({ role: 'economist', organisation });
      const list = '/v1/cost/deviations?month=2026-01&kind=unknown-unit';
      return itemsOf(await scene.ofPersonAfter(command, list, economist)).length;
    };
    expect([await seenFrom('1480'), await seenFrom('1481'), await seenFrom('556000-0001')])
      .toEqual([1, 0, 0]);
  });
});

describe('a person', () => {
  test('as known at an earlier moment stands beside today\'s', async () => {
    const before = scene.instant();
    await scene.enrol();
    const { body } = await scene.get(path(`?knownAt=${before}`), scene.officer);
    expect(body).toMatchObject({
      person: scene.person, today: { name: { familyName: 'Ek' }, stays: [{ unit: UNIT }] },
      asKnownAt: { lookedAt: '2026-03-16', name: { familyName: 'Ek' }, stays: [] },
    });
  });

  test('as known at each position is what was answered there', async () => {
    const { administrator } = scene;
    const on = (validOn: string) => ({ validOn, unit: UNIT });
    const first = eventsOf(await scene.enrol())[0]!;
    const answered: [string, unknown][] = [];
    for (const [route, said] of [
      ['home-municipality', { ...began, municipality: '1481' }], ['planned-breaks', on('2026-02-01')],
      ['dropouts', on('2026-01-15')], ['schooling-withdrawals', { withdraws: first }],
      ['address', { ...began, city: 'Orten' }],
      ['summer-placements', { ...on('2025-07-01'), studyPath: 'TE' }],
      ['documents', { ...on('2026-02-20'), document: 'examensbevis' }], ['kaa-contact-attempts', attempt],
      ['enrolments', { ...on('2025-08-20'), studyPath: 'TE' }], ['death', { validOn: '2026-03-01' }],
    ] as const) {
      const { status, body: { position } } = await scene.say(route, administrator, said);
      expect(status).toBe(201);
      answered.push([String(position), (await scene.get(path(), administrator)).body.today]);
    }
    for (const [position, today] of answered) {
      const { body } = await scene.get(path(`?knownAt=${position}`), administrator);
      expect(body.asKnownAt).toEqual({ ...today as object, position, knownAt: position });
    }
    expect(new Set(answered.map(([, today]) => JSON.stringify(today))).size).toBe(answered.length);
  });

  test('as known earlier is disclosed as today, and says which protection was known then', async () => {
    const said = (protection: string, validOn: string): Promise<Answer> =>
      scene.say('protection', scene.administrator, { validOn, protection });
    const asKnown = async (knownAt: string): Promise<unknown[]> => {
      const { body } = await scene.get(path(`?knownAt=${knownAt}`), scene.officer);
      const { today, asKnownAt } = body as Record<string, { protection: string; name?: object }>;
      return [today, asKnownAt].flatMap((seen) => [seen!.protection, seen!.name !== undefined]);
    };
    const unmarked = scene.instant();
    await said('secrecy-marking', '2026-03-01');
    expect(await asKnown(unmarked)).toEqual(['secrecy-marking', false, 'none', false]);
    const marked = scene.instant();
    await said('none', '2026-03-16');
    expect(await asKnown(marked)).toEqual(['none', true, 'secrecy-marking', true]);
  });

  test('as known at a position; one that the ledger never gave is refused', async () => {
    const { body: { position } } = await scene.enrol();
    await scene.enrol(scene.administrator, { unit: OTHER_UNIT });
    const { body } = await scene.get(path(`?knownAt=${String(position)}`), scene.officer);
    expect(body).toMatchObject({ asKnownAt: { position, stays: [{ unit: UNIT }] } });
    const noInstants = ['2026-02-30T00:00:00Z', '2026-02-03T25:00:00Z', '2026-02-03', '2026-02-03T10:00'];
    for (const never of ['9999999999999999', 'yesterday', '7', ...noInstants]) {
      expect(codeOf(await scene.get(path(`?knownAt=${never}`), scene.officer))).toBe('request-invalid');
    }
  });

  test('is found by number, which stands in no address', async () => {
    const { number, officer, person } = scene;
    const search = (identityNumber: string): Promise<Answer> =>
      scene.post('/v1/persons/search', officer, { identityNumber });
    const found = await search(`${number.slice(0, 8)}-${number.slice(8)}`);
    expect([found.status, found.body]).toEqual([200, { person }]);
    const none = await search(scene.nextNumber());
    expect([none.status, codeOf(none)]).toEqual([404, 'person-unknown']);
  });

  test('of another municipality is not read, and one that nobody has is not there', async () => {
    const elsewhere = await scene.api.token({ role: 'follow-up-officer', organisation: '1481' });
    expect(codeOf(await scene.get(path(), elsewhere))).toBe('other-organisation');
    expect(codeOf(await scene.get(path('/trail'), elsewhere))).toBe('other-organisation');
    expect(codeOf(await scene.get(`/v1/persons/${NOBODY}`, scene.officer))).toBe('person-unknown');
  });

  test('has no contact in what an economist reads, trail included', async () => {
    await scene.say('kaa-contact-attempts', scene.officer, attempt);
    const economist = await scene.api.token({ role: 'economist' });
    const seen = await Promise.all([scene.get(path(), economist), scene.get(path('/trail'), economist)]);
    expect(seen.map(({ status }) => status)).toEqual([200, 200]);
    expect(seen.map(({ text }) => text).join()).not.toMatch(/ContactAttempted|"phone"/);
    expect((await scene.get(path(), scene.officer)).text).toContain('"phone"');
  });

  test('who is protected has no name in any answer to those who work with them', async () => {
    const { registrar, number } = scene;
    await scene.enrol();
    const command = await scene.say('protection', scene.administrator,
      { ...began, protection: 'secrecy-marking' });
    const answers = await Promise.all([
      scene.get(path('?knownAt=2026-03-16T08:00:00Z'), registrar), scene.get(path('/trail'), registrar),
      scene.ofPersonAfter(command, '/v1/caseload', registrar),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(answers.map(({ text }) => text).join()).not.toMatch(new RegExp(`Maja|"Ek"|${number}`));
  });

  test('whose record is erased leaves that it was erased, and no more', async () => {
    await scene.enrol();
    const erasure = { scope: 'everything', decision: 'KS 2026/117' };
    expect((await scene.say('erasures', scene.administrator, erasure)).status).toBe(200);
    const { status, text } = await scene.get(path('/trail?order=oldest'), scene.administrator);
    expect(status).toBe(200);
    expect(text).toContain('KS 2026/117');
    expect(text).not.toMatch(new RegExp(`Maja|Ek|${scene.number}|${UNIT}`));
    expect(codeOf(await scene.enrol())).toBe('record-erased');
  });
});

describe('what a removal turned out to remove', () => {
  const event = (type: string, registered: string, changed = registered) => ({
    ...elinEvent({ type, registered, changed, number: scene.number, unit: UNIT }),
  });
  type Entry = Record<'id' | 'type' | 'withdraws' | 'withdrawnBy' | 'line', unknown>;

  test('is told in every trail that has it, with the line it came from', async () => {
    const file = elinDocument([
      event('8', '2025-08-20 10:00:00'), event('8', '2025-08-20 10:00:00', '2025-08-27 10:00:00'),
      event('500', '2025-09-01 10:00:00'),
    ]);
    const headers = { 'content-type': 'application/json' };
    const sent = await scene.post('/v1/deliveries/elin', scene.administrator, file, headers);
    expect(sent.body).toMatchObject({ taken: 3 });
    const entries = async (query: string): Promise<Entry[]> =>
      (await scene.after(sent, query, scene.administrator)).body.items as Entry[];
    const ofPerson = await entries(path('/trail?order=oldest'));
    const [first, changed, removal] = ofPerson.slice(-3) as [Entry, Entry, Entry];
    expect([first, changed].map(({ withdrawnBy }) => withdrawnBy)).toEqual([removal.id, removal.id]);
    expect(removal).toMatchObject({ type: 'RemovalReported', line: 3, withdraws: changed.id });
    const { stream } = ofPerson.at(-1) as unknown as { stream: string };
    const period = 'from=2026-01-01T00:00:00Z';
    for (const which of [`delivery=${String(sent.body.delivery)}`, `stream=${stream}`, period]) {
      const found = await entries(`/v1/trail?${which}`);
      expect(found.find(({ id }) => id === removal.id)).toMatchObject({ withdraws: changed.id, line: 3 });
    }
  });
});

test('a page goes on only from where one ended, never from wherever', async () => {
  await scene.enrol();
  const { administrator, person } = scene;
  const lists = [
    path('/trail?'), '/v1/trail?actor=a', '/v1/trail?from=2026-01-01T00:00:00Z&order=oldest',
    `/v1/trail?stream=person-${person}`, '/v1/cost?month=2026-01', '/v1/cost/lines?month=2026-01',
    '/v1/caseload?',
  ];
  for (const list of lists) {
    for (const after of ['zzz', '9999999999999999', '0000000000000001x']) {
      const answer = await scene.get(`${list}&after=${after}`, administrator);
      expect([list, after, codeOf(answer)]).toEqual([list, after, 'cursor-invalid']);
    }
  }
});

describe('the whole trail', () => {
  test('is read by actor and period, one at a time, by auditors', async () => {
    const command = await scene.enrol();
    const auditor = await scene.api.token({ role: 'auditor' });
    const entries = async (query: string): Promise<unknown[]> =>
      (await scene.after(command, `/v1/trail?${query}`, auditor)).body.items as unknown[];
    expect((await entries('actor=local:registrar:1480'))[0])
      .toMatchObject({ type: 'Enrolled', person: scene.person });
    expect(await entries('from=2026-01-01T00:00:00Z&limit=2')).toHaveLength(2);
    scene.instant();
    const { body: { position } } = await scene.enrol(scene.administrator, { unit: OTHER_UNIT });
    scene.api.at(NOW); // a clock that was set back hides nothing
    expect((await entries('from=2026-01-01T00:00:00Z'))[0]).toMatchObject({ position });
    const [from, to] = ['from=2026-01-01T00:00:00Z', 'to=2026-01-01T00:00:00Z'];
    for (const query of ['', `actor=a&${from}`, `actor=a&${to}`, `${from}&${to}`]) {
      expect(codeOf(await scene.get(`/v1/trail?${query}`, auditor))).toBe('request-invalid');
    }
    expect(codeOf(await scene.get('/v1/trail?actor=a', scene.officer))).toBe('role-not-permitted');
  });
});
