import { factId, given } from '../../../test/support/given-when-then.js';
import { event } from '../shared/event.js';
import { type AgreementFact, setAgreement, setPolicy, withdrawAgreementFact } from './decide.js';
import {
  type AgreementEvent, AgreementFactWithdrawn, AgreementSet, type AgreementVersion, CostPolicySet,
  type CostPolicyVersion, type SharedPlaces,
} from './events.js';

const policy: CostPolicyVersion = {
  validOn: '2026-01-01', policy: 'monthly', counting: { rule: 'SNAPSHOT', version: 1, day: 15 },
  augustStartPaysFromJuly: true, dropoutDay: 'first-unpaid', documentPays: 'through-june',
  confirmBy: '09-15', correctsYearsBack: 1, origin: 'board, item 7',
};
const agreement: AgreementVersion = {
  validOn: '2026-01-01', agreement: 'gr', parties: ['1407', '1482'],
  terms: [{ payee: 'municipal', policy: 'monthly' }],
};
const halves: SharedPlaces = {
  payee: 'municipal', studyPaths: ['NB'], remainder: { parts: 1 }, others: [{ payer: '1482', parts: 1 }],
};
const policySet = event(CostPolicySet, policy);
const agreementSet = event(AgreementSet, agreement);
const withdrawn = event(AgreementFactWithdrawn, {
  validOn: '2026-02-01', withdraws: factId(1), heldFrom: '2026-01-01',
});

describe('setting a policy', () => {
  test('records all of its settings, from a day on', () => {
    given().when(setPolicy, policy).then(policySet);
    given(policySet).when(setPolicy, { ...policy, dropoutDay: 'last-paid' })
      .then(event(CostPolicySet, { ...policy, dropoutDay: 'last-paid' }));
  });

  test('is nothing new if it is so already, wherever that was read; it is, once withdrawn', () => {
    given(policySet).when(setPolicy, { ...policy, origin: 'elsewhere' }).thenNothing();
    given(policySet, withdrawn).when(setPolicy, policy).then(policySet);
  });

  const now = '2026-03-01T09:00:00Z';
  const setNow = (said: CostPolicyVersion, recorded: readonly AgreementFact[]): AgreementEvent[] =>
    setPolicy(said, recorded, now);
  const lastPaid: CostPolicyVersion = { ...policy, dropoutDay: 'last-paid' };

  test('holds from when it is set, where nobody says when it was decided and another is of its day', () => {
    given(event(CostPolicySet, lastPaid)).when(setNow, policy)
      .then(event(CostPolicySet, { ...policy, reportedAt: now }));
    given(policySet, event(CostPolicySet, { ...lastPaid, reportedAt: '2026-02-01T09:00:00Z' }))
      .when(setNow, policy)
      .then(event(CostPolicySet, { ...policy, reportedAt: now }));
    given(policySet).when(setNow, { ...policy, validOn: '2026-02-01' })
      .then(event(CostPolicySet, { ...policy, validOn: '2026-02-01' }));
  });

  test('is nothing new if it is what holds, however that was dated', () => {
    given(policySet, event(CostPolicySet, { ...lastPaid, reportedAt: '2026-02-01T09:00:00Z' }))
      .when(setNow, lastPaid).thenNothing();
  });

  test.each<[string, string, object]>([
    ['field-malformed', 'counting', { counting: { rule: 'WEEKLY', version: 1 } }],
    ['field-malformed', 'counting', { counting: { rule: 'SNAPSHOT', version: 1, day: 31 } }],
    ['month-measured-twice', 'counting.exceptions', { counting: {
      ...policy.counting, exceptions: [{ months: [7, 7], on: '08-31' }],
    } }],
    ['date-impossible', 'confirmBy', { confirmBy: '09-31' }],
    ['date-impossible', 'validOn', { validOn: '2026-02-30' }],
    ['field-malformed', 'policy', { policy: 'Alva Eks' }],
  ])('refuses as %s what is wrong with %s', (code, field, more) => {
    given().when(setPolicy, { ...policy, ...more }).thenRefused(code, field);
  });
});

describe('setting an agreement', () => {
  test('records who takes part and on what terms', () => {
    given().when(setAgreement, agreement).then(agreementSet);
  });

  test('is nothing new if it is so already', () => {
    given(agreementSet).when(setAgreement, { ...agreement, origin: 'the same, elsewhere' }).thenNothing();
  });

  test.each<[string, string, object]>([
    ['agreement-ends-before-it-begins', 'endsOn', { endsOn: '2026-01-01' }],
    ['party-named-twice', 'parties', { parties: ['1407', '1407'] }],
    ['payee-not-a-party', 'terms.0.payees', { terms: [{ ...agreement.terms[0], payees: ['1481'] }] }],
    ['field-malformed', 'terms.0.priceRule', { terms: [{ ...agreement.terms[0], priceRule: 'free' }] }],
    ['field-malformed', 'parties', { parties: [] }],
    ['payee-not-a-party', 'shares.0.payees', { shares: [{ ...halves, payees: ['1481'] }] }],
    ['payer-not-a-party', 'shares.0.others', {
      shares: [{ ...halves, others: [{ payer: '1481', parts: 1 }] }],
    }],
    ['payer-not-a-party', 'shares.1.others', {
      shares: [halves, { ...halves, remainder: { payer: '1481', parts: 1 } }],
    }],
    ['party-named-twice', 'shares.0.others', { shares: [{ ...halves, others: [{ parts: 1 }] }] }],
    ['field-malformed', 'shares.0.studyPaths', { shares: [{ ...halves, studyPaths: [] }] }],
    ['field-malformed', 'shares.0.others', { shares: [{ ...halves, others: [] }] }],
  ])('refuses as %s what is wrong with %s', (code, field, more) => {
    given().when(setAgreement, { ...agreement, ...more }).thenRefused(code, field);
  });

  test('may share places among its parties', () => {
    const shares = [halves];
    given().when(setAgreement, { ...agreement, shares }).then(event(AgreementSet, { ...agreement, shares }));
  });

  test('may name independent principals that are no parties', () => {
    const terms: AgreementVersion['terms'] = [
      { payee: 'independent', payees: ['556000-0001'], policy: 'monthly' },
    ];
    given().when(setAgreement, { ...agreement, terms }).then(event(AgreementSet, { ...agreement, terms }));
  });
});

describe('withdrawing what was set', () => {
  const report = { validOn: '2026-02-01', withdraws: factId(1) };

  test('says from when it held, so that what used it is found', () => {
    given(agreementSet).when(withdrawAgreementFact, report).then(withdrawn);
  });

  test('is nothing new for what is withdrawn', () => {
    given(policySet, withdrawn)
      .when(withdrawAgreementFact, { ...report, validOn: '2026-03-01' }).thenNothing();
  });

  test.each([['a withdrawal', 2], ['what was never set', 3]])('is refused for %s', (_, nth) => {
    given(policySet, withdrawn).when(withdrawAgreementFact, { ...report, withdraws: factId(nth) })
      .thenRefused('nothing-to-withdraw', 'withdraws');
  });
});
