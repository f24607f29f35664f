import type { MunicipalityBasis, MunicipalityPeriod } from '../person/municipality.js';
import type { Price, Prices } from '../price-list/state.js';
import { type Placement, pricesDuring } from '../price-list/match.js';
import { type Principal, type SchoolRegister, unitDuring } from '../school-register/state.js';
import { educationsBegan } from '../schooling/education.js';
import {
  type CivilDate, daysInYear, earlier, firstOfNextMonth, firstOfYear, FOREVER, yearOf,
} from '../shared/civil-date.js';
import { costOfParts, type Ore } from '../shared/money.js';
import {
  intersection, isEmpty, lengthInDays, type Ordered, type Period, within, without,
} from '../shared/period.js';
import { Remembered } from '../shared/remembered.js';
import type { PaidStay } from './paid-stays.js';

/** What the amount of paid days depends on: when they are, at what price, and what came before them. */
export interface Shape extends Period {
  readonly perYearOre: Ore;
  readonly daysInYear: number;
  /** Paid days of the same claim (stay, study path, price, year) before these. */
  readonly daysBefore: number;
}

/**
 * Paid days in a row with one payer, payee, study path and price. The amount of any part of it is a
 * difference of cumulative rounded amounts; the sum runs over the payee's claim, so that a change of payer
 * never moves the school's total (schooling-and-cost.md 7).
 */
export interface Segment extends Shape {
  readonly payer: string;
  readonly payerBasis: MunicipalityBasis;
  readonly unit: string;
  readonly principal: Principal;
  readonly studyPath: string;
  readonly variant?: string;
  readonly priceId: string;
  readonly priceStanding: 'preliminary' | 'decided';
}

/** Days that could not be charged, or only with a question mark. Never a zero amount. */
export interface Deviation extends Period {
  readonly kind:
    'missing-price' | 'missing-payer' | 'payer-not-a-municipality' | 'unknown-unit' | 'two-schools';
  readonly unit: string;
  readonly studyPath: string;
  /** Whoever would pay, as far as anybody says. */
  readonly payer?: string;
  /** Id of the principal that would be paid, if the unit is known. */
  readonly principal?: string;
}

export interface Allocation {
  readonly segments: readonly Segment[];
  readonly deviations: readonly Deviation[];
}

/** What paid days are read against. */
export interface AllocationSources {
  readonly municipalities: Ordered<MunicipalityPeriod>;
  readonly register: SchoolRegister;
  readonly prices: Prices;
  readonly isMunicipality: (code: string) => boolean;
}

/** A run of a stay on one study path and variant. */
interface PathRun extends Period {
  readonly studyPath: string;
  readonly variant?: string;
  /** When the education began that it belongs to. */
  readonly began: CivilDate;
}

/** Study paths over the claim: the first reaches back to its beginning, the last on to its end. */
const pathRuns = ({ stay, claim }: PaidStay): PathRun[] => {
  const began = educationsBegan(stay.spans, stay.educationBegan);
  return stay.spans.map((span, index, all) => ({
    ...intersection(claim, {
      from: index === 0 ? claim.from : span.from, to: index === all.length - 1 ? claim.to : span.to,
    }),
    studyPath: span.studyPath, variant: span.priceVariant, began: began[index]!,
  })).filter((run) => !isEmpty(run)).reduce<PathRun[]>((runs, next) => {
    const last = runs.at(-1);
    const same = last && last.to === next.from
      && last.studyPath === next.studyPath && last.variant === next.variant;
    if (same) runs[runs.length - 1] = { ...last, to: next.to };
    else runs.push(next);
    return runs;
  }, []);
};

/** Prices are decided per calendar year, so nothing is reckoned across New Year. */
const byYear = (period: Period, lastYear: number): Period[] => {
  const parts: Period[] = [];
  for (let { from } = period; from < period.to;) {
    const to = yearOf(from) > lastYear ? period.to : earlier(period.to, firstOfYear(yearOf(from) + 1));
    parts.push({ from, to });
    from = to;
  }
  return parts;
};

const lastYears = new Remembered<Prices, number>();

/** The last calendar year that any price is known for. */
const lastPricedYear = (prices: Prices): number => lastYears.of(prices, 'last', () =>
  Math.max(0, ...Object.keys(prices.groups).map((group) => Number(group.slice(0, 4)))));

interface Management extends Period {
  readonly principal: Principal | undefined;
}

const managementsAsked = new Remembered<SchoolRegister, Ordered<Management>>();
const ALL_TIME: Period = { from: '0001-01-01', to: FOREVER };

/** Who runs a unit in each part of a period. */
const ranDuring = (register: SchoolRegister, unit: string, period: Period): Management[] =>
  within(managementsAsked.of(register, unit, () => managements(register, unit)), period);

/** Who runs a unit, at any time. A new name for either is no new payee. */
const managements = (register: SchoolRegister, unit: string): Ordered<Management> =>
  unitDuring(register, unit, ALL_TIME).reduce<Management[]>((parts, { facts, from, to }) => {
    const [last, principal] = [parts.at(-1), facts?.principal];
    const goesOn = last && last.principal?.id === principal?.id && last.principal?.kind === principal?.kind;
    if (goesOn) parts[parts.length - 1] = { from: last.from, to, principal };
    else parts.push({ from, to, principal });
    return parts;
  }, []);

/** Charges every paid day of a person to a payer at a price, or says why it cannot. */
export const allocate = (stays: readonly PaidStay[], sources: AllocationSources): Allocation => {
  const charging = new Charging(sources);
  const lastYear = lastPricedYear(sources.prices);
  for (const paid of stays) {
    for (const run of pathRuns(paid)) {
      charging.dispute(paid, run);
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

  constructor(private readonly sources: AllocationSources) {}

  dispute(paid: PaidStay, run: PathRun): void {
    if (paid.disputed.length === 0) return;
    for (const { principal, ...known } of ranDuring(this.sources.register, paid.stay.unit, run)) {
      const whose = { ...about(paid, run), principal: principal?.id };
      this.tell('two-schools', within(paid.disputed, known), whose);
    }
  }

  charge(paid: PaidStay, run: PathRun): void {
    for (const { principal, ...known } of ranDuring(this.sources.register, paid.stay.unit, run)) {
      if (principal) this.price(paid, { ...run, ...known }, principal);
      else this.tell('unknown-unit', within(paid.paid, known), about(paid, run));
    }
  }

  private price(paid: PaidStay, run: PathRun, principal: Principal): void {
    const placement: Placement = {
      unit: paid.stay.unit, principal: principal.kind, studyPath: run.studyPath, variant: run.variant,
      educationBegan: run.began,
    };
    for (const { price, ...priced } of pricesDuring(this.sources.prices, placement, run)) {
      const days = within(paid.paid, priced);
      if (price) this.split(paid, run, days, { principal, price });
      else this.tell('missing-price', days, { ...about(paid, run), principal: principal.id });
    }
  }

  /** One claim's paid days, cut by payer; the cumulative count runs on over payers, breaks and disputes. */
  private split(
    paid: PaidStay, run: PathRun, days: readonly Period[],
    { principal, price }: { principal: Principal; price: Price },
  ): void {
    let daysBefore = 0;
    for (const part of days.flatMap((period) => byPayer(period, this.sources))) {
      const { from, to, payer } = part;
      if (part.problem) {
        this.note({ ...about(paid, run), from, to, kind: part.problem, payer, principal: principal.id });
      } else {
        this.segments.push({
          from: part.from, to: part.to, payer: part.payer, payerBasis: part.basis,
          unit: paid.stay.unit, principal,
          studyPath: run.studyPath, variant: run.variant, priceId: price.id, priceStanding: price.standing,
          perYearOre: price.perYearOre, daysInYear: daysInYear(yearOf(part.from)), daysBefore,
        });
      }
      daysBefore += lengthInDays(part);
    }
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

/** What a deviation is about, besides its days. */
type Whose = Pick<Deviation, 'unit' | 'studyPath' | 'principal'>;

const about = ({ stay: { unit } }: PaidStay, { studyPath }: PathRun): Whose => ({ unit, studyPath });

type PayerPart =
  | Period & { readonly problem?: undefined; readonly payer: string; readonly basis: MunicipalityBasis }
  | Period & { readonly problem: 'missing-payer' | 'payer-not-a-municipality'; readonly payer?: string };

/** Who pays on each day: the municipality that day, by dated registration (schooling-and-cost.md 5). */
const byPayer = (period: Period, { municipalities, isMunicipality }: AllocationSources): PayerPart[] => {
  const paying = within(municipalities, period)
    .map(({ from, to, municipality: payer, basis }): PayerPart => (isMunicipality(payer)
      ? { from, to, payer, basis } : { from, to, payer, problem: 'payer-not-a-municipality' }));
  const missing = without(period, paying).map((part): PayerPart => ({ ...part, problem: 'missing-payer' }));
  return [...paying, ...missing].sort((a, b) => (a.from < b.from ? -1 : 1));
};

/** Öre for the days of a segment from one day up to another. */
export const amountBetween = (segment: Shape, from: CivilDate, to: CivilDate): Ore => {
  const part = intersection(segment, { from, to });
  if (isEmpty(part)) return 0;
  const before = segment.daysBefore + lengthInDays({ from: segment.from, to: part.from });
  const { perYearOre, daysInYear: year } = segment;
  return costOfParts(perYearOre, before + lengthInDays(part), year) - costOfParts(perYearOre, before, year);
};

/** One line per month of a segment: the calendar month, its days and its öre. */
export interface MonthlyLine extends Period {
  readonly month: string;
  readonly days: number;
  readonly ore: Ore;
}

export const monthlyLines = (segment: Segment): MonthlyLine[] => {
  const lines: MonthlyLine[] = [];
  for (let { from } = segment; from < segment.to;) {
    const to = earlier(segment.to, firstOfNextMonth(from));
    const [days, ore] = [lengthInDays({ from, to }), amountBetween(segment, from, to)];
    lines.push({ month: from.slice(0, 7), from, to, days, ore });
    from = to;
  }
  return lines;
};
