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
const NUMBERS = 7;

/** A shape counted by another rule than day by day, paid in part, or paid besides. */
interface OtherShape {
  readonly shape: OwedShape;
  readonly until: CivilDate;
  readonly pupils: number;
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
 * The shapes of one calendar year with how many pupils have each, by row of figures. A page of figures goes
 * through thousands: their numbers lie side by side, since following objects and comparing days as text takes
 * most of the time.
 */
export class CountedShapes {
  readonly count: number;
  private readonly numbers: Float64Array;
  private readonly byName = new Map<string, RowOfShapes>();

  constructor(private readonly year: number, sums: readonly SumRow[]) {
    this.count = sums.length;
    this.numbers = new Float64Array(sums.length * NUMBERS);
    sums.forEach((sum, index) => this.read(sum, index * NUMBERS));
  }

  rows(): Iterable<RowOfShapes> {
    return this.byName.values();
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
    const ofYear = daysInYear(this.year);
    const [from, to, lookedAt] = [dayNumber(looked.from), dayNumber(looked.to), dayNumber(looked.lookedAt)];
    for (const at of starts) {
      const [start, end] = [numbers[at + START]!, numbers[at + END]!];
      const first = start > from ? start : from;
      const days = (end < to ? end : to) - first;
      if (days <= 0 || numbers[at + UNTIL]! <= lookedAt) continue;
      const before = numbers[at + BEFORE]! + first - start;
      const [pupils, vatPerYear] = [numbers[at + PUPILS]!, numbers[at + VAT_PER_YEAR]!];
      amount.days += pupils * days;
      amount.ore += pupils * dailyAmount(numbers[at + PER_YEAR]!, before, days, ofYear);
      if (vatPerYear !== 0) amount.vatOre += pupils * dailyAmount(vatPerYear, before, days, ofYear);
    }
  }

  private read({ key, value: pupils }: SumRow, at: number): void {
    const shape = shapeIn(key);
    const until = key.slice(key.lastIndexOf('|') + 1);
    const { starts, others } = this.rowOf(shape);
    if (shape.counting !== undefined || shape.share !== undefined || shape.isBeside) {
      others.push({ shape, until, pupils });
      return;
    }
    starts.push(at);
    const { from, to, perYearOre, countedBefore, vatPerYearOre = 0 } = shape;
    const days = [dayNumber(from), dayNumber(to), dayNumber(until)];
    this.numbers.set([...days, perYearOre, countedBefore, pupils, vatPerYearOre], at);
  }

  private rowOf({ payer, unit, principal, studyPath }: Owed): RowOfShapes {
    const name = `${payer}|${unit}|${principal}|${studyPath}`;
    let row = this.byName.get(name);
    if (!row) {
      row = { name, owed: { payer, unit, principal, studyPath }, starts: [], others: [] };
      this.byName.set(name, row);
    }
    return row;
  }
}
