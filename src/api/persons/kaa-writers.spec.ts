import {
  ApiScene, attempt, began, codeOf, eventsOf, inFile, NOBODY,
} from '../../../test/support/api-scene.js';
import type { Answer } from '../../../test/support/api-under-test.js';

let scene: ApiScene;
beforeAll(async () => { scene = await ApiScene.open(); });
beforeEach(() => scene.begin());
afterAll(() => scene.close());

const HOME = '1480';
const OTHER = '1481';

/** Of the officer of 1481, in the file of 1481. */
const tries = (): Promise<Answer> =>
  scene.say('kaa-contact-attempts', scene.otherOfficer, { ...attempt, municipality: OTHER });
const reads = (token = scene.otherOfficer): Promise<Answer> =>
  scene.get(`/v1/persons/${scene.person}/kaa`, token);
const filesIn = ({ body }: Answer): unknown[] =>
  (body.files as { municipality: string }[]).map(({ municipality }) => municipality);
const hides = (protection = 'protected-registration'): Promise<Answer> =>
  scene.say('protection', scene.administrator, { ...began, validOn: '2009-01-01', protection });

const someoneNobodyPlaced = async (): Promise<void> => {
  const { body } = await scene.post('/v1/persons', scene.administrator,
    { ...began, identityNumber: scene.nextNumber() });
  scene.person = body.person as string;
};

describe('whose responsibility a protected youth is', () => {
  const confirms = (token: string, municipality: string): Promise<Answer> =>
    scene.say('kaa-responsibilities', token, { ...inFile, municipality });

  test.each([HOME, OTHER])('no officer of %s says that it is their own municipality\'s', async (own) => {
    await hides();
    const token = await scene.api.token({ role: 'follow-up-officer', organisation: own });
    expect(codeOf(await confirms(token, own))).toBe('other-organisation');
    expect(codeOf(await reads(token))).toBe('other-organisation');
  });

  test('the region or an administrator says it, and the municipality reads and writes then', async () => {
    const ofRegion = await scene.api.token({ role: 'follow-up-officer', organisation: 'region' });
    for (const token of [ofRegion, scene.administrator]) {
      await scene.begin();
      await hides();
      expect((await confirms(token, OTHER)).status).toBe(201);
      expect((await tries()).status).toBe(201);
      expect((await reads()).body).toMatchObject({ files: [{ municipality: OTHER }] });
    }
  });

  test('who was let in withdraws it from their own file, which lets nobody in', async () => {
    await hides();
    const [withdraws] = eventsOf(await confirms(scene.administrator, OTHER));
    const withdrawal = { withdraws, municipality: OTHER, reason: 'registered-by-mistake' };
    expect((await scene.say('kaa-withdrawals', scene.otherOfficer, withdrawal)).status).toBe(201);
    expect((await reads()).body).toMatchObject({ responsible: null, conditions: [], files: [] });
  });
});

describe('an officer writes in the own file of', () => {
  test('nobody who belongs to another municipality only', async () => {
    expect(codeOf(await tries())).toBe('other-organisation');
    expect(codeOf(await reads())).toBe('other-organisation');
  });

  test('who belonged to the municipality, whatever spell there was, and reads what was written', async () => {
    await scene.say('home-municipality', scene.administrator, { validOn: '2025-01-10', municipality: OTHER });
    await scene.say('home-municipality', scene.administrator, { validOn: '2025-06-10', municipality: HOME });
    expect((await tries()).status).toBe(201);
    const read = await reads();
    expect(read.body.files).toMatchObject([{ municipality: OTHER, outsideSpells: [expect.any(String)] }]);
  });

  test('who stays or will live there', async () => {
    await scene.say('home-municipality', scene.administrator, { validOn: '2026-09-10', municipality: OTHER });
    expect((await tries()).status).toBe(201);
    await someoneNobodyPlaced();
    await scene.say('stay-municipality', scene.administrator, { ...began, municipality: OTHER });
    expect((await tries()).status).toBe(201);
  });

  test('whose file was disclosed to them', async () => {
    await scene.say('kaa-disclosures', scene.officer, { ...inFile, to: OTHER });
    expect((await tries()).status).toBe(201);
    expect(filesIn(await reads())).toEqual([HOME, OTHER]);
  });

  test('a youth whom nobody placed anywhere, and reads that file, but nothing else said', async () => {
    await someoneNobodyPlaced();
    expect((await tries()).status).toBe(201);
    const read = await reads();
    expect(read.status).toBe(200);
    expect(filesIn(read)).toEqual([OTHER]);
    expect(read.body).toMatchObject({ conditions: [], spells: [], register: [], responsible: null });
    expect(codeOf(await reads(scene.officer))).toBe('other-organisation');
  });

  test('a youth who turned out to live elsewhere, to end what was begun', async () => {
    await someoneNobodyPlaced();
    const [withdraws] = eventsOf(await tries());
    await scene.say('home-municipality', scene.administrator, { ...began, municipality: HOME });
    const withdrawal = { withdraws, municipality: OTHER, reason: 'registered-by-mistake' };
    expect((await scene.say('kaa-withdrawals', scene.otherOfficer, withdrawal)).status).toBe(201);
    expect((await reads()).body.conditions).toEqual([]);
  });

  test.each(['secrecy-marking', 'protected-registration'])(
    'nobody under %s whom nobody placed anywhere', async (protection) => {
      await someoneNobodyPlaced();
      await hides(protection);
      expect(codeOf(await tries())).toBe('other-organisation');
    },
  );
});

test('nobody whose records were destroyed counts as placed nowhere', async () => {
  const decision = { scope: 'everything', decision: 'KS 2026/117' };
  expect((await scene.say('erasures', scene.administrator, decision)).status).toBe(200);
  expect(codeOf(await tries())).toBe('other-organisation');
});

test('a person whom nobody knows is unknown, not somebody else\'s', async () => {
  scene.person = NOBODY;
  expect(codeOf(await tries())).toBe('person-unknown');
});
