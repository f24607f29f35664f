import fc from 'fast-check';
import { amountBetween, vatBetween } from '../../src/domain/cost/shape.js';
import { AgreementFactWithdrawn } from '../../src/domain/agreement/events.js';
import { PricePublished, PriceWithdrawn } from '../../src/domain/price-list/events.js';
import { UnitRegistered } from '../../src/domain/school-register/events.js';
import { addDays, type CivilDate } from '../../src/domain/shared/civil-date.js';
import { type Event, event } from '../../src/domain/shared/event.js';
import type { Fact } from '../../src/domain/shared/fact-order.js';
import { intersection, lengthInDays, type Period } from '../../src/domain/shared/period.js';
import { shapeIn } from '../../src/projections/cost-allocation/collections.js';
import { costAllocation } from '../../src/projections/cost-allocation/cost-allocation.js';
import type { SegmentRow } from '../../src/projections/cost-allocation/stretches.js';
import type { Contribution, References } from '../../src/projections/engine/projection.js';
import { countsOn } from '../../src/projections/timeline-rows.js';
import { agreementSet, policySet } from '../support/agreements.js';
import { seenOn } from '../support/caseload-of.js';
import {
  independent, municipal, ownPrices, price, unit, usualPrices, usualUnits,
} from '../support/cost-world.js';
import { NORTH, secondHand, SOUTH } from '../support/events.js';
import { lives } from '../support/fact-histories.js';
import { contributionOf } from '../support/folded.js';
import { factId } from '../support/given-when-then.js';
import { recorded, referencesAfter as foldedReferences } from '../support/references-after.js';
import { segmentsOf } from '../support/cost-rows.js';
import { shuffled } from './arbitraries.js';

// What the cost allocation says of anyone, whatever was reported and published.

const RUNS = { numRuns: 200 };
const projection = costAllocation((code) => code !== '9900');
const days = fc.nat(900).map((nth) => addDays('2025-05-01', nth));

const referencesAfter = (events: readonly Event[]): References =>
  foldedReferences(projection.references, events);

const usual: readonly Event[] = [
  ...usualUnits.map((facts) => event(UnitRegistered, facts)),
  ...usualPrices.map((published) => event(PricePublished, published)),
];
const monthly = { rule: 'SNAPSHOT', version: 1, day: 15 };
const fourWeeks = { rule: 'PER_STARTED_FOUR_WEEKS', version: 1 };
const usually = referencesAfter(usual);
/** Municipal schools by measuring day, independent ones daily until 2026 and by started four weeks after. */
const agreedly = referencesAfter([
  ...usual,
  policySet('monthly', { counting: monthly, dropoutDay: 'last-paid', extendedStudy: 'by-decision' }),
  policySet('default', { validOn: '2026-01-01', counting: fourWeeks, augustStartPaysFromJuly: false }),
  agreementSet('gr', {
    parties: ['1407', '1480', '1481', '1482'], terms: [{ payee: 'municipal', policy: 'monthly' }],
  }),
]);
/** What it costs municipalities themselves is known, so that places in second hand are paid. */
const byOwnCost = referencesAfter([
  ...usual, ...ownPrices.map((published) => event(PricePublished, published)),
]);
/** Places on one programme are shared by agreement, of which the pupil's municipality may be no party. */
const sharedly = referencesAfter([...usual, agreementSet('shared', {
  parties: ['1407', '1480', '1482', '232100-0131'], terms: [{ payee: 'municipal', policy: 'default' }],
  shares: [{
    payee: 'independent', studyPaths: ['NA'], remainder: { payer: '232100-0131', parts: 2 },
    others: [{ parts: 1 }, { payer: '1480', parts: 3 }],
  }],
})]);
const terms = fc.constantFrom(usually, agreedly, byOwnCost, sharedly);

test('arrival plays no part', () => {
  fc.assert(fc.property(shuffled(lives), terms, ([one, other], known) => {
    expect(contributionOf(projection, other, known)).toEqual(contributionOf(projection, one, known));
  }), RUNS);
});

type DaysOreVat = [days: number, ore: number, vatOre: number];

/** Days, öre and VAT in it for a part of the time, as the sums have it on a day of looking. */
const summed = ({ sums }: Contribution, part: Period, lookedAt: CivilDate): DaysOreVat => {
  const total: DaysOreVat = [0, 0, 0];
  for (const [key, times] of sums) {
    if (!countsOn(key, lookedAt)) continue;
    const shape = shapeIn(key);
    total[0] += shape.isBeside ? 0 : times * lengthInDays(intersection(shape, part));
    total[1] += times * amountBetween(shape, part.from, part.to);
    total[2] += times * (vatBetween(shape, part.from, part.to) ?? 0);
  }
  return total;
};

test('for any part of the time the sums are what the segments come to, as seen on any day', () => {
  fc.assert(fc.property(lives, days, days, days, terms, (facts, from, to, lookedAt, known) => {
    const cost = contributionOf(projection, facts, known);
    const seen = seenOn(segmentsOf(cost), lookedAt);
    const dayCount = seen.filter(({ item }) => item === undefined)
      .reduce((sum, row) => sum + lengthInDays(intersection(row, { from, to })), 0);
    const ore = seen.reduce((sum, row) => sum + amountBetween(row, from, to), 0);
    const vatOre = seen.reduce((sum, row) => sum + (vatBetween(row, from, to) ?? 0), 0);
    expect(summed(cost, { from, to }, lookedAt)).toEqual([dayCount, ore, vatOre]);
  }), RUNS);
});

test('on no day is anybody paid for twice, as seen on any day: of several payers each pays a part', () => {
  fc.assert(fc.property(lives, days, days, terms, (facts, on, lookedAt, known) => {
    const seen = seenOn(segmentsOf(contributionOf(projection, facts, known)), lookedAt);
    const paid = seen.filter((row) => row.from <= on && on < row.to && row.item === undefined);
    const first = paid.filter(({ share = '1/1' }) => share === '1/1' || share.startsWith('rest-'));
    const places = new Set(paid.map(({ unit: at, studyPath, priceId, from, to }) =>
      [at, studyPath, priceId, from, to].join('|')));
    expect([first.length <= 1, places.size, new Set(paid.map(({ payer }) => payer)).size])
      .toEqual([true, first.length, paid.length]);
  }), RUNS);
});

test('what several pay for a place is what one would, to the öre, for any time, as seen on any day', () => {
  fc.assert(fc.property(lives, days, days, days, terms, (facts, from, to, lookedAt, known) => {
    const withoutShares = facts.filter(({ event: { type } }) => type !== 'CostSharesDecided');
    const total = (some: typeof facts, under = known): [ore: number, vatOre: number] => {
      const seen = seenOn(segmentsOf(contributionOf(projection, some, under)), lookedAt);
      return [amountBetween, vatBetween].map((between) =>
        seen.reduce((sum, row) => sum + (between(row, from, to) ?? 0), 0)) as [number, number];
    };
    expect(total(facts)).toEqual(total(withoutShares));
    expect(total(withoutShares, sharedly)).toEqual(total(withoutShares, usually));
  }), RUNS);
});

describe('places taken in second hand', () => {
  /** What is paid in second hand, if that is decided of the pupil's places, and what would be paid if not. */
  const bothWays = (facts: readonly Fact[]): [SegmentRow[], SegmentRow[]] => {
    const hand = { id: factId(900), event: secondHand({ validOn: '2025-01-01', unit: SOUTH }) };
    const others = facts.filter(({ event: { type } }) => type !== 'SecondHandDecided');
    return [[...others, hand], others].map((some) =>
      segmentsOf(contributionOf(projection, some, byOwnCost))) as [SegmentRow[], SegmentRow[]];
  };
  const daysIn = (segments: readonly SegmentRow[]): number => segments
    .filter(({ item }) => item === undefined).reduce((sum, row) => sum + lengthInDays(row), 0);
  const oreOf = (segments: readonly SegmentRow[], at: Period): number =>
    segments.reduce((sum, row) => sum + amountBetween(row, at.from, at.to), 0);

  test('are paid for the same days, none at more than the higher cost; cut anywhere it adds up', () => {
    let paid = 0;
    fc.assert(fc.property(lives, days, days, (facts, cut, lookedAt) => {
      const ways = bothWays(facts);
      const [second, first] = ways.map((rows) => seenOn(rows, lookedAt)) as typeof ways;
      expect(daysIn(second)).toBe(daysIn(first));
      const lower = ways[0].filter(({ secondHandId }) => secondHandId !== undefined);
      paid += lower.length;
      for (const { unit: at, higherPerYearOre = 0, perYearOre, paidPercent, ...row } of lower) {
        expect([at, row.priceRule, row.isBeside]).toEqual([SOUTH, 'second-hand', undefined]);
        expect(paidPercent !== undefined || perYearOre <= higherPerYearOre).toBe(true);
      }
      const whole = { from: '2000-01-01', to: '2100-01-01' };
      expect(oreOf(second, { ...whole, to: cut }) + oreOf(second, { ...whole, from: cut }))
        .toBe(oreOf(second, whole));
    }), RUNS);
    expect(paid).toBeGreaterThan(5); // some forty, of the histories that are generated
  });

  test('cost who pays in all what who is paid gets in all, and no other place changes', () => {
    fc.assert(fc.property(lives, (facts) => {
      const [second, first] = bothWays(facts);
      const elsewhere = (segments: readonly SegmentRow[]) => segments.filter(({ unit: at }) => at !== SOUTH)
        .map(({ since: _since, until: _until, ...row }) => row);
      expect(elsewhere(second)).toEqual(elsewhere(first));
      const whole = { from: '2000-01-01', to: '2100-01-01' };
      const by = (key: 'payer' | 'principalId'): number => {
        const parties = new Set(second.map((row) => row[key]));
        return [...parties].reduce((sum, party) =>
          sum + oreOf(second.filter((row) => row[key] === party), whole), 0);
      };
      expect([by('payer'), by('principalId')]).toEqual([oreOf(second, whole), oreOf(second, whole)]);
    }), RUNS);
  });
});

const published = fc.record({
  year: fc.integer({ min: 2024, max: 2029 }), month: fc.integer({ min: 1, max: 12 }),
  studyPath: fc.constantFrom('', 'NA', 'NANAT', 'TE', 'BA'), forUnit: fc.constantFrom(undefined, NORTH),
  principal: fc.constantFrom('independent', 'municipal'), kronor: fc.integer({ min: 90_000, max: 120_000 }),
}).map(({ year, month, forUnit, kronor, ...key }): Event => event(PricePublished, price(
  year, { ...key, unit: forUnit }, kronor, { validOn: `${year}-${String(month).padStart(2, '0')}-01` },
)));

const registered = fc.record({
  code: fc.constantFrom(NORTH, SOUTH), principal: fc.constantFrom(independent, municipal), validOn: days,
}).map(({ code, principal, validOn }): Event => event(UnitRegistered, unit(code, principal, { validOn })));

const set = fc.record({
  validOn: days, policy: fc.constantFrom('default', 'monthly'), counting: fc.constantFrom(monthly, fourWeeks),
  augustStartPaysFromJuly: fc.boolean(), dropoutDay: fc.constantFrom('first-unpaid', 'last-paid'),
  confirmBy: fc.constantFrom('08-20', '09-15'),
}).map(({ policy, ...more }): Event => policySet(policy, more));

const agreed = fc.record({
  validOn: days, parties: fc.constantFrom<string[]>(['1407', '1482'], ['1480', '1481'], ['1407']),
  payee: fc.constantFrom('municipal', 'independent'), policy: fc.constantFrom('default', 'monthly'),
}).map(({ validOn, parties, ...term }): Event => agreementSet('gr', { validOn, parties, terms: [term] }));

/** Withdraws the nth of the events before it, if that is a price or something that was set. */
const withdrawal = (nth: number, events: readonly Event[]): Event[] => {
  const target = events[nth % (events.length || 1)];
  if (target?.type === 'CostPolicySet' || target?.type === 'AgreementSet') {
    const { validOn } = target.data as { validOn: CivilDate };
    const withdraws = factId(1 + (nth % events.length));
    return [event(AgreementFactWithdrawn, { validOn, heldFrom: validOn, withdraws })];
  }
  if (target?.type !== 'PricePublished') return [];
  const { key, validOn } = target.data as ReturnType<typeof price>;
  return [event(PriceWithdrawn, { validOn, key, withdraws: factId(1 + (nth % events.length)) })];
};

const lists = fc.tuple(fc.array(fc.oneof(published, registered, set, agreed), { maxLength: 8 }), fc.nat())
  .map(([events, nth]) => [...events, ...withdrawal(nth, events)]).filter((events) => events.length > 0);

test('whoever a price, a school or terms make a difference to has used one of its keys', () => {
  fc.assert(fc.property(lives, lists, (facts, events) => {
    const [before, now] = [events.slice(0, -1), events].map((list) =>
      contributionOf(projection, facts, referencesAfter(list)));
    const last = recorded(events).at(-1)!;
    const touched = projection.references
      .filter(({ handles }) => handles.some(({ type }) => type === last.type))
      .flatMap((reference) => reference.keysOf(last));
    const isAffected = before!.uses.some((key) => touched.includes(key));
    if (!isAffected) expect(now).toEqual(before);
  }), { numRuns: 500 });
});
