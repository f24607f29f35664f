import { ApiScene, codeOf, eventsOf, itemsOf, UNIT } from '../../../test/support/api-scene.js';
import type { Answer } from '../../../test/support/api-under-test.js';

let scene: ApiScene;
let economist: string;
beforeAll(async () => {
  scene = await ApiScene.open();
  economist = await scene.api.token({ role: 'economist' });
});
beforeEach(() => scene.begin());
afterAll(() => scene.close());

const dropOut = async (): Promise<Answer> => {
  await scene.enrol();
  const said = { validOn: '2025-10-06', unit: UNIT, reason: 'moved-abroad' };
  return scene.say('dropouts', scene.registrar, said);
};
type Notices = Record<string, unknown>[];
const noticesOf = async (audience: string, token: string, more = ''): Promise<Notices> =>
  itemsOf(await scene.get(`/v1/notices/${audience}?person=${scene.person}${more}`, token));
const kindsOf = (notices: Notices): unknown[] => notices.map(({ kind }) => kind);
const looked = async (list: string, through: unknown, token: string): Promise<boolean> => {
  const { body } = await scene.post(`/v1/${list}/looks`, token, { through });
  return body.repeated as boolean;
};

test('a stop is told to the officer, any event to the economist, and nothing of what it says', async () => {
  const stop = await dropOut();
  await scene.api.keepRegister();
  const mine = await scene.get(`/v1/notices/follow-up?person=${scene.person}`, scene.officer);
  expect(itemsOf(mine)).toMatchObject([
    { event: eventsOf(stop)[0], kind: 'DroppedOut', municipality: '1480', person: scene.person },
    { kind: 'SpellOpened', municipality: '1480' },
  ]);
  expect(mine.text).not.toMatch(new RegExp(`Maja|Ek|${scene.number}|${UNIT}|moved-abroad`));
  expect(kindsOf(await noticesOf('economy', economist)))
    .toEqual(['HomeMunicipalityRegistered', 'Enrolled', 'DroppedOut']);
  expect(await noticesOf('follow-up', scene.otherOfficer)).toEqual([]);
});

test('what was seen is not told again, and two windows do not undo each other', async () => {
  await dropOut();
  const { body: first } = await scene.get('/v1/notices/economy?limit=1', economist);
  expect(first).toMatchObject({ complete: false, lookedThrough: null, items: [{}] });
  const { body: all } = await scene.get('/v1/notices/economy?limit=500', economist);
  expect(all.complete).toBe(true);
  expect(await looked('notices/economy', all.through, economist)).toBe(false);
  expect(await looked('notices/economy', first.through, economist)).toBe(true);
  const again = await scene.get('/v1/notices/economy', economist);
  expect(again.body).toMatchObject({ items: [], lookedThrough: all.through, complete: true });
  expect(kindsOf(await noticesOf('economy', economist, '&since=2026-01-01T00:00:00Z'))).toContain('Enrolled');
  const other = await scene.api.token({ role: 'economist', subject: 'somebody-else' });
  expect(kindsOf(await noticesOf('economy', other))).toContain('DroppedOut');
});

test('page by page it is all the same notices, none of them twice', async () => {
  await dropOut();
  await scene.say('home-municipality', scene.administrator, { validOn: '2026-03-02', municipality: '1481' });
  const region = await scene.api.token({ role: 'economist', organisation: 'region', subject: 'regional' });
  const whole = await noticesOf('economy', region, '&limit=500');
  expect(whole.at(-1)).toMatchObject({ kind: 'HomeMunicipalityRegistered', municipality: '1481' });
  const pages: Notices = [];
  let after = '';
  for (;;) {
    const more = after && `&after=${after}`;
    const { body } = await scene.get(
      `/v1/notices/economy?person=${scene.person}&limit=1${more}`, region);
    pages.push(...body.items as Notices);
    expect(body.complete).toBe(!('next' in body));
    if (body.complete) break;
    after = body.next as string;
  }
  expect(pages).toEqual(whole);
});

const madeUp = ['0', 'a', '1480', '0000000000000001'];
test.each(madeUp)('nobody goes on from a place made up: %s', async (after) => {
  for (const [audience, token] of [['follow-up', scene.officer], ['economy', economist]] as const) {
    const answer = await scene.get(`/v1/notices/${audience}?after=${after}`, token);
    expect([answer.status, codeOf(answer)]).toEqual([400, 'cursor-invalid']);
  }
});

test('a look at what the ledger has not come to is refused, and so is another municipality\'s', async () => {
  const answer = await scene.post(
    '/v1/notices/follow-up/looks', scene.officer, { through: '9999999999999999' });
  expect([codeOf(answer), answer.body.field]).toEqual(['position-unknown', 'through']);
  expect(codeOf(await scene.get('/v1/notices/follow-up?municipality=1481', scene.officer)))
    .toBe('other-organisation');
  for (const token of [scene.registrar, economist, await scene.api.token({ role: 'viewer' })]) {
    expect(codeOf(await scene.get('/v1/notices/follow-up', token))).toBe('role-not-permitted');
  }
});

test('what is said late of a half-year that was reported says so', async () => {
  await dropOut();
  await scene.api.keepRegister();
  const report = { municipality: '1480', half: '2025H2' };
  expect((await scene.post('/v1/kaa/reports', scene.officer, report)).status).toBe(201);
  const contact = { municipality: '1480', channel: 'phone', initiatedBy: 'municipality', occupation: 'none' };
  await scene.say('kaa-contacts', scene.officer, { ...contact, validOn: '2025-12-31' });
  await scene.say('kaa-contacts', scene.officer, { ...contact, validOn: '2026-01-01' });
  const late = (await noticesOf('follow-up', scene.officer)).slice(-1);
  expect(late).toMatchObject([{ kind: 'ContactMade', halfYears: ['2025H2'] }]);
});

test('who is new in the register since the last look, as far as was shown', async () => {
  const list = `/v1/kaa/youths?list=since-look&limit=500`;
  const before = await scene.get(list, scene.officer);
  expect(await looked('kaa/youths', before.body.through, scene.officer)).toBe(false);
  expect(itemsOf(await scene.get(list, scene.officer))).toEqual([]);
  await dropOut();
  await scene.api.keepRegister();
  const fresh = await scene.get(list, scene.officer);
  expect(itemsOf(fresh)).toMatchObject([{ person: scene.person }]);
  await scene.say('kaa-assignments', scene.officer, { validOn: '2026-03-16', municipality: '1480' });
  expect(await looked('kaa/youths', fresh.body.through, scene.officer)).toBe(false);
  expect(itemsOf(await scene.get(list, scene.officer))).toEqual([]);
});
