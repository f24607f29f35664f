import type { Answer } from '../../../test/support/api-under-test.js';
import { ApiScene, codeOf, eventsOf, itemsOf } from '../../../test/support/api-scene.js';

let scene: ApiScene;
let ofRegion: string;
let ofMunicipality: string;
beforeAll(async () => {
  scene = await ApiScene.open();
  ofRegion = await scene.api.token({ role: 'economist', organisation: 'region' });
  ofMunicipality = await scene.api.token({ role: 'economist', organisation: '1480' });
});
afterAll(() => scene.close());

const policy = {
  validOn: '2026-01-01', counting: { rule: 'SNAPSHOT', version: 1, day: 15 }, augustStartPaysFromJuly: true,
  dropoutDay: 'first-unpaid', documentPays: 'through-june', confirmBy: '09-15', correctsYearsBack: 1,
};
const agreement = {
  validOn: '2026-01-01', parties: ['1407', '1480'],
  terms: [{ payee: 'municipal', policy: 'default', priceRule: 'agreed-list' }],
};
const grants = {
  validOn: '2026-01-01', parties: ['1480'],
  terms: [{ payee: 'independent', payees: ['556000-0001'], policy: 'default' }],
};

const setPolicy = (body: object, token = ofRegion): Promise<Answer> =>
  scene.post('/v1/cost-policies/monthly/versions', token, body);
const setAgreement = (name: string, body: object, token = ofRegion): Promise<Answer> =>
  scene.post(`/v1/agreements/${name}/versions`, token, body);

const kinds = 'Must be an object with one of: rule DAILY_CALENDAR, version 1; rule SNAPSHOT, version 1; '
  + 'rule PER_STARTED_FOUR_WEEKS, version 1.';

test.each([
  [{ rule: 'SNAPSHOT', version: 1, day: 29 }, 'day: Write a whole number from 1 to 28.'],
  [{ rule: 'SNAPSHOT', version: 1 }, 'day: Write a whole number from 1 to 28.'],
  [{ rule: 'SNAPSHOT', version: 1, day: 15, on: 'Mondays' },
    'There is a field in it that is not known; it may have rule, version, day, exceptions.'],
  [{ rule: 'SNAPSHOT', version: 2, day: 15 }, kinds], [{ rule: 'OURS', version: 1 }, kinds],
  ['SNAPSHOT', kinds], [null, kinds], [undefined, `It is missing. ${kinds}`],
])('a way of counting that cannot be, %j, is refused with what would be', async (counting, rule) => {
  const { status, body } = await setPolicy({ ...policy, counting });
  expect([status, body.errors]).toEqual([400, [{ field: 'counting', rule }]]);
});

test('policies and agreements are set, and withdrawn, by the economist of the region', async () => {
  const answers = [await setPolicy(policy), await setAgreement('gr', agreement)];
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
  const withdrawal = (nth: number) => ({ validOn: '2026-02-01', withdraws: eventsOf(answers[nth]!)[0] });
  const withdrawn = [
    await scene.post('/v1/cost-policies/monthly/withdrawals', ofRegion, withdrawal(0)),
    await scene.post('/v1/agreements/gr/withdrawals', ofRegion, withdrawal(1)),
  ];
  expect(withdrawn.map(({ status }) => status)).toEqual([201, 201]);
});

test('what is set last for a day holds, however it is worded', async () => {
  const name = 'last-said';
  for (const origin of ['The board, 12 December', 'A correction of the chair']) {
    expect((await setAgreement(name, { ...agreement, origin })).status).toBe(201);
    const last = await setAgreement(name, { ...agreement, origin, parties: ['1407', '1481'] });
    const held = itemsOf(await scene.after(last, `/v1/agreements/${name}/versions`, ofRegion));
    expect(held.map(({ parties }) => parties)).toEqual([['1407', '1481']]);
  }
});

test('a municipality sets by itself only what binds nobody else', async () => {
  expect((await setAgreement('grants', grants, ofMunicipality)).status).toBe(201);
  const refused = [
    await setPolicy(policy, ofMunicipality), await setAgreement('gr', agreement, ofMunicipality),
    await setAgreement('grants', { ...grants, parties: ['1407'] }, ofMunicipality),
  ];
  expect(refused.map(codeOf)).toEqual(Array<string>(3).fill('other-organisation'));
  expect(codeOf(await setAgreement('grants', grants, scene.registrar))).toBe('role-not-permitted');
});

test.each<[string, object]>([
  ['request-invalid', { counting: { rule: 'SNAPSHOT', version: 1, day: 15, hour: 12 } }],
  ['request-invalid', { counting: 'DAILY_CALENDAR' }],
  ['request-invalid', { confirmBy: 'in September' }],
  ['month-measured-twice', {
    counting: {
      ...policy.counting, exceptions: [{ months: [7], on: '08-31' }, { months: [7], on: '07-31' }],
    },
  }],
])('a policy that cannot be is refused: %s', async (code, more) => {
  expect(codeOf(await setPolicy({ ...policy, ...more }))).toBe(code);
});

test.each<[string, string, object]>([
  ['policy-unknown', 'gr', { terms: [{ payee: 'municipal', policy: 'weekly' }] }],
  ['payee-not-a-party', 'gr', { terms: [{ payee: 'municipal', payees: ['1481'], policy: 'default' }] }],
  ['request-invalid', 'gr', { terms: [{ payee: 'municipal', policy: 'default', priceRule: 'free' }] }],
  ['municipality-unknown', 'gr', { parties: ['1480', '1479'] }],
  ['request-invalid', 'GR', {}],
])('an agreement that cannot be is refused: %s', async (code, name, more) => {
  expect(codeOf(await setAgreement(name, { ...agreement, ...more }))).toBe(code);
});

describe('what holds on a day', () => {
  const namesOn = async (path: string, token = ofMunicipality): Promise<unknown[]> =>
    itemsOf(await scene.get(path, token)).map(({ agreement: name, policy: other }) => name ?? other);

  test('is told to economists of anybody, and ends when it is withdrawn', async () => {
    const later = { ...agreement, validOn: '2026-02-01', endsOn: '2026-03-01' };
    const set = await setAgreement('held', later);
    await scene.after(set, '/v1/agreements', ofRegion);
    expect(await namesOn('/v1/agreements?date=2026-01-31')).not.toContain('held');
    expect(await namesOn('/v1/agreements?date=2026-02-28')).toContain('held');
    expect(await namesOn('/v1/agreements')).not.toContain('held'); // today is 16 March
    const [version] = itemsOf(await scene.get('/v1/agreements/held/versions', ofMunicipality));
    expect(version).toEqual({ agreement: 'held', ...later, id: eventsOf(set)[0], until: '2026-03-01' });
    const withdrawal = { validOn: '2026-03-02', withdraws: eventsOf(set)[0] };
    const withdrawn = await scene.post('/v1/agreements/held/withdrawals', ofRegion, withdrawal);
    await scene.after(withdrawn, '/v1/agreements', ofRegion);
    expect(await namesOn('/v1/agreements/held/versions')).toEqual([]);
  });

  test('of policies is told with what each setting rests on, the built-in one too', async () => {
    const { body } = await scene.get('/v1/cost-policies/default/versions', ofMunicipality);
    expect(body).toMatchObject({
      items: [{ policy: 'default', validOn: '0001-01-01', counting: { rule: 'DAILY_CALENDAR', version: 1 } }],
      marks: {
        counting: '[P] DAILY_CALENDAR, [S] SNAPSHOT, [L] PER_STARTED_FOUR_WEEKS', dropoutDay: '[P]',
        extendedStudy: '[S] by decision, [P] paid',
      },
    });
    expect(await namesOn('/v1/cost-policies')).toContain('default');
  });

  test('is not told to whoever has nothing to do with costs', async () => {
    expect(codeOf(await scene.get('/v1/agreements', scene.registrar))).toBe('role-not-permitted');
  });
});
