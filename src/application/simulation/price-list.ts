import { divideHalfAwayFromZero, formatKronor, kronor, type Ore } from '../../domain/shared/money.js';
import { csvLine } from './csv.js';
import type { KnownPrice } from './region.js';
import type { SchoolYear } from './school-year.js';

/** The one step between two years that is known for a programme: NA 2025 to 2026, kronor. */
const STEP = { from: 108_500, to: 111_300 };
/** Prices of the national list hold VAT compensation of 6 %, on top (Upper Secondary Ordinance 13:3). */
const VAT = { of: 100, with: 106 };
/** From this year on, what began before and after 1 July of it may have different prices. */
const REFORM_YEAR = 2025;

const HEADER = [
  'year', 'principal', 'study_path', 'variant', 'begun', 'unit', 'valid_from', 'amount_sek', 'standing',
  'decided_on', 'origin',
];

interface YearlyPrice {
  readonly perYearOre: Ore;
  readonly origin: string;
}

const toHundredKronor = (ore: Ore): Ore => divideHalfAwayFromZero(ore, kronor(100)) * kronor(100);

/** Known, or reckoned from the latest known price with the known step for each year between. */
const priceIn = (known: readonly KnownPrice[], year: number): YearlyPrice => {
  const exact = known.find((price) => price.year === year);
  if (exact) return { perYearOre: kronor(exact.perYearKronor), origin: exact.origin };
  const latest = known.reduce((a, b) => (a.year > b.year ? a : b));
  const [multiply, divide] = year > latest.year ? [STEP.to, STEP.from] : [STEP.from, STEP.to];
  let perYearOre = kronor(latest.perYearKronor);
  for (let steps = Math.abs(year - latest.year); steps > 0; steps -= 1) {
    perYearOre = toHundredKronor(divideHalfAwayFromZero(perYearOre * multiply, divide));
  }
  return { perYearOre, origin: `stand-in: price of ${latest.year}, with the step of NA 2025/2026 a year` };
};

const withoutVat = ({ perYearOre, origin }: YearlyPrice): YearlyPrice => ({
  perYearOre: divideHalfAwayFromZero(perYearOre * VAT.of, VAT.with),
  origin: `stand-in: ${origin}; divided by 1.06`,
});

/** Prices of one key in several years. */
const byKey = (prices: readonly KnownPrice[]): KnownPrice[][] => {
  const keys = new Map<string, KnownPrice[]>();
  for (const price of prices) {
    const key = `${price.studyPath}|${price.variant}|${price.begun}`;
    keys.set(key, [...keys.get(key) ?? [], price]);
  }
  return [...keys.values()];
};

const isNaturalResource = (studyPath: string): boolean => studyPath.startsWith('NB');

/** The lines of a price list for the years that stays of a school year's pupils reach into. */
export function* priceListLines(prices: readonly KnownPrice[], { first }: SchoolYear): Generator<string> {
  yield csvLine(HEADER);
  for (const year of [first - 3, first - 2, first - 1, first, first + 1]) {
    for (const known of byKey(prices)) yield* linesOfYear(known, year);
  }
}

function* linesOfYear(known: readonly KnownPrice[], year: number): Generator<string> {
  const { studyPath, variant, begun } = known[0]!;
  if (year < REFORM_YEAR && begun === 'after') return;
  const line = (principal: string, { perYearOre, origin }: YearlyPrice): string => csvLine([
    year, principal, studyPath, variant, year < REFORM_YEAR ? '' : begun, '', `${year}-01-01`,
    formatKronor(perYearOre), 'decided', `${year}-01-31`, origin,
  ]);
  const independent = priceIn(known, year);
  yield line('independent', independent);
  yield line('municipal', withoutVat(independent));
  if (isNaturalResource(studyPath)) yield line('region', withoutVat(independent));
}
