import { agreedShares, sharesAny } from '../agreement/shared-places.js';
import { type Agreements, isNothingSet, noAgreements } from '../agreement/state.js';
import { type Terms, termsDuring } from '../agreement/terms.js';
import { type ExtendedStudy, type Funding, type Item, noFunding } from '../funding/state.js';
import { type PricePeriod, pricesDuring } from '../price-list/match.js';
import { vatIn } from '../price-list/price-parts.js';
import { type PriceRule, priceRuleFor } from '../price-list/price-rules.js';
import type { Price, Prices } from '../price-list/state.js';
import type { Principal } from '../school-register/state.js';
import { yearOf } from '../shared/civil-date.js';
import { type Ore, partOf } from '../shared/money.js';
import { type Ordered, type Period, within } from '../shared/period.js';
import { amountDays } from './additional-amounts.js';
import { ClaimCounts, type Counts } from './counts.js';
import { type Deviation, Deviations } from './deviation.js';
import { isDecided, type StudyDays, studyDays } from './extended-study.js';
import { decidedBy, type Grounds, groundsOf, type Priced } from './grounds.js';
import type { Owed, OwedRun, OwedSources } from './owed.js';
import type { PaidStay } from './paid-stays.js';
import { byYear, during, lastPricedYear, type PathRun } from './path-runs.js';
import type { PayerBasis, PayerPart } from './payers.js';
import { defaultCostPolicy } from './policy.js';
import { byHand } from './second-hand.js';
import type { ShapeWithVat } from './shape.js';
import { type SharedDays, sharedDays, sharesOf } from './shares.js';
import { paidFor } from './undecided-days.js';

/**
 * Paid days in a row with one payer, payee, study path and price. The amount of any part of it is a
 * difference of cumulative rounded amounts; the sum runs over the payee's claim, so that a change of payer
 * never moves the school's total (schooling-and-cost.md 7).
 */
export interface Segment extends ShapeWithVat, Grounds {
  readonly payer: string;
  readonly payerBasis: PayerBasis;
  /** The home municipality, by whose terms and price it is, where another pays a part (`shared`). */
  readonly home?: string;
  readonly unit: string;
  readonly principal: Principal;
  readonly studyPath: string;
  readonly variant?: string;
  /** What is paid besides the price of the place; absent for the place itself. */
  readonly item?: Item;
  /** The event that published the price, or decided the amount that is paid besides it. */
  readonly priceId: string;
  readonly priceStanding: 'preliminary' | 'decided';
  /** The event that decided on extended study, where another decided too: see `decisionId`. */
  readonly extendedId?: string;
  /** The event by which the place is paid as taken in second hand. */
  readonly secondHandId?: string;
}

export interface Allocation {
  readonly segments: readonly Segment[];
  readonly deviations: readonly Deviation[];
}

/** What owed days are priced by. */
export interface PriceSources {
  readonly prices: Prices;
  readonly agreements?: Agreements;
  readonly funding?: Funding;
}

/** What paid days are read against. */
export interface AllocationSources extends OwedSources, PriceSources {}

/** Whose days are owed: asked only where a decision, or a counting rule, goes by more than the days. */
export interface OwedOf {
  readonly stays: readonly PaidStay[];
  /** The days of each stay that are paid for. */
  readonly paidFor: () => readonly Ordered[];
}

/** Charges what is owed for the stays of a person to a payer at a price, or says why it cannot. */
export const allocationOf = (
  owed: Owed, stays: readonly PaidStay[], sources: AllocationSources,
): Allocation => {
  const { segments, deviations } = priceOwed(owed.runs, sources, { stays, paidFor: paidFor(stays, sources) });
  return { segments, deviations: [...owed.deviations, ...deviations] };
};

/** Prices owed days, or says why it cannot. */
export const priceOwed = (
  runs: readonly OwedRun[], sources: PriceSources, of: OwedOf,
): Allocation => {
  const charging = new Charging(sources, of);
  const lastYear = lastPricedYear(sources.prices);
  for (const owed of runs) for (const year of byYear(owed.run, lastYear)) charging.charge(owed, year);
  return { segments: charging.segments, deviations: charging.deviations.all };
};

/** Collects segments and deviations, from the claim down: on what terms, at what price. */
class Charging {
  readonly segments: Segment[] = [];
  readonly deviations = new Deviations();

  private readonly funding: Funding;
  private readonly counted: ClaimCounts;

  constructor(private readonly sources: PriceSources, private readonly of: OwedOf) {
    this.funding = sources.funding ?? noFunding;
    this.counted = new ClaimCounts(of.paidFor);
  }

  /** One claim's days of a year, cut by terms and price; counts run on over payers, breaks and disputes. */
  charge(owed: OwedRun, year: Period): void {
    const { unit, principal } = owed;
    const run = during(owed.run, year);
    const counts = this.counted.of(owed, year);
    const { agreements = noAgreements } = this.sources;
    const isBuiltIn = isNothingSet(agreements);
    for (const days of within(owed.days, year)) {
      const place = { unit, run, principal, days, counts };
      if (isBuiltIn) this.price({ ...place, terms: BUILT_IN });
      else this.underTerms(place, agreements);
    }
  }

  private underTerms(owed: Omit<OwedDays, 'terms'>, agreements: Agreements): void {
    const { days, principal } = owed;
    for (const { from, to, ...terms } of termsDuring(agreements, days.payer, principal, days)) {
      this.price({ ...owed, days: { ...days, from, to }, terms });
    }
  }

  private price(owed: OwedDays): void {
    if (!owed.terms.policy) return this.unpaid(owed, { ...owed.days, kind: 'unknown-policy' });
    this.addAmounts(owed);
    for (const part of this.studied(owed)) {
      const { from, to } = part.days;
      if (isDecided(part)) this.priceStudied(part);
      else this.unpaid(part, { from, to, kind: 'extended-study-undecided' });
    }
  }

  /** The same days, cut by what was decided of those beyond the years of the education. */
  private studied(owed: OwedDays): (OwedDays & Pick<StudyDays, 'beyond'>)[] {
    const { run, days, terms } = owed;
    if (days.problem || days.basis === 'state') return [owed];
    const parts = studyDays(days, run, terms.policy!, this.funding);
    if (parts.length === 1 && !parts[0]!.beyond) return [owed];
    return parts.map(({ from, to, beyond }) => ({ ...owed, days: { ...days, from, to }, beyond }));
  }

  private priceStudied(owed: StudiedDays): void {
    const { unit, run: { studyPath, began: educationBegan } } = owed;
    for (const by of byHand(owed, { unit, studyPath, educationBegan }, this.funding)) {
      this.priceByRule({ ...owed, ...by });
    }
  }

  private priceByRule(owed: StudiedDays): void {
    const priceRule = ruleOf(owed);
    for (const priced of this.pricesOf(owed, priceRule)) {
      const { from, to, price } = priced;
      if (price) this.add(owed, priced as Priced);
      else this.unpaid(owed, { from, to, kind: 'missing-price', priceRule });
    }
  }

  /** Days of a known payee that are not charged to anyone. */
  private unpaid(
    { unit, run: { studyPath }, days: { payer }, principal }: OwedDays,
    { from, to, kind, priceRule }: Pick<Deviation, 'from' | 'to' | 'kind' | 'priceRule'>,
  ): void {
    this.deviations.note({ from, to, kind, priceRule, unit, studyPath, payer, principal: principal.id });
  }

  private pricesOf({ unit, run, days, principal, terms }: OwedDays, rule: PriceRule): PricePeriod[] {
    const { studyPath, variant, began: educationBegan } = run;
    const [payer, agreement] = [days.payer, terms.agreement?.name];
    return pricesDuring(this.sources.prices, {
      unit, principal: principal.kind, studyPath, variant, educationBegan,
      relation: { rule, payer, payee: principal.id, agreement },
    }, days);
  }

  private add(owed: StudiedDays, at: Priced): void {
    const { unit, run: { studyPath }, days: { payer }, principal: payee } = owed;
    const { agreements = noAgreements } = this.sources;
    if (this.funding.shares.length === 0 && !sharesAny(agreements)) return this.addPart(owed, at);
    const agreed = (part: Period) => (payer === undefined ? []
      : agreedShares(agreements, { payer, payee, unit, studyPath }, part));
    for (const part of sharedDays(at, unit, this.funding, agreed)) this.addPart(owed, { ...at, ...part });
  }

  private addPart(owed: StudiedDays, at: Priced & SharedDays): void {
    const { unit, run: { studyPath, variant }, days, principal, terms, counts, beyond, secondHandId } = owed;
    const { from, to, price, shares } = at;
    const perYearOre = beyond ? partOf(price.perYearOre, beyond.percent, 100) : price.perYearOre;
    const countedBefore = counts.take(`${price.id}|${perYearOre}`, terms.policy!.counting, at);
    if (days.problem) return this.unpaid(owed, { from, to, kind: days.problem });
    const segment: Segment = {
      from, to, payer: days.payer, payerBasis: days.basis, unit, principal, studyPath, variant,
      priceId: price.id, priceStanding: price.standing, perYearOre, countedBefore,
      vatPerYearOre: vatOf(price, beyond), secondHandId,
    };
    const decision = decidedBy(days.decisionId ?? shares?.id ?? secondHandId, beyond);
    const isUsual = terms.policy === defaultCostPolicy && !terms.agreement && !at.higher && !decision.id;
    const grounds = isUsual ? undefined : groundsOf(terms, at, decision);
    const grounded = grounds ? { ...segment, ...grounds } : segment;
    this.segments.push(...(shares && days.basis !== 'state' ? sharesOf(grounded, shares) : [grounded]));
  }

  /** What was decided to be paid besides the price, in years that have prices: others are not cut by year. */
  private addAmounts({ unit, run, days, principal, terms, counts }: OwedDays): void {
    if (days.problem || yearOf(days.from) > lastPricedYear(this.sources.prices)) return;
    const place = { unit, run, policy: terms.policy!, stays: this.of.stays };
    for (const { from, to, amount } of amountDays(days, place, this.funding)) {
      const { id, item, perYearOre } = amount;
      const countedBefore = counts.take(id, terms.policy!.counting, { from, to });
      this.segments.push({
        from, to, payer: days.payer, payerBasis: days.basis, unit, principal, studyPath: run.studyPath,
        variant: run.variant, item, isBeside: true, priceId: id, priceStanding: 'decided', perYearOre,
        countedBefore, vatPerYearOre: vatIn({ key: { principal: principal.kind }, perYearOre })?.ore,
        ...groundsOf(terms, {}, { id }),
      });
    }
  }
}

/** Days that somebody owes a principal for, as far as it is known who, and on what terms. */
interface OwedDays {
  readonly unit: string;
  readonly run: PathRun;
  readonly principal: Principal;
  readonly days: PayerPart;
  readonly terms: Terms;
  readonly counts: Counts;
}

/** The same, with the decisions by which they are paid beyond the years, or as taken in second hand. */
interface StudiedDays extends OwedDays {
  readonly beyond?: ExtendedStudy;
  readonly secondHandId?: string;
}

/** The terms of all as long as nobody has set any. */
const BUILT_IN: Terms = { policy: defaultCostPolicy };

const ruleOf = ({ run, days, principal, terms }: OwedDays): PriceRule => {
  const { studyPath, began: educationBegan } = run;
  const hasAgreement = terms.agreement !== undefined;
  const relation = { payer: days.payer, payee: principal, studyPath, educationBegan, hasAgreement };
  return terms.priceRule ?? priceRuleFor(relation);
};

/** The VAT compensation in what is paid of a price: the same part of it. */
const vatOf = (price: Price, beyond: ExtendedStudy | undefined): Ore | undefined => {
  const whole = vatIn(price)?.ore;
  return whole === undefined || !beyond ? whole : partOf(whole, beyond.percent, 100);
};
