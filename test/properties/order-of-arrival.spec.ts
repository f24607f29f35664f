import fc from 'fast-check';
import type { Allocation } from '../../src/domain/cost/allocation.js';
import { paidStays } from '../../src/domain/cost/paid-stays.js';
import { defaultCostPolicy } from '../../src/domain/cost/policy.js';
import { homeMunicipalities, type PersonFact } from '../../src/domain/person/municipality.js';
import { personState } from '../../src/domain/person/state.js';
import { type PriceListEvent, PricePublished, PriceWithdrawn } from '../../src/domain/price-list/events.js';
import { type PricePeriod, pricesDuring } from '../../src/domain/price-list/match.js';
import { evolvePrices, noPrices } from '../../src/domain/price-list/state.js';
import type { SchoolingFact } from '../../src/domain/schooling/standing.js';
import { schoolingHistory } from '../../src/domain/schooling/timelines.js';
import { event } from '../../src/domain/shared/event.js';
import type { Fact } from '../../src/domain/shared/fact-order.js';
import { targetOf } from '../../src/domain/shared/standing.js';
import { allocate } from '../support/allocate.js';
import {
  independent, municipal, price, pricesOf, registerOf, unit, usualPrices, usualUnits,
} from '../support/cost-world.js';
import { NORTH } from '../support/events.js';
import { factId } from '../support/given-when-then.js';
import { documents, personHistories, schoolingHistories, shuffled } from './arbitraries.js';

const RUNS = { numRuns: 300 };
const nothing: ReadonlySet<string> = new Set();

/** The same words under other ids, as a person reported under two numbers has them; never of withdrawals. */
const twinsOf = <F extends Fact>(facts: readonly F[]): F[] => facts
  .filter((fact) => targetOf(fact) === undefined)
  .map((fact, index) => ({ ...fact, id: factId(1_000 + index) }));

const costOf = (schooling: readonly SchoolingFact[], person: readonly PersonFact[]): Allocation =>
  allocate(paidStays(schoolingHistory(schooling, []).timelines.at(-1)!, () => defaultCostPolicy), {
    municipalities: homeMunicipalities(person, nothing), register: registerOf(usualUnits),
    prices: pricesOf(usualPrices), isMunicipality: (code) => code !== '9900',
  });

type Recorded = { readonly id: string; readonly event: PriceListEvent };

/** Prices of one programme, some of them withdrawn. */
const priceEvents: fc.Arbitrary<Recorded[]> = fc.array(fc.record({
  month: fc.integer({ min: 1, max: 12 }), kronor: fc.integer({ min: 1, max: 3 }),
  studyPath: fc.constantFrom('', 'NA', 'NANAT'), standing: fc.constantFrom('preliminary', 'decided'),
  isWithdrawn: fc.boolean(),
}), { maxLength: 8 }).map((list) => list.flatMap(({ month, isWithdrawn, ...said }, index) => {
  const { kronor, studyPath, standing } = said;
  const validOn = `2026-${String(month).padStart(2, '0')}-01`;
  const published = event(PricePublished, price(2026, { studyPath }, kronor, { validOn, standing }));
  const withdrawn = event(PriceWithdrawn, { validOn, withdraws: `p${index}`, key: published.data.key });
  const both: Recorded[] = [{ id: `p${index}`, event: published }, { id: `w${index}`, event: withdrawn }];
  return isWithdrawn ? both : both.slice(0, 1);
}));

const pricesIn2026 = (events: readonly Recorded[]): PricePeriod[] => pricesDuring(
  events.reduce((known, recorded) => evolvePrices(known, recorded.id, recorded.event), noPrices),
  {
    unit: NORTH, principal: 'independent', studyPath: 'NANAT', variant: undefined,
    educationBegan: '2025-08-18',
  },
  { from: '2026-01-01', to: '2027-01-01' },
);

const registerEntries = fc.array(fc.record({
  year: fc.integer({ min: 2020, max: 2023 }), principal: fc.constantFrom(independent, municipal),
  name: fc.constantFrom('Ett', 'Två'), reportedAt: fc.constantFrom(undefined, '2024-01-01T00:00:00Z'),
}).map(({ year, principal, ...more }) => unit(NORTH, principal, { validOn: `${year}-01-01`, ...more })));

describe('any order of arrival gives the same', () => {
  test('schooling', () => {
    const histories = [shuffled(schoolingHistories), shuffled(documents)] as const;
    fc.assert(fc.property(...histories, ([one, other], [papers, turned]) => {
      expect(schoolingHistory(other, turned)).toEqual(schoolingHistory(one, papers));
    }), RUNS);
  });

  test('municipalities and person', () => {
    fc.assert(fc.property(shuffled(personHistories), ([one, other]) => {
      expect(homeMunicipalities(other, nothing)).toEqual(homeMunicipalities(one, nothing));
      expect(personState(other)).toEqual(personState(one));
    }), RUNS);
  });

  test('amounts', () => {
    const histories = [shuffled(schoolingHistories), shuffled(personHistories)] as const;
    fc.assert(fc.property(...histories, ([one, other], [person, turned]) => {
      expect(costOf(other, turned)).toEqual(costOf(one, person));
    }), RUNS);
  });

  test('prices', () => {
    fc.assert(fc.property(shuffled(priceEvents), ([one, other]) => {
      expect(pricesIn2026(other)).toEqual(pricesIn2026(one));
    }), RUNS);
  });

  test('register of schools', () => {
    fc.assert(fc.property(shuffled(registerEntries), ([one, other]) => {
      expect(registerOf(other)).toEqual(registerOf(one));
    }), RUNS);
  });
});

describe('what arrives twice changes nothing', () => {
  const twice = (again: <F extends Fact>(facts: readonly F[]) => readonly F[]): void => {
    fc.assert(fc.property(schoolingHistories, documents, personHistories, (schooling, papers, person) => {
      expect(schoolingHistory([...schooling, ...again(schooling)], [...papers, ...again(papers)]).timelines)
        .toEqual(schoolingHistory(schooling, papers).timelines);
      expect(homeMunicipalities([...person, ...again(person)], nothing))
        .toEqual(homeMunicipalities(person, nothing));
    }), RUNS);
  };

  test('as the same event', () => twice((facts) => facts));
  test('as the same words under another id', () => twice(twinsOf));
});
