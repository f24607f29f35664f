import { openTestLedger, type TestLedger, under } from '../../../test/support/test-ledger.js';
import type { AgreementVersion, CostPolicyVersion } from '../../domain/agreement/events.js';
import {
  SetAgreement, SetAgreementHandler, SetPolicy, SetPolicyHandler, WithdrawAgreementFact,
  WithdrawAgreementFactHandler,
} from './agreements.js';

const NOW = '2026-03-01T09:00:00Z';

let made: TestLedger;
beforeEach(() => { made = openTestLedger(); });
afterEach(() => made.close());

const policy: CostPolicyVersion = {
  validOn: '2026-01-01', policy: 'monthly', counting: { rule: 'SNAPSHOT', version: 1, day: 15 },
  augustStartPaysFromJuly: true, dropoutDay: 'first-unpaid', documentPays: 'through-june',
  confirmBy: '09-15', correctsYearsBack: 1,
};
const agreement: AgreementVersion = {
  validOn: '2026-01-01', agreement: 'gr', parties: ['1407', '1482'],
  terms: [{ payee: 'independent', policy: 'default' }, { payee: 'municipal', policy: 'monthly' }],
};

const setPolicy = (version = policy, key = 'p') =>
  new SetPolicyHandler(made.ledger).execute(new SetPolicy(version, under(key), NOW));
const setAgreement = (version = agreement, key = 'a') =>
  new SetAgreementHandler(made.ledger).execute(new SetAgreement(version, under(key), NOW));
const typesIn = async (stream: string): Promise<string[]> =>
  (await made.ledger.read(stream)).map(({ type }) => type);

test('each policy and each agreement has a stream of its own, which does not show its name', async () => {
  const streams = [
    await setPolicy(), await setPolicy({ ...policy, policy: 'gr' }, 'q'), await setAgreement(),
  ].map(({ stream }) => stream);
  expect(new Set(streams).size).toBe(3);
  for (const stream of streams) expect(stream).toMatch(/^agreement-[0-9a-f-]{36}$/);
});

test('the same command again is answered as the first time', async () => {
  const first = await setPolicy();
  expect(await setPolicy()).toEqual({ ...first, repeated: true });
});

test('an agreement is refused while nobody has set a policy it names from its first day', async () => {
  await expect(setAgreement()).rejects.toThrow('policy-unknown (terms.1.policy)');
  await setPolicy({ ...policy, validOn: '2026-01-02' });
  await expect(setAgreement()).rejects.toThrow('policy-unknown (terms.1.policy)');
  await setPolicy(policy, 'q');
  expect(await setAgreement()).toMatchObject({ repeated: false });
});

test('a policy that was withdrawn is none', async () => {
  const { eventIds: [withdraws] } = await setPolicy();
  const withdrawal = { validOn: '2026-02-01', withdraws: withdraws! };
  const { stream } = await new WithdrawAgreementFactHandler(made.ledger)
    .execute(new WithdrawAgreementFact('policy', 'monthly', withdrawal, under('w')));
  expect(await typesIn(stream)).toEqual(['CostPolicySet', 'AgreementFactWithdrawn']);
  await expect(setAgreement()).rejects.toThrow('policy-unknown (terms.1.policy)');
});
