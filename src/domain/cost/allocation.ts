import { agreedShares, sharesAny } from '../agreement/shared-places.js';
import { type Agreements, isNothingSet, noAgreements } from '../agreement/state.js';
import { type Terms, termsDuring } from '../agreement/terms.js';
import { type ExtendedStudy, type Funding, type Item, noFunding } from '../funding/state.js';
import { type PricePeriod, pricesDuring } from '../price-list/match.js';
import { vatIn } from '../price-list/price-parts.js';
import { type PriceRule, priceRuleFor } from '../price-list/price-rules.js';
import type { Price, Prices } from '../price-list/state.js';
import type { Principal, SchoolRegister } from '../school-register/state.js';
import { yearOf } from '../shared/civil-date.js';
import { type Ore, partOf } from '../shared/money.js';
import { type Ordered, type Period, within, without } from '../shared/period.js';
import { amountDays } from './additional-amounts.js';
import { ClaimCounts, type Counts } from './counts.js';
import { decisionsWithoutPlace } from './decisions-without-place.js';
import type { Deviation } from './deviation.js';
import { isDecided, type StudyDays, studyDays } from './extended-study.js';
import { decidedBy, type Grounds, groundsOf, type Priced } from './grounds.js';
import { ranDuring } from './managements.js';
import type { PaidStay } from './paid-stays.js';
import { byYear, during, lastPricedYear, type PathRun, runsInOrder } from './path-runs.js';
import { byPayer, type PayerBasis, type PayerPart, type PayerSources } from './payers.js';
import { defaultCostPolicy } from './policy.js';
import { byHand } from './second-hand.js';
import type { ShapeWithVat } from './shape.js';
import { type SharedDays, sharedDays, sharesOf } from './shares.js';
import { undecidedDays } from './undecided-days.js';

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
  for (const { paid, run } of runsInOrder(stays)) {
    charging.question(paid, run);
    for (const year of byYear(run, lastYear)) charging.charge(paid, during(run, year));
  }
  const deviations = [...charging.deviations, ...decisionsWithoutPlace(stays, sources)];
  return { segments: charging.segments, deviations };
};

/** Collects segments and deviations, from the claim down: who runs the unit, at what price, paid by whom. */
class Charging {
  readonly segments: Segment[] = [];
  readonly deviations: Deviation[] = [];

  private readonly funding: Funding;
  private paidFor?: readonly Ordered[];
  private readonly counted = new ClaimCounts(() => this.daysPaidFor());

  constructor(private readonly stays: readonly PaidStay[], private readonly sources: AllocationSources) {
    this.funding = sources.funding ?? noFunding;
  }

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
      const { principal, isClosed } = part;
      if (principal && !isClosed) this.split(paid, during(run, part), principal);
      else {
        const whose = { ...about(paid, run), principal: principal?.id };
        this.tell(isClosed ? 'unit-closed' : 'unknown-unit', within(paid.paid, part), whose);
      }
    }
  }

  /** One claim's paid days, cut by payer, terms and price; counts run on over payers, breaks and disputes. */
  private split(paid: PaidStay, run: PathRun, principal: Principal): void {
    const counts = this.counted.of(paid.stay, run, principal);
    const { agreements = noAgreements } = this.sources;
    const isBuiltIn = isNothingSet(agreements);
    for (const period of within(paid.paid, run)) {
      for (const days of byPayer(period, this.sources)) {
        if (isBuiltIn) this.price(paid, run, { principal, days, terms: BUILT_IN, counts });
        else this.underTerms(paid, run, { principal, days, counts }, agreements);
      }
    }
  }

  /** The days of each stay that are paid for, as rules count them that go over all of a pupil's. */
  private daysPaidFor(): readonly Ordered[] {
    return this.paidFor ??= this.stays.map((each) =>
      each.paid.flatMap((days) => without(days, undecidedDays(each, this.sources))));
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
    this.addAmounts(paid, run, owed);
    for (const part of this.studied(run, owed)) {
      const { from, to } = part.days;
      if (isDecided(part)) this.priceStudied(paid, run, part);
      else this.unpaid(paid, run, part, { from, to, kind: 'extended-study-undecided' });
    }
  }

  /** The same days, cut by what was decided of those beyond the years of the education. */
  private studied(run: PathRun, owed: OwedDays): (OwedDays & Pick<StudyDays, 'beyond'>)[] {
    const { days, terms } = owed;
    if (days.problem || days.basis === 'state') return [owed];
    const parts = studyDays(days, run, terms.policy!, this.funding);
    if (parts.length === 1 && !parts[0]!.beyond) return [owed];
    return parts.map(({ from, to, beyond }) => ({ ...owed, days: { ...days, from, to }, beyond }));
  }

  private priceStudied(paid: PaidStay, run: PathRun, owed: StudiedDays): void {
    const { stay: { unit } } = paid;
    const place = { unit, studyPath: run.studyPath, educationBegan: run.began };
    for (const by of byHand(owed, place, this.funding)) {
      this.priceByRule(paid, run, { ...owed, ...by });
    }
  }

  private priceByRule(paid: PaidStay, run: PathRun, owed: StudiedDays): void {
    const priceRule = this.ruleOf(run, owed);
    for (const priced of this.pricesOf(paid, run, owed, priceRule)) {
      const { from, to, price } = priced;
      if (price) this.add(paid, run, owed, priced as Priced);
      else this.unpaid(paid, run, owed, { from, to, kind: 'missing-price', priceRule });
    }
  }

  /** Days of a known payee that are not charged to anyone. */
  private unpaid(
    { stay: { unit } }: PaidStay, { studyPath }: PathRun, { days: { payer }, principal }: OwedDays,
    { from, to, kind, priceRule }: Pick<Deviation, 'from' | 'to' | 'kind' | 'priceRule'>,
  ): void {
    this.note({ from, to, kind, priceRule, unit, studyPath, payer, principal: principal.id });
  }

  private ruleOf(run: PathRun, { days, principal, terms }: OwedDays): PriceRule {
    const { studyPath, began: educationBegan } = run;
    const hasAgreement = terms.agreement !== undefined;
    const relation = { payer: days.payer, payee: principal, studyPath, educationBegan, hasAgreement };
    return terms.priceRule ?? priceRuleFor(relation);
  }

  private pricesOf(
    paid: PaidStay, run: PathRun, { days, principal, terms }: OwedDays, rule: PriceRule,
  ): PricePeriod[] {
    const { studyPath, variant, began: educationBegan } = run;
    const [payer, agreement] = [days.payer, terms.agreement?.name];
    return pricesDuring(this.sources.prices, {
      unit: paid.stay.unit, principal: principal.kind, studyPath, variant, educationBegan,
      relation: { rule, payer, payee: principal.id, agreement },
    }, days);
  }

  private add(paid: PaidStay, run: PathRun, owed: StudiedDays, at: Priced): void {
    const { stay: { unit } } = paid;
    const { days: { payer }, principal: payee } = owed;
    const { agreements = noAgreements } = this.sources;
    if (this.funding.shares.length === 0 && !sharesAny(agreements)) return this.addPart(paid, run, owed, at);
    const agreed = (part: Period) => (payer === undefined ? []
      : agreedShares(agreements, { payer, payee, unit, studyPath: run.studyPath }, part));
    for (const part of sharedDays(at, unit, this.funding, agreed)) {
      this.addPart(paid, run, owed, { ...at, ...part });
    }
  }

  private addPart(paid: PaidStay, run: PathRun, owed: StudiedDays, at: Priced & SharedDays): void {
    const { days, principal, terms, counts, beyond, secondHandId } = owed;
    const { from, to, price, shares } = at;
    const perYearOre = beyond ? partOf(price.perYearOre, beyond.percent, 100) : price.perYearOre;
    const countedBefore = counts.take(`${price.id}|${perYearOre}`, terms.policy!.counting, at);
    if (days.problem) return this.unpaid(paid, run, owed, { from, to, kind: days.problem });
    const segment: Segment = {
      from, to, payer: days.payer, payerBasis: days.basis, unit: paid.stay.unit, principal,
      studyPath: run.studyPath, variant: run.variant, priceId: price.id, priceStanding: price.standing,
      perYearOre, countedBefore, vatPerYearOre: vatOf(price, beyond), secondHandId,
    };
    const decision = decidedBy(days.decisionId ?? shares?.id ?? secondHandId, beyond);
    const isUsual = terms.policy === defaultCostPolicy && !terms.agreement && !at.higher && !decision.id;
    const grounds = isUsual ? undefined : groundsOf(terms, at, decision);
    const grounded = grounds ? { ...segment, ...grounds } : segment;
    this.segments.push(...(shares && days.basis !== 'state' ? sharesOf(grounded, shares) : [grounded]));
  }

  /** What was decided to be paid besides the price, in years that have prices: others are not cut by year. */
  private addAmounts(paid: PaidStay, run: PathRun, { days, principal, terms, counts }: OwedDays): void {
    if (days.problem || yearOf(days.from) > lastPricedYear(this.sources.prices)) return;
    const { stay: { unit } } = paid;
    const place = { unit, run, policy: terms.policy!, stays: this.stays };
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

  /** Days that cannot be charged whoever pays: told to whoever would, so that they see what is to come. */
  private tell(kind: Deviation['kind'], days: readonly Period[], whose: Whose): void {
    for (const { from, to, payer } of days.flatMap((period) => byPayer(period, this.sources))) {
      this.note({ ...whose, from, to, kind, payer });
    }
  }

  /** Goes on where the last one ended if it says the same: where years are cut is nobody's concern. */
  private note({ from, to, kind, unit, studyPath, payer, principal, priceRule }: Deviation): void {
    const last = this.deviations.at(-1);
    const goesOn = last && last.to === from && last.kind === kind && last.unit === unit
      && last.studyPath === studyPath && last.payer === payer && last.principal === principal
      && last.priceRule === priceRule;
    if (goesOn) this.deviations[this.deviations.length - 1] = { ...last, to };
    else this.deviations.push({ from, to, kind, unit, studyPath, payer, principal, priceRule });
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

/** The same, with the decisions by which they are paid beyond the years, or as taken in second hand. */
interface StudiedDays extends OwedDays {
  readonly beyond?: ExtendedStudy;
  readonly secondHandId?: string;
}

/** The terms of all as long as nobody has set any. */
const BUILT_IN: Terms = { policy: defaultCostPolicy };

/** What a deviation is about, besides its days. */
type Whose = Pick<Deviation, 'unit' | 'studyPath' | 'principal'>;

/** The VAT compensation in what is paid of a price: the same part of it. */
const vatOf = (price: Price, beyond: ExtendedStudy | undefined): Ore | undefined => {
  const whole = vatIn(price)?.ore;
  return whole === undefined || !beyond ? whole : partOf(whole, beyond.percent, 100);
};

const about = ({ stay: { unit } }: PaidStay, { studyPath }: PathRun): Whose => ({ unit, studyPath });
