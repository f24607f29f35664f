import fc from 'fast-check';
import type { Allocation } from '../../src/domain/cost/allocation.js';
import { monthlyLines } from '../../src/domain/cost/monthly-lines.js';
import { type PaidStay, paidStays } from '../../src/domain/cost/paid-stays.js';
import { defaultCostPolicy } from '../../src/domain/cost/policy.js';
import { amountBetween, vatBetween } from '../../src/domain/cost/shape.js';
import { homeMunicipalities, type MunicipalityPeriod } from '../../src/domain/person/municipality.js';
import type { Stay } from '../../src/domain/schooling/stay.js';
import { vatIn } from '../../src/domain/price-list/price-parts.js';
import { schoolingHistory } from '../../src/domain/schooling/timelines.js';
import { addDays, daysInYear, FOREVER } from '../../src/domain/shared/civil-date.js';
import type { Fact } from '../../src/domain/shared/fact-order.js';
import { isEmpty, lengthInDays, overlap, type Period } from '../../src/domain/shared/period.js';
import { targetOf } from '../../src/domain/shared/standing.js';
import { allocate } from '../support/allocate.js';
import { price, pricesOf, registerOf, usualPrices, usualUnits } from '../support/cost-world.js';
import { droppedOut, enrolled, personFactWithdrawn, schoolingWithdrawn } from '../support/events.js';
import { asFacts, factId } from '../support/given-when-then.js';
import {
  day, documents, personHistories, personReport, reports, schoolingHistories, schoolReport,
} from './arbitraries.js';

const RUNS = { numRuns: 300 };
const nothing: ReadonlySet<string> = new Set();

type Histories = [Parameters<typeof schoolingHistory>[0], Parameters<typeof schoolingHistory>[1]];

/** The stays of every day of looking. */
const looksOf = (...histories: Histories): readonly (readonly Stay[])[] =>
  schoolingHistory(...histories).timelines.map(({ stays }) => stays);

const pairs = <T>(list: readonly T[]): [T, T][] =>
  list.flatMap((one, index) => list.slice(index + 1).map((other): [T, T] => [one, other]));
const doOverlap = ([one, other]: [Period, Period]): boolean => overlap(one, other);
const isWithin = (part: Period, whole: Period): boolean => whole.from <= part.from && part.to <= whole.to;

const sources = (municipalities: readonly MunicipalityPeriod[], prices = pricesOf(usualPrices)) => ({
  municipalities, prices, register: registerOf(usualUnits), isMunicipality: (code: string) => code !== '9900',
});
const everywhere: MunicipalityPeriod[] = [
  { from: '1900-01-01', to: FOREVER, municipality: '1407', basis: 'registered' },
];
const paidIn = (...histories: Histories): PaidStay[] =>
  paidStays(schoolingHistory(...histories).timelines.at(-1)!, () => defaultCostPolicy);
const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);
const totalOf = ({ segments }: Allocation, unit?: string): [ore: number, vatOre: number] => {
  const wanted = segments.filter((segment) => unit === undefined || segment.unit === unit);
  return [
    sumOf(wanted.map((segment) => amountBetween(segment, segment.from, segment.to))),
    sumOf(wanted.map((segment) => vatBetween(segment, segment.from, segment.to) ?? 0)),
  ];
};

describe('stays', () => {
  test('at one school never overlap, and none is empty', () => {
    fc.assert(fc.property(schoolingHistories, documents, (...histories) => {
      for (const stays of looksOf(...histories)) {
        expect(stays.filter(isEmpty)).toEqual([]);
        expect(pairs(stays).filter(([one, other]) => one.unit === other.unit).filter(doOverlap)).toEqual([]);
      }
    }), RUNS);
  });

  test('are filled by what is studied, without gaps, and hold their breaks', () => {
    fc.assert(fc.property(schoolingHistories, documents, (...histories) => {
      for (const { spans, breaks, from, to } of looksOf(...histories).flat()) {
        expect([spans[0]?.from, spans.at(-1)?.to]).toEqual([from, to]);
        expect(spans.every((span, index) => index === 0 || spans[index - 1]!.to === span.from)).toBe(true);
        expect(breaks.filter((pause) => isEmpty(pause) || !isWithin(pause, { from, to }))).toEqual([]);
      }
    }), RUNS);
  });

  test('have one answer for every day of looking', () => {
    fc.assert(fc.property(schoolingHistories, (facts) => {
      const days = schoolingHistory(facts, []).timelines.map(({ lookedAt }) => lookedAt);
      expect([days[0]!.from, days.at(-1)!.to]).toEqual(['0001-01-01', FOREVER]);
      expect(days.every(({ from }, index) => index === 0 || days[index - 1]!.to === from)).toBe(true);
    }), RUNS);
  });
});

test('municipalities never overlap, and none is empty', () => {
  fc.assert(fc.property(personHistories, fc.tuple(day, day), (facts, [from, to]) => {
    const periods = homeMunicipalities(facts, nothing, from < to ? [{ from, to }] : []);
    expect([periods.filter(isEmpty), pairs(periods).filter(doOverlap)]).toEqual([[], []]);
  }), RUNS);
});

describe('a fact and its withdrawal are as if it had never been said', () => {
  const unsaid = <F extends Fact>(facts: readonly F[], which: number, withdrawal: F): [F[], F[]] =>
    [[...facts, withdrawal], facts.filter((_, index) => index !== which)];
  const chosen = fc.nat();

  test('about schooling', () => {
    const said = [reports(schoolReport), documents, chosen, day] as const;
    fc.assert(fc.property(...said, (events, papers, choice, validOn) => {
      fc.pre(events.length > 0);
      const which = choice % events.length;
      const withdrawal = schoolingWithdrawn({ validOn, withdraws: factId(1 + which) });
      const [undone, never] = unsaid(asFacts(events), which, { id: factId(99), event: withdrawal });
      expect(schoolingHistory(undone, papers)).toEqual(schoolingHistory(never, papers));
    }), RUNS);
  });

  test('about a person', () => {
    fc.assert(fc.property(reports(personReport), chosen, day, (events, choice, validOn) => {
      fc.pre(events.length > 0);
      const which = choice % events.length;
      const withdrawal = personFactWithdrawn({ validOn, withdraws: factId(1 + which) });
      const [undone, never] = unsaid(asFacts(events), which, { id: factId(99), event: withdrawal });
      expect(homeMunicipalities(undone, nothing)).toEqual(homeMunicipalities(never, nothing));
    }), RUNS);
  });

  test('and the withdrawal of the withdrawal lets it be said again', () => {
    fc.assert(fc.property(schoolingHistories, chosen, (facts, choice) => {
      const targets = facts.filter((fact) => targetOf(fact) === undefined);
      fc.pre(targets.length > 0);
      const undone = schoolingWithdrawn({ withdraws: targets[choice % targets.length]!.id });
      const restored = schoolingWithdrawn({ withdraws: factId(98) });
      const all = [...facts, { id: factId(98), event: undone }, { id: factId(99), event: restored }];
      expect(schoolingHistory(all, [])).toEqual(schoolingHistory(facts, []));
    }), RUNS);
  });
});

/** Of days that are not to be paid, or that are charged all the same. */
const NOT_OF_PAID_DAYS = ['two-schools', 'two-study-paths', 'unconfirmed-placement'];

describe('paid days', () => {
  test('are paid to one school at most', () => {
    fc.assert(fc.property(schoolingHistories, documents, (...histories) => {
      const paid = paidIn(...histories).flatMap((stay) => stay.paid);
      expect([paid.filter(isEmpty), pairs(paid).filter(doOverlap)]).toEqual([[], []]);
    }), RUNS);
  });

  test('are those of the claim that are neither break nor disputed, nor decided otherwise', () => {
    fc.assert(fc.property(schoolingHistories, documents, (...histories) => {
      for (const { claim, stay, disputed, pathDisputed, lost, paid } of paidIn(...histories)) {
        expect(isWithin(stay, claim)).toBe(true);
        const unpaid = [...stay.breaks, ...disputed, ...pathDisputed, ...lost];
        expect(paid.filter((part) => !isWithin(part, claim) || unpaid.some((hole) => overlap(part, hole))))
          .toEqual([]);
      }
    }), RUNS);
  });

  test('are each charged once, or told as a deviation that holds them up', () => {
    fc.assert(fc.property(schoolingHistories, personHistories, (facts, person) => {
      const stays = paidIn(facts, []);
      const { segments, deviations } = allocate(stays, sources(homeMunicipalities(person, nothing)));
      const told = deviations.filter(({ kind }) => !NOT_OF_PAID_DAYS.includes(kind));
      const charged: Period[] = [...segments, ...told];
      expect(pairs(charged).filter(doOverlap)).toEqual([]);
      const daysIn = (periods: readonly Period[]): number =>
        periods.reduce((sum, period) => sum + lengthInDays(period), 0);
      expect(daysIn(charged)).toBe(daysIn(stays.flatMap(({ paid }) => paid)));
    }), RUNS);
  });
});

describe('amounts', () => {
  test('of the months of a segment, or of its parts however cut, are that of the whole', () => {
    fc.assert(fc.property(schoolingHistories, personHistories, fc.array(day), (facts, person, cuts) => {
      const { segments } = allocate(paidIn(facts, []), sources(homeMunicipalities(person, nothing)));
      for (const segment of segments) {
        const { from, to } = segment;
        const bounds = [from, ...cuts.filter((cut) => from < cut && cut < to).sort(), to];
        for (const between of [amountBetween, vatBetween]) {
          const parts = bounds.slice(1).map((bound, index) => between(segment, bounds[index]!, bound) ?? 0);
          expect(sumOf(parts)).toBe(between(segment, from, to) ?? 0);
        }
        const lines = monthlyLines(segment);
        const vat = lines.map((line) => vatBetween(segment, line.from, line.to) ?? 0);
        expect(sumOf(lines.map(({ ore }) => ore))).toBe(amountBetween(segment, from, to));
        expect(sumOf(vat)).toBe(vatBetween(segment, from, to) ?? 0);
      }
    }), RUNS);
  });

  test('of a school do not depend on who pays', () => {
    const payers = fc.array(fc.tuple(day, fc.constantFrom('1480', '1481', '1482')), { maxLength: 5 });
    fc.assert(fc.property(schoolingHistories, payers, (facts, moves) => {
      const bounds = ['1900-01-01', ...new Set(moves.map(([date]) => date)), FOREVER].sort();
      const changing = bounds.slice(1).map((to, index): MunicipalityPeriod => ({
        from: bounds[index]!, to, municipality: moves[index]?.[1] ?? '1407', basis: 'registered',
      }));
      const stays = paidIn(facts, []);
      const [one, other] = [everywhere, changing].map((periods) => allocate(stays, sources(periods)));
      for (const { unit } of usualUnits) expect(totalOf(other!, unit)).toEqual(totalOf(one!, unit));
    }), RUNS);
  });

  test('of a whole year at one school are the price of the list, exactly', () => {
    const year = fc.integer({ min: 2024, max: 2029 });
    const moves = fc.uniqueArray(fc.integer({ min: 1, max: 364 }), { maxLength: 8 });
    fc.assert(fc.property(year, fc.integer({ min: 1, max: 300_000 }), moves, (of, perYear, days) => {
      const schooling = asFacts([
        enrolled({ validOn: `${of}-01-01` }), droppedOut({ validOn: `${of + 1}-01-01` }),
      ]);
      const moved = days.map((dayOfYear) => addDays(`${of}-01-01`, dayOfYear)).sort();
      const bounds = ['1900-01-01', ...moved, FOREVER];
      const payers = bounds.slice(1).map((to, index): MunicipalityPeriod =>
        ({ from: bounds[index]!, to, municipality: String(1400 + index), basis: 'registered' }));
      const published = price(of, {}, perYear);
      const prices = pricesOf([published]);
      const { segments } = allocate(paidIn(schooling, []), sources(payers, prices));
      expect(segments.reduce((sum, segment) => sum + lengthInDays(segment), 0)).toBe(daysInYear(of));
      expect(totalOf({ segments, deviations: [] })).toEqual([perYear * 100, vatIn(published)!.ore]);
    }), RUNS);
  });
});
