import { agreementSet, agreementsOf, policySet } from '../../../test/support/agreements.js';
import { noAgreements } from './state.js';
import { agreementPeriods, inForceOn, policyPeriods } from './in-force.js';

const shown = (all: readonly { validOn: string; until: string; id?: string }[]) =>
  all.map(({ validOn, until, id }) => [id, validOn, until]);

test('a version holds until the next of its name, or until the day that ends it', () => {
  const known = agreementsOf(
    agreementSet('gr', { validOn: '2026-01-01' }), agreementSet('gr', { validOn: '2025-01-01' }),
    agreementSet('other', { validOn: '2025-03-01', endsOn: '2025-06-01' }),
  );
  expect(shown(agreementPeriods(known))).toEqual([
    ['e1', '2025-01-01', '2026-01-01'], ['e0', '2026-01-01', '9999-12-31'],
    ['e2', '2025-03-01', '2025-06-01'],
  ]);
});

test('of two versions from one day only the one decided last ever held', () => {
  const known = agreementsOf(
    agreementSet('gr', { reportedAt: '2025-02-01T00:00:00Z' }), agreementSet('gr'),
  );
  expect(shown(agreementPeriods(known))).toEqual([['e0', '2025-01-01', '9999-12-31']]);
});

test('the default policy is the one that is built in, until somebody sets another', () => {
  const [builtIn, ...others] = policyPeriods(noAgreements);
  expect(others).toEqual([]);
  expect(builtIn).toMatchObject({
    policy: 'default', validOn: '0001-01-01', until: '9999-12-31',
    counting: { rule: 'DAILY_CALENDAR', version: 1 }, confirmBy: '09-15', dropoutDay: 'first-unpaid',
  });
  expect(shown(policyPeriods(agreementsOf(policySet('default'), policySet('monthly'))))).toEqual([
    [undefined, '0001-01-01', '2020-01-01'], ['e0', '2020-01-01', '9999-12-31'],
    ['e1', '2020-01-01', '9999-12-31'],
  ]);
});

test('a version that is silent on a setting shows what it goes by', () => {
  const silent = { reportsWithinDays: 30, extendedStudy: 'paid', supportLasts: 'twelve-months' };
  const known = agreementsOf(policySet('monthly'), policySet('terms', { supportLasts: 'two-terms' }));
  const [, monthly, terms] = policyPeriods(known);
  expect(monthly).toMatchObject(silent);
  expect(terms).toMatchObject({ ...silent, supportLasts: 'two-terms' });
});

test.each([
  ['2024-12-31', []], ['2025-01-01', ['gr']], ['2025-05-31', ['gr']], ['2025-06-01', []],
])('on %s hold %j', (day, names) => {
  const known = agreementsOf(agreementSet('gr', { endsOn: '2025-06-01' }));
  expect(inForceOn(agreementPeriods(known), day).map(({ agreement }) => agreement)).toEqual(names);
});
