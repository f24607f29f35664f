import type { Answer } from '../../../test/support/api-under-test.js';
import { ApiScene, codeOf, eventsOf, inFile, itemsOf, NOBODY } from '../../../test/support/api-scene.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
beforeEach(() => scene.begin());
afterAll(() => scene.close());

const leaves = (): Promise<Answer> =>
  scene.say('compulsory-schooling', scene.administrator, { validOn: '2025-06-13' });

describe('worklists', () => {
  test('a youth outside school is on the list of the home municipality, and of no other', async () => {
    const left = await leaves();
    const [row] = itemsOf(await scene.ofPersonAfter(left, '/v1/kaa/youths', scene.officer));
    expect(row).toMatchObject({
      person: scene.person, municipality: '1480', from: '2025-08-18', status: 'unknown', contacted: 0,
    });
    expect(itemsOf(await scene.ofPersonAfter(left, '/v1/kaa/youths', scene.otherOfficer))).toEqual([]);
    const asked = await scene.get('/v1/kaa/youths?municipality=1481', scene.officer);
    expect(codeOf(asked)).toBe('other-organisation');
  });

  test('mine are those assigned to me', async () => {
    await leaves();
    const me = await scene.api.token({ role: 'follow-up-officer', subject: 'officer-7' });
    const mine = async (validOn: string, officer?: string): Promise<number> => {
      const said = await scene.say('kaa-assignments', me, { ...inFile, validOn, officer });
      return itemsOf(await scene.ofPersonAfter(said, '/v1/kaa/youths?officer=me', me)).length;
    };
    expect(await mine('2026-02-09', 'officer-7')).toBe(1);
    expect(await mine('2026-02-10', 'officer-9')).toBe(0);
    expect(await mine('2026-02-11', 'officer-7')).toBe(1);
    expect(await mine('2026-02-12')).toBe(0);
  });

  test('who was met is never contacted no more, and counted', async () => {
    await leaves();
    const never = '/v1/kaa/youths?list=never-contacted';
    const tried = await scene.say('kaa-contact-attempts', scene.officer, { ...inFile, channel: 'letter' });
    expect(itemsOf(await scene.ofPersonAfter(tried, never, scene.officer))).toHaveLength(1);
    const met = await scene.say('kaa-contacts', scene.officer,
      { ...inFile, channel: 'phone', initiatedBy: 'youth', occupation: 'work' });
    expect(itemsOf(await scene.ofPersonAfter(met, never, scene.officer))).toEqual([]);
    const [counts] = itemsOf(await scene.after(met, '/v1/kaa/counts', scene.officer));
    expect(counts).toMatchObject({ municipality: '1480' });
    expect(counts!['registered']).toBe(Number(counts!['contacted']) + Number(counts!['neverContacted']));
  });

  const others = ['economist', 'viewer', 'registrar', 'analyst'] as const;
  test.each(others)('are nothing for a %s', async (role) => {
    const token = await scene.api.token({ role });
    for (const path of ['/v1/kaa/youths', '/v1/kaa/counts', `/v1/persons/${scene.person}/kaa`]) {
      expect(codeOf(await scene.get(path, token))).toBe('role-not-permitted');
    }
  });
});

test('nobody is in the register of a code that no municipality has', async () => {
  await leaves();
  const moved = { validOn: '2026-01-12', municipality: '9900', source: 'population-register' };
  const said = await scene.say('home-municipality', scene.administrator, moved);
  const spells = (await scene.after(said, '/v1/kaa/spells?format=csv', scene.administrator)).text
    .split('\n').filter((line) => line.startsWith(scene.person));
  expect(spells.map((line) => line.split(',').slice(1, 4))).toEqual([['1480', '2025-08-18', '2026-01-12']]);
  const youth = await scene.get(`/v1/persons/${scene.person}/kaa`, scene.administrator);
  expect(youth.body).toMatchObject({ responsible: null, spells: [{ municipality: '1480' }] });
});

describe('a youth', () => {
  test('with the reasons of membership, and the file', async () => {
    await leaves();
    await scene.say('kaa-measures', scene.officer, { ...inFile, measure: 'guidance' });
    const { body } = await scene.get(`/v1/persons/${scene.person}/kaa?date=2026-02-09`, scene.officer);
    const conditions = body.conditions as { holds: boolean; decidedBy: string[] }[];
    expect(conditions.map(({ holds }) => holds)).toEqual([true, true, true, true, true, true]);
    expect(conditions[0]!.decidedBy).toHaveLength(1);
    expect(body).toMatchObject({
      person: scene.person, responsible: '1480', spells: [{ municipality: '1480' }],
      files: [{ municipality: '1480', status: 'unknown', measures: [{ measure: 'guidance' }] }],
    });
  });

  test('is unknown, on the list and on the page, while the only contact lies outside the spell', async () => {
    await leaves();
    const contact = { ...inFile, validOn: '2024-02-01', channel: 'phone', initiatedBy: 'youth' };
    const said = await scene.say('kaa-contacts', scene.officer, contact);
    const [row] = itemsOf(await scene.ofPersonAfter(said, '/v1/kaa/youths', scene.officer));
    const { body } = await scene.get(`/v1/persons/${scene.person}/kaa`, scene.officer);
    expect(row).toMatchObject({ status: 'unknown', contacted: 0 });
    expect(body.files).toMatchObject([{ status: 'unknown', outsideSpells: eventsOf(said) }]);
  });

  test('was never theirs after all, and they go on reading what they wrote', async () => {
    await leaves();
    await scene.api.keepRegister();
    await scene.say('kaa-measures', scene.officer, { ...inFile, measure: 'guidance' });
    const home = { municipality: '1481', validOn: '2025-08-18', reportedAt: '2026-03-01T09:00:00Z' };
    await scene.say('home-municipality', scene.administrator, home);
    await scene.api.keepRegister();
    const { body } = await scene.get(`/v1/persons/${scene.person}/kaa`, scene.officer);
    expect(body).toMatchObject({
      responsible: null, spells: [], register: [{ municipality: '1480', standing: 'void' }],
      files: [{ municipality: '1480', measures: [{ measure: 'guidance' }] }],
    });
  });

  test('moves, and the new municipality reads the file only once it is disclosed', async () => {
    await leaves();
    await scene.say('kaa-measures', scene.officer, { ...inFile, measure: 'guidance' });
    const move = { validOn: '2026-03-01', municipality: '1481' };
    await scene.say('home-municipality', scene.administrator, move);
    const files = async (): Promise<object[]> =>
      (await scene.get(`/v1/persons/${scene.person}/kaa`, scene.otherOfficer)).body.files as object[];
    expect(await files()).toEqual([]);
    const disclosure = { ...inFile, validOn: '2026-03-02', to: '1481' };
    expect(codeOf(await scene.say('kaa-disclosures', scene.otherOfficer, disclosure)))
      .toBe('other-organisation');
    await scene.say('kaa-disclosures', scene.officer, disclosure);
    expect(await files()).toMatchObject([{ municipality: '1480', disclosedUpTo: '2026-03-02' }]);
  });

  test('a code that no municipality has keeps no file, reads none, is responsible for nobody', async () => {
    const fieldOf = ({ body }: Answer): unknown => body.field;
    await leaves();
    const to = await scene.say('kaa-disclosures', scene.officer, { ...inFile, to: 'zzzz' });
    expect([codeOf(to), fieldOf(to)]).toEqual(['municipality-unknown', 'to']);
    const confirmed = { ...inFile, municipality: '9900' };
    const responsible = await scene.say('kaa-responsibilities', scene.administrator, confirmed);
    expect([codeOf(responsible), fieldOf(responsible)]).toEqual(['municipality-unknown', 'municipality']);
    const occupation = { ...confirmed, occupation: 'work' };
    expect(codeOf(await scene.say('kaa-occupations', scene.administrator, occupation)))
      .toBe('municipality-unknown');
  });

  test('who has nothing to do with the municipality is not shown, nor is nobody', async () => {
    await leaves();
    expect(codeOf(await scene.get(`/v1/persons/${scene.person}/kaa`, scene.otherOfficer)))
      .toBe('other-organisation');
    expect(codeOf(await scene.get(`/v1/persons/${NOBODY}/kaa`, scene.officer))).toBe('person-unknown');
  });
});

describe('the register', () => {
  const drift = async (after: Answer): Promise<Record<string, unknown>[]> =>
    itemsOf(await scene.after(after, '/v1/kaa/drift', scene.administrator))
      .filter(({ person }) => person === scene.person);
  const gauge = async (): Promise<string> => {
    const { text } = await scene.api.call('/metrics');
    return /^liggare_kaa_register_drift (.+)$/m.exec(text)![1]!;
  };

  test('is not what it should be until it is kept, and then it is', async () => {
    const left = await leaves();
    expect(await drift(left)).toEqual([
      { person: scene.person, municipality: '1480', since: '2025-08-18', until: '9999-12-31' },
    ]);
    expect(Number(await gauge())).toBeGreaterThan(0);
    await scene.api.keepRegister();
    expect(await drift(left)).toEqual([]);
    expect(await gauge()).toBe('0');
  });

  test('stands in the file as it was recorded, with reasons and what caused it', async () => {
    const left = await leaves();
    await scene.api.keepRegister();
    const started = await scene.enrol();
    await scene.api.keepRegister();
    const registerFor = async (token: string) =>
      (await scene.get(`/v1/persons/${scene.person}/kaa`, token)).body.register as object[];
    expect(await registerFor(scene.officer)).toEqual([{
      municipality: '1480', spell: expect.any(String), standing: 'void',
      entries: [
        expect.objectContaining({
          type: 'SpellOpened', from: '2025-08-18', began: 'moved-in',
          causedBy: eventsOf(left)[0],
        }),
        expect.objectContaining({
          type: 'SpellVoided', why: 'not-in-education', decidedBy: eventsOf(started),
          causedBy: eventsOf(started)[0], recordedAt: expect.stringMatching(/Z$/),
        }),
      ],
    }]);
    const move = { validOn: '2026-03-01', municipality: '1481' };
    await scene.say('home-municipality', scene.administrator, move);
    expect(await registerFor(scene.otherOfficer)).toEqual([]);
  });

  test('cannot be withdrawn, and shows in no file as if somebody had said it', async () => {
    await leaves();
    await scene.api.keepRegister();
    const { items } = (await scene.get(`/v1/persons/${scene.person}/trail`, scene.officer)).body as
      { items: { type: string; id: string }[] };
    const opening = items.find(({ type }) => type === 'SpellOpened');
    const undo = await scene.say('kaa-withdrawals', scene.officer,
      { municipality: '1480', withdraws: opening!.id });
    expect(codeOf(undo)).toBe('nothing-to-withdraw');
    const { body } = await scene.get(`/v1/persons/${scene.person}/kaa`, scene.officer);
    expect(body.files).toEqual([]);
  });
});
