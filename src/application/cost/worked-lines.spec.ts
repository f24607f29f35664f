import { agreementSet, agreementsOf, policySet } from '../../../test/support/agreements.js';
import { price, pricesOf, registerOf, usualPrices, usualUnits } from '../../../test/support/cost-world.js';
import {
  costShared, disputeDecided, droppedOut, enrolled, extendedStudyDecided, issued, NORTH, registeredIn,
  schoolingWithdrawn, secondHand, SOUTH,
} from '../../../test/support/events.js';
import { factId } from '../../../test/support/given-when-then.js';
import { recorded } from '../../../test/support/references-after.js';
import { noAgreements } from '../../domain/agreement/state.js';
import type { ExplainedLine } from '../../domain/cost/explain-line.js';
import type { Event } from '../../domain/shared/event.js';
import { reasonedLines } from './cost-explanations.js';
import { explainedLines, type Known } from './worked-lines.js';

const inSouth = enrolled({ validOn: '2025-08-18', unit: SOUTH, studyPath: 'TE' });

const known = (events: readonly Event[], more: Partial<Known['sources']> = {}): Known => ({
  facts: recorded([registeredIn(), ...events]), lookedAt: '2030-01-01',
  sources: {
    isMunicipality: () => true, register: registerOf(usualUnits), prices: pricesOf(usualPrices),
    agreements: noAgreements, ...more,
  },
});

const explained = (month: string, ...args: Parameters<typeof known>): ExplainedLine =>
  explainedLines(known(...args), { month })[0]!;

test('by a measuring day, months are counted, and the policy is told with its event', () => {
  const counting = { rule: 'SNAPSHOT', version: 1, day: 15 };
  const agreements = agreementsOf(policySet('default', { counting }));
  const { ore, amount, policy, counting: told } = explained('2026-04', [inSouth], { agreements });
  expect(amount).toMatchObject({
    countedBefore: 3, counted: 1, partsBefore: 3, parts: 4, partsPerYear: 12,
    oreBefore: 2_875_000, oreWith: 3_833_333,
  });
  expect(ore).toBe(958_333); // 115 000 × 4 ÷ 12 less 115 000 × 3 ÷ 12
  expect([policy.id, told.rule, told.settings, told.restsOn.mark])
    .toEqual(['e0', 'SNAPSHOT', { day: 15 }, 'S']);
});

test('where several pay for extended study, both decisions are told, and which of them pays a part', () => {
  const year4 = enrolled({ validOn: '2026-01-01', educationBegan: '2022-08-15' });
  const decided = [costShared({ validOn: '2026-01-01' }), extendedStudyDecided({ percent: 60 })];
  const { decision, extendedStudy } = explained('2026-04', [year4, ...decided]);
  expect([decision?.restsOn.source, decision?.paidPercent]).toEqual([
    'agreements on naturbruk share what a place costs', undefined,
  ]);
  expect([extendedStudy?.paidPercent, extendedStudy?.id === decision?.id]).toEqual([60, false]);
  expect(explained('2026-04', [year4, decided[1]!])).toMatchObject({
    decision: { paidPercent: 60 },
  });
});

test('in second hand both prices are told, and the agreement that says so', () => {
  const own = (owner: string, kronor: number) =>
    price(2026, { principal: 'municipal', studyPath: 'TE', basis: 'own', owner }, kronor);
  const terms = [{ payee: 'municipal' as const, policy: 'default', priceRule: 'second-hand' as const }];
  const agreements = agreementsOf(agreementSet('gr', { terms }));
  const prices = pricesOf([own('1407', 100_000), own('1482', 120_000)]);
  const { price: told, agreement } = explained('2026-04', [inSouth], { agreements, prices });
  expect([told?.perYearOre, told?.higher?.perYearOre, told?.rule])
    .toEqual([10_000_000, 12_000_000, 'second-hand']);
  expect(agreement).toEqual({ name: 'gr', id: 'e0', validOn: '2025-01-01' });
});

test('in second hand by a decision, the law is told, and whatever else was decided', () => {
  const te = { studyPath: 'TE', unit: SOUTH } as const;
  const own = (owner: string, kronor: number) =>
    price(2026, { principal: 'municipal', studyPath: 'TE', basis: 'own', owner }, kronor);
  const prices = pricesOf([own('1407', 100_000), own('1482', 120_000)]);
  const year4 = enrolled({ ...te, validOn: '2026-01-01', educationBegan: '2022-08-15' });
  const beyond = extendedStudyDecided({ percent: 60 });
  const alone = explained('2026-04', [inSouth, secondHand()], { prices });
  expect([alone.price?.rule, alone.price?.restsOn.mark, alone.price?.higher?.perYearOre])
    .toEqual(['second-hand', 'L', 12_000_000]);
  expect([alone.decision, alone.secondHand?.restsOn.source])
    .toEqual([undefined, 'Education Act (2010:800) 16:51, taken in second hand']);
  const both = explained('2026-04', [year4, secondHand(), beyond], { prices });
  expect([both.amount.perYearOre, both.extendedStudy?.paidPercent, both.secondHand?.id])
    .toEqual([6_000_000, 60, alone.secondHand?.id]);
});

test.each<[string, readonly string[], string, Event[], Parameters<typeof policySet>[1]]>([
  ['an August start from July', ['augustStartPaysFromJuly'], '2025-07', [inSouth], {}],
  ['a day within the stay by nothing more', [], '2025-09', [inSouth], {}],
  ['June after a document', ['documentPays'], '2026-06', [inSouth, issued({ unit: SOUTH })], {}],
  ['the day of a dropout', ['dropoutDay'], '2026-05', [
    inSouth, droppedOut({ unit: SOUTH, validOn: '2026-05-20' }),
  ], { dropoutDay: 'last-paid' }],
])('paid beyond the stay is %s', (_, settings, month, events, more) => {
  const agreements = agreementsOf(policySet('default', more));
  const { beyondStay } = explained(month, events, { agreements });
  expect(beyondStay.map(({ setting }) => setting)).toEqual(settings);
});

describe('among the facts that decide is what answers others, which would not be missed together', () => {
  const typesIn = (month: string, ...events: Event[]): string[] =>
    reasonedLines(known(events), { month })[0]!.facts.map(({ type }) => type);
  const usual = ['HomeMunicipalityRegistered', 'Enrolled'];
  const rival = enrolled({ validOn: '2026-02-01', unit: NORTH });

  test('a decision on days that two schools claim, where they do', () => {
    const decided = disputeDecided({ validOn: '2026-01-01', unit: SOUTH });
    expect(typesIn('2026-02', inSouth, rival, decided)).toEqual([...usual, 'DisputeDecided']);
    expect(typesIn('2026-01', inSouth, rival, decided)).toEqual(usual);
    expect(typesIn('2026-02', inSouth, decided)).toEqual(usual);
  });

  test('that a report does not hold', () => {
    const dropout = droppedOut({ unit: SOUTH, validOn: '2026-01-20' });
    const withdrawn = schoolingWithdrawn({ withdraws: factId(3) });
    expect(typesIn('2026-02', inSouth, dropout, withdrawn)).toEqual([...usual, 'SchoolingFactWithdrawn']);
    expect(typesIn('2025-12', inSouth, dropout, withdrawn)).toEqual(usual);
  });
});

test('a fact that was said twice or plays no part is not among those that decide', () => {
  const later = droppedOut({ unit: SOUTH, validOn: '2026-05-20' });
  const typesIn = (month: string): string[] =>
    reasonedLines(known([inSouth, inSouth, later]), { month })[0]!.facts.map(({ type }) => type);
  expect(typesIn('2026-01')).toEqual(['HomeMunicipalityRegistered', 'Enrolled']);
  expect(typesIn('2026-05')).toEqual(['HomeMunicipalityRegistered', 'Enrolled', 'DroppedOut']);
});
