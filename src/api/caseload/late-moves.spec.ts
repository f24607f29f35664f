import { ApiScene, attempt, codeOf, itemsOf } from '../../../test/support/api-scene.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
beforeEach(() => scene.begin());
afterAll(() => scene.close());

const move = { validOn: '2025-11-10', municipality: '1481' };

let dayOfApril = 9;

/**
 * Tokens that are good on a later day, when it is told that somebody moved in November. The ledger's time
 * goes on: none comes twice.
 */
const later = async () => {
  dayOfApril += 1;
  const day = `2026-04-${dayOfApril}`;
  scene.api.at(`${day}T08:00:00Z`);
  return {
    day,
    administrator: await scene.api.token({ role: 'administrator', organisation: 'region' }),
    officer: await scene.api.token({ role: 'follow-up-officer' }),
    otherOfficer: await scene.api.token({ role: 'follow-up-officer', organisation: '1481' }),
    economist: await scene.api.token({ role: 'economist' }),
  };
};

test('a move told late is flagged in both municipalities, with the periods concerned', async () => {
  const by = await later();
  const told = await scene.say('home-municipality', by.administrator, move);
  const listed = async (token: string, more = '') =>
    itemsOf(await scene.ofPersonAfter(told, `/v1/caseload/late-moves${more}`, token));
  const periods = { halfYears: ['2025-H2'], firstMonth: '2025-11', lastMonth: '2026-03' };
  expect(await listed(by.officer)).toMatchObject([{
    municipality: '1480', change: 'went', other: '1481', from: '2025-11-10', to: by.day,
    knownOn: by.day, ...periods,
  }]);
  expect(await listed(by.otherOfficer)).toMatchObject([{
    municipality: '1481', change: 'came', other: '1480', ...periods,
  }]);
  expect(await listed(by.economist)).toHaveLength(1);
  expect(await listed(by.economist, '?knownFrom=2026-05-01')).toEqual([]);
});

test('days are re-assigned, and what an officer wrote stays where it was written', async () => {
  await scene.say('compulsory-schooling', scene.administrator, { validOn: '2025-06-13' });
  await scene.say('kaa-contact-attempts', scene.officer, attempt);
  const by = await later();
  const told = await scene.say('home-municipality', by.administrator, move);
  const spells = async (token: string) =>
    (await scene.get(`/v1/persons/${scene.person}/kaa`, token)).body.spells;
  expect(await spells(by.otherOfficer))
    .toMatchObject([{ municipality: '1481', from: '2025-11-10' }]);
  const [row] = itemsOf(await scene.ofPersonAfter(told, '/v1/kaa/youths', by.otherOfficer));
  expect(row).toMatchObject({ municipality: '1481', attempts: 0 });
  const { files } = (await scene.get(`/v1/persons/${scene.person}/kaa`, by.officer)).body as
    { files: { municipality: string; outsideSpells: string[] }[] };
  expect(files).toMatchObject([{ municipality: '1480', outsideSpells: [expect.any(String)] }]);
});

test('of a protected person neither municipality learns the other', async () => {
  const marking = { validOn: '2026-01-01', protection: 'secrecy-marking' };
  await scene.say('protection', scene.administrator, marking);
  const by = await later();
  const told = await scene.say('home-municipality', by.administrator, move);
  const [row] = itemsOf(await scene.ofPersonAfter(told, '/v1/caseload/late-moves', by.officer));
  expect(row).toMatchObject({ name: null, protected: true, other: null, change: 'went' });
});

test('a viewer or a school sees none', async () => {
  const viewer = await scene.api.token({ role: 'viewer' });
  for (const token of [viewer, scene.registrar]) {
    expect(codeOf(await scene.get('/v1/caseload/late-moves', token))).toBe('role-not-permitted');
  }
});
