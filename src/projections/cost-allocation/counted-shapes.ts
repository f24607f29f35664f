import type { SumRow } from '../../application/ports/read-store.js';
import { dailyAmount } from '../../domain/cost/counting/daily-calendar.js';
import type { Adding } from '../../domain/cost/amounts.js';
import { amountBetween, vatBetween } from '../../domain/cost/shape.js';
import { type CivilDate, dayNumber, daysInYear } from '../../domain/shared/civil-date.js';
import { intersection, lengthInDays, overlap, type Period } from '../../domain/shared/period.js';
import { type Owed, type OwedShape, shapeIn } from './collections.js';

/** Which days, as they look on which day. */
export interface Looked extends Period {
  readonly lookedAt: CivilDate;
}

/** The numbers of a shape that is counted day by day, one after the other. */
const START = 0;
const END = 1;
const UNTIL = 2;
const PER_YEAR = 3;
const BEFORE = 4;
const PUPILS = 5;
const VAT_PER_YEAR = 6;
const DAYS_IN_YEAR = 7;
const NUMBERS = 8;

/** A shape counted by another rule than day by day, paid in part, or paid besides. */
interface OtherShape {
  readonly shape: OwedShape;
  readonly until: CivilDate;
  readonly pupils: number;
}

/** The shapes of one calendar year, as they are stored. */
export interface ShapesOfYear {
  readonly year: number;
  readonly sums: readonly SumRow[];
}

/** The shapes of one row of figures: where their numbers are, and those that need more than numbers. */
export interface RowOfShapes {
  /** By which rows are sorted. */
  readonly name: string;
  readonly owed: Owed;
  readonly starts: number[];
  readonly others: OtherShape[];
}

/**
 * The shapes of some calendar years with how many pupils have each, by row of figures. A page of figures goes
 * through thousands: their numbers lie side by side, since following objects and comparing days as text takes
 * most of the time.
 */
export class CountedShapes {
  readonly count: number;
  /** In order of their names. */
  readonly rows: readonly RowOfShapes[];
  private readonly numbers: Float64Array;

  constructor(years: readonly ShapesOfYear[]) {
    this.count = years.reduce((count, { sums }) => count + sums.length, 0);
    this.numbers = new Float64Array(this.count * NUMBERS);
    const byName = new Map<string, RowOfShapes>();
    let at = 0;
    for (const { year, sums } of years) {
      for (const sum of sums) {
        this.read(sum, byName, at, daysInYear(year));
        at += NUMBERS;
      }
    }
    this.rows = [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Adds what one row comes to. */
  addTo(amount: Adding, { starts, others }: RowOfShapes, looked: Looked): void {
    this.addDaily(amount, starts, looked);
    for (const { shape, until, pupils } of others) {
      if (until <= looked.lookedAt || !overlap(shape, looked)) continue;
      const { from, to } = intersection(shape, looked);
      if (!shape.isBeside) amount.days += pupils * lengthInDays({ from, to });
      amount.ore += pupils * amountBetween(shape, from, to);
      amount.vatOre += pupils * (vatBetween(shape, from, to) ?? 0);
    }
  }

  private addDaily(amount: Adding, starts: readonly number[], looked: Looked): void {
    const { numbers } = this;
    const [from, to, lookedAt] = [dayNumber(looked.from), dayNumber(looked.to), dayNumber(looked.lookedAt)];
    let [days, ore, vatOre] = [0, 0, 0];
    for (const at of starts) {
      const [start, end] = [numbers[at + START]!, numbers[at + END]!];
      const first = start > from ? start : from;
      const length = (end < to ? end : to) - first;
      if (length <= 0 || numbers[at + UNTIL]! <= lookedAt) continue;
      const before = numbers[at + BEFORE]! + first - start;
      const [pupils, ofYear] = [numbers[at + PUPILS]!, numbers[at + DAYS_IN_YEAR]!];
      const vatPerYear = numbers[at + VAT_PER_YEAR]!;
      days += pupils * length;
      ore += pupils * dailyAmount(numbers[at + PER_YEAR]!, before, length, ofYear);
      if (vatPerYear !== 0) vatOre += pupils * dailyAmount(vatPerYear, before, length, ofYear);
    }
    amount.days += days;
    amount.ore += ore;
    amount.vatOre += vatOre;
  }

  private read(
    { key, value: pupils }: SumRow, byName: Map<string, RowOfShapes>, at: number, ofYear: number,
  ): void {
    const shape = shapeIn(key);
    const until = key.slice(key.lastIndexOf('|') + 1);
    const { starts, others } = rowOf(shape, byName);
    if (shape.counting !== undefined || shape.share !== undefined || shape.isBeside) {
      others.push({ shape, until, pupils });
      return;
    }
    starts.push(at);
    const { from, to, perYearOre, countedBefore, vatPerYearOre = 0 } = shape;
    const days = [dayNumber(from), dayNumber(to), dayNumber(until)];
    this.numbers.set([...days, perYearOre, countedBefore, pupils, vatPerYearOre, ofYear], at);
  }
}

const rowOf = (
  { payer, unit, principal, studyPath }: Owed, byName: Map<string, RowOfShapes>,
): RowOfShapes => {
  const name = `${payer}|${unit}|${principal}|${studyPath}`;
  const known = byName.get(name);
  if (known) return known;
  const row: RowOfShapes = { name, owed: { payer, unit, principal, studyPath }, starts: [], others: [] };
  byName.set(name, row);
  return row;
};
