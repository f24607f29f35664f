import { ApiScene, codeOf, NOBODY } from '../../../test/support/api-scene.js';
import { type Answer, openApi } from '../../../test/support/api-under-test.js';
import { type Comparing, WhatIf } from '../../application/cost/what-if.js';
import { noAgreements } from '../../domain/agreement/state.js';
import { noPrices } from '../../domain/price-list/state.js';
import { emptySchoolRegister } from '../../domain/school-register/state.js';

let scene: ApiScene;
let analyst: string;
beforeAll(async () => {
  scene = await ApiScene.open();
  analyst = await scene.api.token({ role: 'analyst', organisation: 'region' });
});
afterAll(() => scene.close());

const policy = {
  policy: 'default', validOn: '2026-01-01', counting: { rule: 'DAILY_CALENDAR', version: 1 },
  augustStartPaysFromJuly: false, dropoutDay: 'first-unpaid', documentPays: 'through-june',
  confirmBy: '09-15', correctsYearsBack: 1,
};
const agreement = {
  agreement: 'gr', validOn: '2026-01-01', parties: ['1480', '1481'],
  terms: [{ payee: 'municipal', policy: 'weekly' }],
};
const price = (more: object) => ({
  validOn: '2026-01-01', key: { year: 2026, principal: 'independent', studyPath: 'NA' }, perYearOre: 100,
  standing: 'decided', ...more,
});
const month = '2026-01';
const impossible = { ...policy, confirmBy: '02-30' };
const unpaid = { ...agreement, terms: [{ payee: 'municipal', policy: 'default', payees: ['1482'] }] };

const ask = (body: object, token = analyst): Promise<Answer> => scene.post('/v1/cost/what-if', token, body);
const recordsOf = ({ text }: Answer): { is: string }[] =>
  text.trimEnd().split('\n').map((line) => JSON.parse(line) as { is: string });

test('an empty ledger is answered with how far it is, and a total of nothing', async () => {
  const answer = await ask({ month, policies: [policy] });
  const records = recordsOf(answer);
  expect([answer.status, records[0], records.at(-1)]).toEqual([
    200, { is: 'progress', persons: 0, of: 0 },
    {
      is: 'total', persons: 0, changedPersons: 0, ore: 0, vatOre: 0,
      asIs: { days: 0, ore: 0, vatOre: 0 }, whatIf: { days: 0, ore: 0, vatOre: 0 },
    },
  ]);
});

test('a policy that is supposed too may be named by an agreement', async () => {
  const policies = [{ ...policy, policy: 'weekly' }];
  expect((await ask({ month, policies, agreements: [agreement] })).status).toBe(200);
});

test.each<[string, string | undefined, object]>([
  ['request-invalid', undefined, { month }],
  ['request-invalid', undefined, { policies: [policy] }],
  ['request-invalid', undefined, { month, policies: [{ ...policy, counting: 'DAILY_CALENDAR' }] }],
  ['date-impossible', 'policies.1.confirmBy', { month, policies: [policy, impossible] }],
  ['policy-unknown', 'agreements.0.terms.0.policy', { month, agreements: [agreement] }],
  ['payee-not-a-party', 'agreements.0.terms.0.payees', { month, agreements: [unpaid] }],
  ['price-outside-its-year', 'prices.0.validOn', { month, prices: [price({ validOn: '2025-01-01' })] }],
  ['price-twice', 'prices.1.perYearOre', { month, prices: [price({}), price({ perYearOre: 200 })] }],
  ['nothing-to-withdraw', 'without.0', { month, without: [NOBODY] }],
])('what could not be recorded is refused: %s, %s', async (code, field, body) => {
  const answer = await ask(body);
  expect([codeOf(answer), answer.body.field]).toEqual([code, field]);
});

test('it is for economists and analysts', async () => {
  const viewer = await scene.api.token({ role: 'viewer' });
  const other = await scene.api.token({ role: 'economist', organisation: '1481' });
  const asked = { month, policies: [policy] };
  for (const token of [viewer, scene.registrar, scene.officer]) {
    expect(codeOf(await ask(asked, token))).toBe('role-not-permitted');
  }
  expect(codeOf(await ask({ ...asked, payer: '1480' }, other))).toBe('other-organisation');
  expect((await ask(asked, other)).status).toBe(200);
});

test('one is answered at a time; another may be asked once it has ended, or was given up', async () => {
  const { whatIf } = scene.api.dependencies;
  const asked = {
    period: { from: '2026-01-01', to: '2026-02-01' }, between: {}, lookedAt: '2026-02-01',
    tellsLines: true, supposed: { policies: [policy] as never, agreements: [], prices: [], without: [] },
  };
  const { pieces, end } = await whatIf.ask(asked);
  expect(codeOf(await ask({ month, policies: [policy] }))).toBe('what-if-under-way');
  await pieces.return(undefined);
  end();
  expect((await ask({ month, policies: [policy] })).status).toBe(200);
  expect(codeOf(await ask({ month, without: [NOBODY] }))).toBe('nothing-to-withdraw');
  expect((await ask({ month, policies: [policy] })).status).toBe(200);
});

test('whoever stops reading stops the reckoning', async () => {
  let stopped = (): void => undefined;
  const hasStopped = new Promise<void>((resolve) => { stopped = resolve; });
  /** A region without an end. */
  async function* endless(): AsyncGenerator<Comparing> {
    try {
      for (;;) yield { persons: 1, changed: 0, lines: [], reached: NOBODY };
    } finally {
      stopped();
    }
  }
  const recordedUpTo = () =>
    Promise.resolve({ register: emptySchoolRegister, prices: noPrices, agreements: noAgreements });
  const { store, vault, clock } = scene.api.dependencies;
  const whatIf = new WhatIf({ store, vault, clock, sources: { recordedUpTo }, compareAll: endless });
  const api = await openApi({ whatIf });
  await api.app.listen(0, '127.0.0.1');
  const reading = new AbortController();
  const token = await api.token({ role: 'analyst', organisation: 'region' });
  const { body } = await fetch(`${await api.app.getUrl()}/v1/cost/what-if`, {
    method: 'POST', signal: reading.signal, body: JSON.stringify({ month, policies: [policy] }),
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  });
  await body!.getReader().read();
  reading.abort();
  await hasStopped;
  api.app.getHttpServer().closeAllConnections(); // fetch dials again after an abort, and says nothing
  await api.close();
});
