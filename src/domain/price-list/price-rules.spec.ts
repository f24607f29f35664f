import { NORTH } from '../../../test/support/events.js';
import { event } from '../shared/event.js';
import { formatKronor, kronor } from '../shared/money.js';
import { PricePublished } from './events.js';
import { type PricedRelation, pricesDuring } from './match.js';
import { lawfulRuleRestsOn, type PayingRelation, type PriceRule, priceRuleFor } from './price-rules.js';
import { evolvePrices, noPrices, type PriceKey } from './state.js';

const kungalv: PayingRelation = {
  payer: '1407', payee: { id: '1482', kind: 'municipal' }, studyPath: 'NANAT', educationBegan: '2025-07-01',
  hasAgreement: false,
};
const company: PayingRelation = { ...kungalv, payee: { id: '556000-0001', kind: 'independent' } };
const region: PayingRelation = { ...kungalv, payee: { id: '232100-0131', kind: 'region' } };

const within: PayingRelation = { ...kungalv, hasAgreement: true };
const begunBefore = { educationBegan: '2025-06-30' };

describe('which rule the law gives', () => {
  test.each<[string, PayingRelation, PriceRule]>([
    ['the municipality\'s own school', { ...kungalv, payer: '1482' }, 'internal'],
    ['the same in second hand', { ...kungalv, payer: '1482', hand: 'second' }, 'internal'],
    ['another municipality under agreement', within, 'agreed-list'],
    ['another municipality outside agreement, first hand', { ...kungalv, hand: 'first' }, 'provider-cost'],
    ['another municipality, nobody says which hand', kungalv, 'provider-cost'],
    ['another municipality in second hand', { ...kungalv, hand: 'second' }, 'second-hand'],
    ['the same under agreement too', { ...kungalv, hand: 'second', hasAgreement: true }, 'second-hand'],
    ['a region under agreement', { ...region, hasAgreement: true }, 'agreed-list'],
    ['a region outside agreement', region, 'provider-cost'],
    ['the same, begun before July 2025', { ...within, educationBegan: '2025-06-30' }, 'agreed-only'],
    ['begun before, outside agreement', { ...kungalv, educationBegan: '2024-08-19' }, 'provider-cost'],
    ['begun before, at a region', { ...region, ...begunBefore, hasAgreement: true }, 'agreed-list'],
    ['begun before, in second hand', { ...within, ...begunBefore, hand: 'second' }, 'second-hand'],
    ['begun before, introduction', { ...within, ...begunBefore, studyPath: 'IMS' }, 'agreed-list'],
    ['anpassad gymnasieskola under agreement', { ...within, studyPath: 'HRHOT' }, 'agreed-only'],
    ['anpassad gymnasieskola outside agreement', { ...kungalv, studyPath: 'IPIP0' }, 'provider-cost'],
    ['anpassad gymnasieskola, independent', { ...company, studyPath: 'HRHOT' }, 'home-or-joint-list'],
    ['an independent school', company, 'home-or-joint-list'],
    ['an independent school under agreement', { ...company, hasAgreement: true }, 'home-or-joint-list'],
    ['an introduction programme, independent', { ...company, studyPath: 'IMS' }, 'agreed-only'],
    ['programinriktat val, independent', { ...company, studyPath: 'IMVHT' }, 'home-or-joint-list'],
    ['an introduction programme, municipal', { ...kungalv, studyPath: 'IMS' }, 'provider-cost'],
    ['programinriktat val, municipal, no agreement', { ...kungalv, studyPath: 'IMVHT' }, 'programme-choice'],
    ['the same at a region', { ...region, studyPath: 'IMVNB' }, 'programme-choice'],
    ['the same under agreement', { ...kungalv, studyPath: 'IMVHT', hasAgreement: true }, 'agreed-list'],
    ['the same in second hand', { ...kungalv, studyPath: 'IMVHT', hand: 'second' }, 'second-hand'],
    ['the same at home', { ...kungalv, studyPath: 'IMVHT', payer: '1482' }, 'internal'],
    ['yrkesintroduktion, municipal', { ...kungalv, studyPath: 'IMYHT' }, 'provider-cost'],
    ['nobody who pays is known', { ...company, payer: undefined }, 'home-or-joint-list'],
  ])('%s', (_, relation, rule) => {
    expect(priceRuleFor(relation)).toBe(rule);
  });
});

test.each<[string, PayingRelation, string]>([
  ['anpassad gymnasieskola under agreement', { ...within, studyPath: 'HRHOT' }, '19:43'],
  ['education begun before July 2025', { ...within, ...begunBefore }, '16:50 as it was'],
  ['an introduction programme, independent', { ...company, studyPath: 'IMS' }, '17:29'],
  ['education begun since', within, '16:51, under an agreement'],
  ['an independent school', company, '16:55'],
  ['whom the state pays for', { ...company, payer: 'state' }, '12:6-10'],
  ['anpassad gymnasieskola outside agreement', { ...kungalv, studyPath: 'IPIP0' }, '19:43: from outside'],
  ['anpassad gymnasieskola, independent', { ...company, studyPath: 'HRHOT' }, '19:45-48'],
  ['an introduction programme, municipal', { ...kungalv, studyPath: 'IMS' }, '17:26 a'],
  ['the same under agreement', { ...within, studyPath: 'IMS' }, '17:26 a'],
  ['programinriktat val, independent', { ...company, studyPath: 'IMVHT' }, '17:23-25, 35-36'],
  ['programinriktat val, municipal', { ...kungalv, studyPath: 'IMVHT' }, '17:23-25: as the national'],
  ['programinriktat val in second hand', { ...kungalv, studyPath: 'IMVHT', hand: 'second' }, 'second hand'],
])('the rule for %s says what it rests on', (_, relation, source) => {
  expect(lawfulRuleRestsOn(relation)).toMatchObject({ mark: 'L', source: expect.stringContaining(source) });
});

/** Prices by what they rest on: a kronor amount each, by which they are told apart. */
const general = {};
const national: Partial<PriceKey> = { basis: 'national' };
const decision: Partial<PriceKey> = { basis: 'decision' };
const payers: Partial<PriceKey> = { basis: 'own', owner: '1407' };
const payees: Partial<PriceKey> = { basis: 'own', owner: '556000-0001' };
const agreed: Partial<PriceKey> = { basis: 'agreement', owner: 'gr' };
const others: Partial<PriceKey> = { basis: 'own', owner: '1480' };
const AMOUNTS = [
  [general, 1], [national, 2], [decision, 3], [payers, 4], [payees, 5], [agreed, 6], [others, 7],
] as const;

type Known = readonly (readonly [Partial<PriceKey>, number])[];

const paid = (
  rule: PriceRule, known: Known, more: Partial<PricedRelation> = {},
): string => {
  const prices = known.reduce((all, [key, perYear], index) => evolvePrices(all, `p${index}`, event(
    PricePublished, {
      validOn: '2026-01-01', perYearOre: kronor(perYear), standing: 'decided',
      key: { year: 2026, principal: 'independent', studyPath: 'NA', ...key },
    },
  )), noPrices);
  const placement = {
    unit: NORTH, principal: 'independent', studyPath: 'NANAT', variant: undefined,
    educationBegan: '2025-08-18',
    relation: { rule, payer: '1407', payee: '556000-0001', agreement: 'gr', ...more },
  } as const;
  const found = pricesDuring(prices, placement, { from: '2026-02-01', to: '2026-03-01' });
  return found.map(({ price, higher }) => [price, higher].filter((one) => one !== undefined)
    .map((one) => formatKronor(one.perYearOre)).join(' rather than ') || 'none').join(', ');
};

/** The order in which prices answer: with each taken away, the next. */
const orderOf = (rule: PriceRule): string[] => {
  const order: string[] = [];
  for (let left = [...AMOUNTS]; ;) {
    const answer = paid(rule, left);
    if (answer === 'none') return order;
    order.push(answer);
    left = left.filter(([, amount]) => formatKronor(kronor(amount)) !== answer);
  }
};

describe('which price a rule takes, in order, as long as there is any', () => {
  test.each<[PriceRule, number[]]>([
    ['internal', [5, 6, 1]], ['agreed-list', [3, 6, 5, 1]], ['provider-cost', [3, 5, 1]],
    ['home-or-joint-list', [3, 4, 6, 1, 2]], ['agreed-only', [6, 1]], ['national-list', [3, 2]],
  ])('%s', (rule, amounts) => {
    expect(orderOf(rule)).toEqual(amounts.map((amount) => formatKronor(kronor(amount))));
  });

  test('what rests on somebody else is never taken', () => {
    expect(paid('home-or-joint-list', [[others, 7], [{ ...agreed, owner: 'other' }, 8]])).toBe('none');
    expect(paid('home-or-joint-list', [[others, 7], [payers, 4]], { payer: '1480' })).toBe('7.00');
    expect(paid('agreed-list', [[agreed, 6]], { agreement: undefined })).toBe('none');
  });

  test('a source goes before a more specific price of a later one', () => {
    expect(paid('home-or-joint-list', [[payers, 4], [{ unit: NORTH, studyPath: 'NANAT' }, 1]])).toBe('4.00');
  });
});

describe('programinriktat val without an agreement', () => {
  test.each<[string, Known, string]>([
    ['home offers it, at less', [[payers, 90], [payees, 100]], '90.00 rather than 100.00'],
    ['home offers it, at more', [[payers, 100], [payees, 90]], '90.00 rather than 100.00'],
    ['home does not offer it', [[payees, 100]], '100.00'],
    ['the provider has a list for anyone alone', [[payers, 90], [general, 100]], '90.00 rather than 100.00'],
    ['nobody knows what it costs the provider', [[payers, 90]], 'none'],
  ])('%s', (_, known, expected) => {
    expect(paid('programme-choice', known)).toBe(expected);
  });
});

describe('in second hand', () => {
  test.each<[number, number, string]>([
    [90, 100, '90.00 rather than 100.00'], [100, 90, '90.00 rather than 100.00'],
    [100, 100, '100.00 rather than 100.00'],
  ])('home %s and provider %s: the lower is paid, and both are shown', (home, provider, taken) => {
    expect(paid('second-hand', [[payers, home], [payees, provider]])).toBe(taken);
  });

  test('both must be known: one alone, or a list for anyone, is no answer', () => {
    for (const known of [[payers, 4], [payees, 5], [general, 1], [national, 2]] as const) {
      expect(paid('second-hand', [known])).toBe('none');
    }
  });

  test('a home municipality\'s cost counts against a region too', () => {
    const own: Pick<PriceKey, 'year' | 'studyPath' | 'basis'> = { year: 2026, studyPath: 'NB', basis: 'own' };
    const prices = [
      { key: { ...own, owner: '1407', principal: 'municipal' as const }, perYear: 90 },
      { key: { ...own, owner: '232100-0131', principal: 'region' as const }, perYear: 100 },
    ].reduce((all, { key, perYear }, index) => evolvePrices(all, `p${index}`, event(
      PricePublished, { validOn: '2026-01-01', perYearOre: kronor(perYear), standing: 'decided', key },
    )), noPrices);
    const [found] = pricesDuring(prices, {
      unit: NORTH, principal: 'region', studyPath: 'NBLAN', variant: undefined, educationBegan: '2025-08-18',
      relation: { rule: 'second-hand', payer: '1407', payee: '232100-0131' },
    }, { from: '2026-01-01', to: '2027-01-01' });
    expect([found?.price?.perYearOre, found?.higher?.perYearOre]).toEqual([kronor(90), kronor(100)]);
  });
});
