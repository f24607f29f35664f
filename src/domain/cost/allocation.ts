import { type Agreements, isNothingSet, noAgreements } from '../agreement/state.js';
import { type Terms, termsDuring } from '../agreement/terms.js';
import type { MunicipalityBasis } from '../person/municipality.js';
import { type PricePeriod, pricesDuring } from '../price-list/match.js';
import { type PriceRule, priceRuleFor } from '../price-list/price-rules.js';
import type { Price, Prices } from '../price-list/state.js';
import type { Principal, SchoolRegister } from '../school-register/state.js';
import {
  type CivilDate, earlier, firstOfNextMonth, firstOfYear, later, yearOf,
} from '../shared/civil-date.js';
import type { Ore } from '../shared/money.js';
import { lengthInDays, type Ordered, type Period, within } from '../shared/period.js';
import { amountOf, type CountedDays } from './counting/amount.js';
import type { CountingRule } from './counting/counting-rule.js';
import { type CountingCode, countingRule, DAILY } from './counting/counting-rules.js';
import { daily } from './counting/daily-calendar.js';
import type { Deviation } from './deviation.js';
import { ranDuring } from './managements.js';
import type { PaidStay } from './paid-stays.js';
import { byYear, lastPricedYear, type PathRun, pathRuns } from './path-runs.js';
import { byPayer, type PayerPart, type PayerSources } from './payers.js';
import { defaultCostPolicy } from './policy.js';

/** What the amount of paid days depends on: when they are, at what price, counted how, after how much. */
export interface Shape extends CountedDays {
  /** How they are counted; absent where every calendar day is. */
  readonly counting?: CountingCode;
}

/** What an amount rests on that is not the same for everybody: absent where nobody has set anything. */
export interface Grounds {
  /** The policy by name, and the event that set it. */
  readonly policy?: string;
  readonly policyId?: string;
  /** The agreement by name, and the event that set it. */
  readonly agreement?: string;
  readonly agreementId?: string;
  /** The price rule, where the agreement names another than the law gives. */
  readonly priceRule?: PriceRule;
  /** The price that was not taken because it is the higher of two (second hand). */
  readonly higherPriceId?: string;
  readonly higherPerYearOre?: Ore;
}

/**
 * Paid days in a row with one payer, payee, study path and price. The amount of any part of it is a
 * difference of cumulative rounded amounts; the sum runs over the payee's claim, so that a change of payer
 * never moves the school's total (schooling-and-cost.md 7).
 */
export interface Segment extends Shape, Grounds {
  readonly payer: string;
  readonly payerBasis: MunicipalityBasis;
  readonly unit: string;
  readonly principal: Principal;
  readonly studyPath: string;
  readonly variant?: string;
  readonly priceId: string;
  readonly priceStanding: 'preliminary' | 'decided';
}

export interface Allocation {
  readonly segments: readonly Segment[];
  readonly deviations: readonly Deviation[];
}

/** What paid days are read against. */
export interface AllocationSources extends PayerSources {
  readonly register: SchoolRegister;
  readonly prices: Prices;
  readonly agreements?: Agreements;
}

/** Charges every paid day of a person to a payer at a price, or says why it cannot. */
export const allocate = (stays: readonly PaidStay[], sources: AllocationSources): Allocation => {
  const charging = new Charging(stays, sources);
  const lastYear = lastPricedYear(sources.prices);
  for (const paid of stays) {
    for (const run of pathRuns(paid)) {
      charging.question(paid, run);
      for (const year of byYear(run, lastYear)) charging.charge(paid, { ...run, ...year });
    }
  }
  const { segments, deviations } = charging;
  return { segments, deviations };
};

/** Collects segments and deviations, from the claim down: who runs the unit, at what price, paid by whom. */
class Charging {
  readonly segments: Segment[] = [];
  readonly deviations: Deviation[] = [];

  constructor(private readonly stays: readonly PaidStay[], private readonly sources: AllocationSources) {}

  /** Tells what is not paid because it is disputed, and what may turn out never to have been paid for. */
  question(paid: PaidStay, run: PathRun): void {
    const { stay, disputed, pathDisputed } = paid;
    if (disputed.length + pathDisputed.length + stay.provisional.length === 0) return;
    for (const { principal, ...known } of ranDuring(this.sources.register, stay.unit, run)) {
      const whose = { ...about(paid, run), principal: principal?.id };
      this.tell('two-schools', within(disputed, known), whose);
      this.tell('two-study-paths', within(pathDisputed, known), whose);
      this.tell('unconfirmed-placement', within(unconfirmedIn(stay), known), whose);
    }
  }

  charge(paid: PaidStay, run: PathRun): void {
    for (const part of ranDuring(this.sources.register, paid.stay.unit, run)) {
      const { principal, isClosed, ...known } = part;
      const whose = { ...about(paid, run), principal: principal?.id };
      if (isClosed) this.tell('unit-closed', within(paid.paid, known), whose);
      else if (principal) this.split(paid, { ...run, ...known }, principal);
      else this.tell('unknown-unit', within(paid.paid, known), whose);
    }
  }

  /** One claim's paid days, cut by payer, terms and price; counts run on over payers, breaks and disputes. */
  private split(paid: PaidStay, run: PathRun, principal: Principal): void {
    const counts = new Counts(this.stays);
    const { agreements = noAgreements } = this.sources;
    const isBuiltIn = isNothingSet(agreements);
    for (const period of within(paid.paid, run)) {
      for (const days of byPayer(period, this.sources)) {
        if (isBuiltIn) this.price(paid, run, { principal, days, terms: BUILT_IN, counts });
        else this.underTerms(paid, run, { principal, days, counts }, agreements);
      }
    }
  }

  private underTerms(
    paid: PaidStay, run: PathRun, owed: Omit<OwedDays, 'terms'>, agreements: Agreements,
  ): void {
    const { days, principal } = owed;
    for (const { from, to, ...terms } of termsDuring(agreements, days.payer, principal, days)) {
      this.price(paid, run, { ...owed, days: { ...days, from, to }, terms });
    }
  }

  private price(paid: PaidStay, run: PathRun, owed: OwedDays): void {
    if (!owed.terms.policy) return this.unpaid(paid, run, owed, { ...owed.days, kind: 'unknown-policy' });
    for (const priced of this.pricesOf(paid, run, owed)) {
      const { from, to, price } = priced;
      if (price) this.add(paid, run, owed, priced as Priced);
      else this.unpaid(paid, run, owed, { from, to, kind: 'missing-price' });
    }
  }

  /** Days of a known payee that are not charged to anyone. */
  private unpaid(
    { stay: { unit } }: PaidStay, { studyPath }: PathRun, { days: { payer }, principal }: OwedDays,
    { from, to, kind }: Pick<Deviation, 'from' | 'to' | 'kind'>,
  ): void {
    this.note({ from, to, kind, unit, studyPath, payer, principal: principal.id });
  }

  private pricesOf(paid: PaidStay, run: PathRun, { days, principal, terms }: OwedDays): PricePeriod[] {
    const { studyPath, variant, began: educationBegan } = run;
    const [payer, agreement] = [days.payer, terms.agreement?.name];
    const hasAgreement = agreement !== undefined;
    const rule = terms.priceRule ?? priceRuleFor({ payer, payee: principal, studyPath, hasAgreement });
    return pricesDuring(this.sources.prices, {
      unit: paid.stay.unit, principal: principal.kind, studyPath, variant, educationBegan,
      relation: { rule, payer, payee: principal.id, agreement },
    }, days);
  }

  private add(paid: PaidStay, run: PathRun, owed: OwedDays, at: Priced): void {
    const { days, principal, terms, counts } = owed;
    const { from, to, price } = at;
    const countedBefore = counts.take(price.id, terms.policy!.counting, at);
    if (days.problem) return this.unpaid(paid, run, owed, { from, to, kind: days.problem });
    const segment: Segment = {
      from, to, payer: days.payer, payerBasis: days.basis, unit: paid.stay.unit, principal,
      studyPath: run.studyPath, variant: run.variant, priceId: price.id, priceStanding: price.standing,
      perYearOre: price.perYearOre, countedBefore,
    };
    const isUsual = terms.policy === defaultCostPolicy && !terms.agreement && !at.higher;
    this.segments.push(isUsual ? segment : { ...segment, ...groundsOf(terms, at) });
  }

  /** Days that cannot be charged whoever pays: told to whoever would, so that they see what is to come. */
  private tell(kind: Deviation['kind'], days: readonly Period[], whose: Whose): void {
    for (const { from, to, payer } of days.flatMap((period) => byPayer(period, this.sources))) {
      this.note({ ...whose, from, to, kind, payer });
    }
  }

  /** Goes on where the last one ended if it says the same: where years are cut is nobody's concern. */
  private note({ from, to, kind, unit, studyPath, payer, principal }: Deviation): void {
    const last = this.deviations.at(-1);
    const goesOn = last && last.to === from && last.kind === kind && last.unit === unit
      && last.studyPath === studyPath && last.payer === payer && last.principal === principal;
    if (goesOn) this.deviations[this.deviations.length - 1] = { ...last, to };
    else this.deviations.push({ from, to, kind, unit, studyPath, payer, principal });
  }
}

/** Days on a summer placement whose deadline has not passed and that no start has confirmed. */
const unconfirmedIn = ({ provisional, starts, to }: PaidStay['stay']): Ordered =>
  provisional.filter((days) => days.to === to && !starts.includes(to));

/** Days that somebody owes a principal for, as far as it is known who, and on what terms. */
interface OwedDays {
  readonly days: PayerPart;
  readonly principal: Principal;
  readonly terms: Terms;
  readonly counts: Counts;
}

/** The terms of all as long as nobody has set any. */
const BUILT_IN: Terms = { policy: defaultCostPolicy };

/** Days with one price. */
type Priced = PricePeriod & { readonly price: Price };

const groundsOf = (
  { agreement, priceRule, policy }: Terms, { higher }: Priced,
): Grounds & Pick<Shape, 'counting'> => ({
  ...(policy!.counting !== DAILY && { counting: policy!.counting }),
  ...(policy!.id !== undefined && { policy: policy!.name, policyId: policy!.id }),
  ...(agreement && { agreement: agreement.name, agreementId: agreement.id }),
  ...(priceRule && { priceRule }),
  ...(higher && { higherPriceId: higher.id, higherPerYearOre: higher.perYearOre }),
});

/** How far a count has come. */
interface Count {
  readonly priceId: string;
  readonly counting: CountingCode;
  counted: number;
}

/** How far the counts of one claim have come, for each price and counting rule. */
class Counts {
  private readonly come: Count[] = [];

  constructor(private readonly stays: readonly PaidStay[]) {}

  /** What was counted before these days; they are counted now. Days must come in order. */
  take(priceId: string, counting: CountingCode, days: Period): number {
    const rule = countingRule(counting);
    if (rule.countsOver === 'pupil') return this.ofPupilBefore(days.from, rule);
    let count = this.come.find((one) => one.priceId === priceId && one.counting === counting);
    if (!count) this.come.push(count = { priceId, counting, counted: 0 });
    const before = count.counted;
    count.counted += rule.countIn(days);
    return before;
  }

  /** Whatever was paid of the year for the pupil, at any school. */
  private ofPupilBefore(day: CivilDate, rule: CountingRule): number {
    const before = { from: firstOfYear(yearOf(day)), to: day };
    return this.stays.flatMap(({ paid }) => within(paid, before))
      .reduce((sum, days) => sum + rule.countIn(days), 0);
  }
}

/** What a deviation is about, besides its days. */
type Whose = Pick<Deviation, 'unit' | 'studyPath' | 'principal'>;

const about = ({ stay: { unit } }: PaidStay, { studyPath }: PathRun): Whose => ({ unit, studyPath });

/** The rule by which days of a shape are counted. */
export const ruleOf = ({ counting }: Shape): CountingRule =>
  (counting === undefined ? daily : countingRule(counting));

/** Öre for the days of a segment from one day up to another. */
export const amountBetween = (segment: Shape, from: CivilDate, to: CivilDate): Ore =>
  amountOf(ruleOf(segment), segment, from, to);

/** What a segment's rule counts in some of its days. */
export const countedIn = (segment: Shape, days: Period): number => ruleOf(segment).countIn(days);

/** One line per month of a segment: the calendar month, its days and its öre. */
export interface MonthlyLine extends Period {
  readonly month: string;
  readonly days: number;
  readonly ore: Ore;
}

/** From a day on, if one is given: the first of a month. */
export const monthlyLines = (segment: Segment, since: CivilDate = segment.from): MonthlyLine[] => {
  const lines: MonthlyLine[] = [];
  for (let from = later(segment.from, since); from < segment.to;) {
    const to = earlier(segment.to, firstOfNextMonth(from));
    const [days, ore] = [lengthInDays({ from, to }), amountBetween(segment, from, to)];
    lines.push({ month: from.slice(0, 7), from, to, days, ore });
    from = to;
  }
  return lines;
};
