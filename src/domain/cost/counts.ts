import type { Principal } from '../school-register/state.js';
import type { Stay } from '../schooling/stay.js';
import { type CivilDate, firstOfYear, yearOf } from '../shared/civil-date.js';
import { type Ordered, overlap, type Period, within } from '../shared/period.js';
import type { CountingRule } from './counting/counting-rule.js';
import { type CountingCode, countingRule } from './counting/counting-rules.js';
import type { PathRun } from './path-runs.js';

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
  readonly stay: Stay;
  readonly counts: Counts;
}

/** The counts of all claims of a pupil, asked for in the order of their days. */
export class ClaimCounts {
  private readonly come = new Map<string, Come>();

  constructor(private readonly paid: () => readonly Ordered[]) {}

  /**
   * Those of a study path in a stay. What a stay had before may go on beside another path of it
   * (two-study-paths): that is one claim still, and a dispute does not restart its sum.
   */
  of(stay: Stay, { from, to, studyPath, variant = '' }: PathRun, { id: principal }: Principal): Counts {
    const claim = [stay.unit, principal, studyPath, variant, yearOf(from)].join('|');
    const before = this.come.get(claim);
    const goesOn = before?.to === from && overlap(before.stay, stay);
    const counts = goesOn ? before.counts : new Counts(this.paid);
    this.come.set(claim, { to, stay, counts });
    return counts;
  }
}
