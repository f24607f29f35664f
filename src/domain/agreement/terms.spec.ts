import { agreementSet, policySet } from '../../../test/support/agreements.js';
import { event } from '../shared/event.js';
import { FOREVER } from '../shared/civil-date.js';
import type { Principal } from '../school-register/state.js';
import { AgreementFactWithdrawn, type AgreementEvent, type AgreementVersion } from './events.js';
import { evolveAgreements, noAgreements } from './state.js';
import { termsDuring } from './terms.js';

const kungalv: Principal = { id: '1482', name: 'Kungälvs kommun', kind: 'municipal' };
const company: Principal = { id: '556000-0001', name: 'Skolbolaget', kind: 'independent' };
const other: Principal = { ...company, id: '556000-0002' };

const agreement = (name: string, more: Partial<AgreementVersion> = {}): AgreementEvent =>
  agreementSet(name, { terms: [{ payee: 'municipal', policy: 'monthly' }], ...more });
const monthly = policySet('monthly', { counting: { rule: 'SNAPSHOT', version: 1, day: 15 } });

/** Terms over all time, written `from agreement policy counting price-rule`; the same whatever came first. */
const between = (
  payer: string | undefined, payee: Principal, ...said: readonly AgreementEvent[]
): string[] => {
  const facts = said.map((one, index) => ({ id: `e${index}`, one }));
  const [forth, back] = [facts, facts.toReversed()].map((order) => termsDuring(
    order.reduce((known, { id, one }) => evolveAgreements(known, id, one), noAgreements),
    payer, payee, { from: '0001-01-01', to: FOREVER },
  ));
  expect(back).toEqual(forth);
  return forth!.map(({ from, agreement: under, policy: by, priceRule }) =>
    [from, under?.name ?? '-', by ? `${by.name} ${by.counting}` : 'unknown', priceRule ?? '-'].join(' '));
};

const DEFAULT = '0001-01-01 - default DAILY_CALENDAR/1 -';
const MONTHLY = 'monthly SNAPSHOT/1{"day":15} -';

describe('without an agreement', () => {
  test('the default policy holds: the one that is built in, until somebody sets it', () => {
    expect(between('1407', kungalv)).toEqual([DEFAULT]);
    const set = policySet('default', {
      validOn: '2026-01-01', counting: { rule: 'SNAPSHOT', version: 1, day: 10 },
    });
    expect(between('1407', kungalv, set))
      .toEqual([DEFAULT, '2026-01-01 - default SNAPSHOT/1{"day":10} -']);
  });

  test('policies of other names are nobody\'s', () => {
    expect(between('1407', kungalv, monthly)).toEqual([DEFAULT]);
  });
});

describe('an agreement holds', () => {
  test('between its parties, from its first day to its last', () => {
    expect(between('1407', kungalv, monthly, agreement('gr', { endsOn: '2026-07-01' })))
      .toEqual([DEFAULT, `2025-01-01 gr ${MONTHLY}`, DEFAULT.replace('0001-01-01', '2026-07-01')]);
  });

  test.each<[string, string | undefined, Principal]>([
    ['a payer who is no party', '1480', kungalv], ['nobody who is known', undefined, kungalv],
    ['a payee who is no party', '1407', { ...kungalv, id: '1499' }],
    ['a principal of another kind', '1407', company],
  ])('not for %s', (_, payer, payee) => {
    expect(between(payer, payee, monthly, agreement('gr'))).toEqual([DEFAULT]);
  });

  test('with any independent principal if it has terms for them, or only with those it names', () => {
    const terms = [{ payee: 'independent', policy: 'monthly' }] as const;
    const withAny = agreement('grants', { parties: ['1407'], terms: [...terms] });
    const withOne = agreement('grants', {
      parties: ['1407'], terms: [{ ...terms[0], payees: [company.id] }],
    });
    expect(between('1407', other, monthly, withAny)).toEqual([DEFAULT, `2025-01-01 grants ${MONTHLY}`]);
    expect(between('1407', company, monthly, withOne)).toEqual([DEFAULT, `2025-01-01 grants ${MONTHLY}`]);
    expect(between('1407', other, monthly, withOne)).toEqual([DEFAULT]);
  });

  test('as it is set last: who is no longer named has left', () => {
    const left = agreement('gr', { validOn: '2026-01-01', parties: ['1407', '1481'] });
    expect(between('1407', kungalv, monthly, agreement('gr'), left))
      .toEqual([DEFAULT, `2025-01-01 gr ${MONTHLY}`, DEFAULT.replace('0001-01-01', '2026-01-01')]);
  });

  test('on the first of its terms that fits', () => {
    const terms: AgreementVersion['terms'] = [
      { payee: 'municipal', payees: ['1481'], policy: 'default' },
      { payee: 'municipal', policy: 'monthly', priceRule: 'provider-cost' },
      { payee: 'municipal', policy: 'default' },
    ];
    expect(between('1407', kungalv, monthly, agreement('gr', { terms })))
      .toEqual([DEFAULT, '2025-01-01 gr monthly SNAPSHOT/1{"day":15} provider-cost']);
  });

  test('before another, if fewer take part in it', () => {
    const two = agreement('ale-kungalv', {
      validOn: '2024-01-01', parties: ['1407', '1482'], terms: [{ payee: 'municipal', policy: 'default' }],
    });
    expect(between('1407', kungalv, monthly, agreement('gr'), two))
      .toEqual([DEFAULT, '2024-01-01 ale-kungalv default DAILY_CALENDAR/1 -']);
  });

  test('with a policy that changes on its own day', () => {
    const daily = policySet('monthly', { validOn: '2026-01-01' });
    expect(between('1407', kungalv, monthly, daily, agreement('gr'))).toEqual([
      DEFAULT, `2025-01-01 gr ${MONTHLY}`, '2026-01-01 gr monthly DAILY_CALENDAR/1 -',
    ]);
  });

  test('and says so if nobody has set its policy, rather than count by another', () => {
    expect(between('1407', kungalv, agreement('gr'))).toEqual([DEFAULT, '2025-01-01 gr unknown -']);
  });
});

test('what is withdrawn never held, whether the withdrawal came before or after it', () => {
  const withdrawn = event(AgreementFactWithdrawn, {
    validOn: '2026-02-01', withdraws: 'e1', heldFrom: '2025-01-01',
  });
  expect(between('1407', kungalv, monthly, agreement('gr'), withdrawn)).toEqual([DEFAULT]);
});

test('of two versions of one day, the one decided last holds', () => {
  const early = policySet('default', { reportedAt: '2026-01-02T00:00:00Z', correctsYearsBack: 2 });
  const late = policySet('default', {
    reportedAt: '2026-01-03T00:00:00Z', counting: { rule: 'SNAPSHOT', version: 1, day: 1 },
  });
  expect(between('1407', kungalv, late, early)).toEqual([
    DEFAULT, '2020-01-01 - default SNAPSHOT/1{"day":1} -',
  ]);
});
