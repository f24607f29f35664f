import type { Agreements } from '../agreement/state.js';
import { policyOn } from '../agreement/terms.js';
import { DEFAULT_POLICY } from '../cost/policy.js';
import { type CivilDate, yearOf } from '../shared/civil-date.js';
import type { DueLine, IssuedLine, SettlementLine } from './settle.js';

/** How far back one settlement corrects. */
export interface Reaching {
  /** Its year is the current one. */
  readonly lookedAt: CivilDate;
  readonly agreements: Agreements;
  /** The month, as `yyyy-mm`, from which on a decision takes everything in. */
  readonly reachesBackTo?: string;
}

/** Lines that are issued, and those of months too long ago, which are not before somebody decides. */
export interface Apart {
  readonly lines: readonly SettlementLine[];
  readonly outside: readonly SettlementLine[];
}

/** Days of months before one of them (`yyyy-mm`), paid under these policies, of which nothing was issued. */
export interface EarlierDays {
  readonly before: string;
  readonly policies: readonly string[];
}

/**
 * The months that a settlement corrects: the current calendar year, and as many before it as the policy says
 * that the days of a line are paid under, as it is on the day of looking [P]. The law has no limit. What
 * differs in one month for one pupil goes together, by the widest of the policies there: a change of payer is
 * never issued by half.
 */
export class Window {
  private readonly thisYear: number;
  private readonly years = new Map<string, number>();

  constructor(private readonly reaching: Reaching) {
    this.thisYear = yearOf(reaching.lookedAt);
  }

  /** Divides what one pupil's settlement adds; `account` is what is due to be charged, and what was. */
  divide(
    lines: readonly SettlementLine[],
    account: { readonly due: readonly DueLine[]; readonly issued: readonly IssuedLine[] },
  ): Apart {
    if (lines.every(({ month }) => this.isCertain(month))) return { lines, outside: [] };
    const within = this.monthsWithin([...account.due, ...account.issued]);
    const isWithin = ({ month }: SettlementLine): boolean => this.isCertain(month) || within.has(month);
    return { lines: lines.filter(isWithin), outside: lines.filter((line) => !isWithin(line)) };
  }

  /** Whether all of these days are of months too long ago. */
  leavesOut({ before, policies }: EarlierDays): boolean {
    const firstYear = Math.min(this.thisYear, ...policies.map((policy) => this.firstYear(policy)));
    return before <= `${firstYear}-01` && before <= (this.reaching.reachesBackTo ?? before);
  }

  /** Whatever a policy says. */
  private isCertain(month: string): boolean {
    return yearIn(month) >= this.thisYear || month >= (this.reaching.reachesBackTo ?? '9999-12');
  }

  private monthsWithin(lines: readonly (DueLine | IssuedLine)[]): ReadonlySet<string> {
    const months = new Set<string>();
    for (const line of lines) {
      if ('policy' in line && yearIn(line.month) >= this.firstYear(line.policy)) months.add(line.month);
    }
    return months;
  }

  private firstYear(policy: string): number {
    let year = this.years.get(policy);
    if (year === undefined) {
      const { agreements, lookedAt } = this.reaching;
      const { correctsYearsBack } = policyOn(agreements, policy, lookedAt)
        ?? policyOn(agreements, DEFAULT_POLICY, lookedAt)!;
      this.years.set(policy, year = this.thisYear - correctsYearsBack);
    }
    return year;
  }
}

const yearIn = (month: string): number => Number(month.slice(0, 4));
