import { ApiScene, codeOf, itemsOf, UNIT } from '../../../test/support/api-scene.js';

let scene: ApiScene;
let position: string;
/** Six youths left school in 1480, of whom one moved to 1481 in March. */
beforeAll(async () => {
  scene = await ApiScene.open();
  for (let youth = 0; youth < 6; youth += 1) {
    await scene.begin();
    await scene.enrol();
    await scene.say('dropouts', scene.registrar, { validOn: '2026-02-02', unit: UNIT });
  }
  const move = { validOn: '2026-03-02', municipality: '1481' };
  const { body } = await scene.say('home-municipality', scene.administrator, move);
  position = String(body.position);
});
afterAll(() => scene.close());

const figures = (query: string, token: string) =>
  scene.get(`/v1/kaa/figures?atLeast=${position}&${query}`, token);

test('who is in the register, came and left is counted; what is small is hidden', async () => {
  const answer = await figures('municipality=1480', scene.officer);
  expect(answer.body).toMatchObject({
    on: '2026-03-16', from: '2025-03-17', to: '2026-03-17', hiddenBelow: 5,
  });
  expect(itemsOf(answer)).toMatchObject([{
    municipality: '1480', reachedPercent: 0,
    figures: {
      'registered': 5, 'never-contacted': 5, 'contacted': 0, 'occupation-unknown': 5, 'new': 6, 'left': null,
      'measures-offered': 0,
    },
  }]);
});

test('coverage is for those who keep the register, counted to the last youth', async () => {
  const coverage = (token: string) => scene.get(`/v1/kaa/coverage?atLeast=${position}`, token);
  const answer = await coverage(scene.officer);
  expect(answer.body).toMatchObject({ on: '2026-03-16', from: '2025-03-17', to: '2026-03-17' });
  expect(itemsOf(answer)).toEqual([{
    municipality: '1480', registered: 5, withoutReason: 0, neverContacted: 5, occupationUnknown: 5,
    nothingKnown: 5, knownPercent: 0, measuresOffered: 0, measuresOther: 0, otherPercent: null,
  }]);
  expect(itemsOf(await coverage(scene.otherOfficer)))
    .toMatchObject([{ municipality: '1481', registered: 1 }]);
  const viewer = await scene.api.token({ role: 'viewer', organisation: '1480' });
  expect(codeOf(await coverage(viewer))).toBe('role-not-permitted');
});

test('dropouts are a share of pupils against a target, of a year if no period is asked for', async () => {
  const dropouts = (query: string, token: string) =>
    scene.get(`/v1/kaa/dropouts?atLeast=${position}&${query}`, token);
  const analyst = await scene.api.token({ role: 'analyst' });
  const all = await dropouts('', analyst);
  expect(all.body).toMatchObject({
    from: '2025-03-17', to: '2026-03-17', targetPercent: 9, hiddenBelow: 5,
    all: { pupils: 6, droppedOut: 6, percent: 100, reached: false },
  });
  expect(itemsOf(all)).toContainEqual(
    { by: 'unit', group: UNIT, pupils: 6, droppedOut: 6, percent: 100, reached: false });
  // Of one municipality only what stands among those of all: what the others have cannot be subtracted.
  const one = await dropouts('municipality=1480', analyst);
  const [own] = itemsOf(all).filter(({ group }) => group === '1480');
  expect(own).toMatchObject({ by: 'municipality', pupils: 6 });
  expect([one.body.all, itemsOf(one)]).toMatchObject([{ pupils: 6, percent: 100 }, [own]]);
  expect(codeOf(await dropouts('municipality=1480', scene.otherOfficer))).toBe('other-organisation');
  const small = await dropouts('from=2026-02-03&target=8', scene.otherOfficer);
  expect(small.body).toMatchObject({ targetPercent: 8, all: { pupils: 0 }, items: [] });
  expect(codeOf(await dropouts('target=101', analyst))).toBe('request-invalid');
  expect(codeOf(await dropouts('', scene.registrar))).toBe('role-not-permitted');
});

test('a period is from a day up to another', async () => {
  const [february] = itemsOf(await figures('municipality=1480&from=2026-02-02&to=2026-02-03', scene.officer));
  const [before] = itemsOf(await figures('municipality=1480&from=2026-01-01&to=2026-02-02', scene.officer));
  expect([february, before]).toMatchObject([{ figures: { new: 6, left: 0 } }, { figures: { new: 0 } }]);
  expect(codeOf(await figures('from=2026-02-02&to=2026-02-02', scene.officer))).toBe('ends-before-it-begins');
});

test('analysts have the region; officers have the own municipality, and others have none', async () => {
  const analyst = await scene.api.token({ role: 'analyst' });
  const all = itemsOf(await figures('', analyst));
  expect(all.map(({ municipality }) => municipality)).toEqual(['1480', '1481', 'region']);
  expect(all.map(({ figures: each }) => (each as { new: unknown }).new)).toEqual([null, null, 7]);
  const oneByOne = await Promise.all(
    ['1480', '1481'].map((each) => figures(`municipality=${each}`, analyst)));
  expect(oneByOne.flatMap(itemsOf)).toEqual(all.slice(0, 2));
  expect(itemsOf(await figures('', scene.otherOfficer))).toMatchObject([{ municipality: '1481' }]);
  expect(codeOf(await figures('municipality=1480', scene.otherOfficer))).toBe('other-organisation');
  expect(codeOf(await figures('', scene.registrar))).toBe('role-not-permitted');
});
