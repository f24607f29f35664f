import { type CivilDate, firstOfYear, yearOf } from '../shared/civil-date.js';
import { type Ordered, type Period, within } from '../shared/period.js';
import type { CountingRule } from './counting/counting-rule.js';
import { type CountingCode, countingRule } from './counting/counting-rules.js';
import type { OwedRun } from './owed.js';

/** How far a count has come. */
interface Count {
  readonly price: string;
  readonly counting: CountingCode;
  counted: number;
}

/** How far the counts of one claim have come, for each price (or part of one) and counting rule. */
export class Counts {
  private readonly come: Count[] = [];

  /** `paid` gives the days that are paid for the pupil, at any school; it is asked only where they count. */
  constructor(private readonly paid: () => readonly Ordered[]) {}

  /** What was counted before these days; they are counted now. Days must come in order. */
  take(price: string, counting: CountingCode, days: Period): number {
    const rule = countingRule(counting);
    if (rule.countsOver === 'pupil') return this.ofPupilBefore(days.from, rule);
    let count = this.come.find((one) => one.price === price && one.counting === counting);
    if (!count) this.come.push(count = { price, counting, counted: 0 });
    const before = count.counted;
    count.counted += rule.countIn(days);
    return before;
  }

  /** Whatever was paid of the year for the pupil, at any school. */
  private ofPupilBefore(day: CivilDate, rule: CountingRule): number {
    const before = { from: firstOfYear(yearOf(day)), to: day };
    return this.paid().flatMap((days) => within(days, before))
      .reduce((sum, days) => sum + rule.countIn(days), 0);
  }
}

/** Where a claim has come, and in which stay. */
interface Come {
  readonly to: CivilDate;
  readonly stay: number;
  readonly counts: Counts;
}

/** The counts of all claims of a pupil, asked for in the order of their days. */
export class ClaimCounts {
  private readonly come = new Map<string, Come>();

  constructor(private readonly paid: () => readonly Ordered[]) {}

  /**
   * Those of a study path in a stay, for a year. What a stay had before may go on beside another path of it
   * (two-study-paths): that is one claim still, and a dispute does not restart its sum.
   */
  of({ unit, principal, run, stay, besides = [] }: OwedRun, { from, to }: Period): Counts {
    const claim = [unit, principal.id, run.studyPath, run.variant ?? '', yearOf(from)].join('|');
    const before = this.come.get(claim);
    const goesOn = before?.to === from && (before.stay === stay || besides.includes(before.stay));
    const counts = goesOn ? before.counts : new Counts(this.paid);
    this.come.set(claim, { to, stay, counts });
    return counts;
  }
}
