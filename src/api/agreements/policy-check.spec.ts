import { codeOf, itemsOf } from '../../../test/support/api-scene.js';
import type { Answer } from '../../../test/support/api-under-test.js';
import { type SettledExample, settledExample } from '../../../test/support/settled-example.js';

/** What a policy would move of what is issued: of July and August 2025, 62 of 365 days at 108 500 kr. */

let example: SettledExample;
let ofMunicipality: string;

beforeAll(async () => {
  example = await settledExample();
  ofMunicipality = await example.api.token({ role: 'economist', organisation: '1480' });
});
afterAll(() => example.api.close());

const headNow = (of = example) => of.api.dependencies.store.head();

const policy = {
  validOn: '2025-07-01', counting: { rule: 'SNAPSHOT', version: 1, day: 15 }, augustStartPaysFromJuly: true,
  dropoutDay: 'first-unpaid', documentPays: 'through-june', confirmBy: '09-15', correctsYearsBack: 1,
};
const check = async (body: object, token?: string, of = example): Promise<Answer> =>
  of.post(`/v1/cost-policies/default/checks?atLeast=${await headNow(of)}`, body, token);

test('it is told per payer and payee against what was issued, and nothing is recorded', async () => {
  const head = await headNow();
  const { status, body } = await check(policy);
  // 108 500 × 62 ÷ 365 = 18 430.14 was issued; two twelfths are 18 083.33. Of it, VAT of 6 141.51 a year is
  // 1 043.22, and two twelfths are 1 023.59.
  const moved = {
    issuedOre: 1_843_014, asIsOre: 1_843_014, whatIfOre: 1_808_333, ore: -34_681, vatOre: -1_963,
  };
  expect([status, body]).toMatchObject([200, {
    position: head, period: { from: '2025-07-01', to: '2025-09-01' }, persons: 1, changedPersons: 1,
    items: [{ payer: '1407', ...moved }], total: moved,
  }]);
  expect(await headNow()).toBe(head);
});

test('of days that nobody has settled nothing is told', async () => {
  const { body } = await check({ ...policy, validOn: '2025-09-01' });
  expect([body.period, body.items]).toEqual([undefined, []]);
});

test('a policy that could not be set is refused, and so is whoever may set none', async () => {
  expect(codeOf(await check({ ...policy, confirmBy: '02-30' }))).toBe('date-impossible');
  expect(codeOf(await check(policy, ofMunicipality))).toBe('other-organisation');
});

test('the policy may say that it was set after the check, and that stays with it', async () => {
  const own = await settledExample();
  const { body: { position, total } } = await check(policy, own.token, own);
  const checked = { position, ore: (total as { ore: number }).ore };
  const set = await own.post('/v1/cost-policies/default/versions', { ...policy, checked });
  expect(set.status).toBe(201);
  const path = `/v1/cost-policies/default/versions?atLeast=${String(set.body.position)}`;
  expect(itemsOf(await own.api.call(path, { token: own.token }))).toContainEqual(
    expect.objectContaining({ validOn: '2025-07-01', checked: { position, ore: -34_681 } }));
  await own.api.close();
});
