import {
  addDays, type CivilDate, earlier, firstOfNextMonth, later, monthOf, yearOf,
} from '../shared/civil-date.js';
import type { Ore } from '../shared/money.js';
import { lengthInDays, type Period } from '../shared/period.js';
import type { Segment } from './allocation.js';
import { amountBetween } from './shape.js';

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

/** How many calendar months have days of a period, which is not empty: as many as it has monthly lines. */
export const monthsIn = ({ from, to }: Period): number => {
  const last = addDays(to, -1);
  return 12 * (yearOf(last) - yearOf(from)) + monthOf(last) - monthOf(from) + 1;
};
