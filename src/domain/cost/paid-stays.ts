import { addDays, type CivilDate, earlier, FOREVER, later, monthOf, yearOf } from '../shared/civil-date.js';
import { firstIndex } from '../shared/ordered.js';
import { coveredTwice, type Ordered, type Period, within, without } from '../shared/period.js';
import type { Stay } from '../schooling/stays.js';
import type { CostPolicy } from './policy.js';

/** A stay with the days it is to be paid for. */
export interface PaidStay {
  readonly stay: Stay;
  /** From first to last paid day, breaks and disputes included. */
  readonly claim: Period;
  /** Days another school claims too: unpaid until someone decides (schooling-and-cost.md 4.4). */
  readonly disputed: Ordered;
  /** The days that are paid: the claim without breaks and disputes. */
  readonly paid: Ordered;
}

/** What is asked of a person's other stays, so that long histories need not compare each with each. */
class OtherStays {
  private readonly begins: readonly CivilDate[];
  private readonly starts: readonly CivilDate[];
  /** When the last of the stays up to this one, in order of their beginning, ends. */
  private readonly latestEnds: readonly CivilDate[];

  constructor(stays: readonly Stay[]) {
    const inOrder = [...stays].sort((a, b) => (a.from < b.from ? -1 : 1));
    this.begins = inOrder.map(({ from }) => from);
    this.starts = stays.flatMap(({ starts }) => starts).sort();
    let latest: CivilDate = '';
    this.latestEnds = inOrder.map(({ to }) => latest = later(latest, to));
  }

  /** Whether there was a real start, at any school, on one of the days. */
  hasStartIn({ from, to }: Period): boolean {
    const next = this.starts[firstIndex(this.starts, (day) => day >= from)];
    return next !== undefined && next < to;
  }

  /** When the last of those that began before a day ends; the empty text if there is none. */
  latestEndOfThoseBefore(day: CivilDate): CivilDate {
    return this.latestEnds[firstIndex(this.begins, (begin) => begin >= day) - 1] ?? '';
  }

  /** The first day, from a day on, that one of them has besides those that end on it. */
  nextTaken(from: CivilDate): CivilDate {
    const next = firstIndex(this.begins, (begin) => begin > from);
    return (this.latestEnds[next - 1] ?? '') > from ? from : this.begins[next] ?? FOREVER;
  }
}

/**
 * The first day a school is paid for. July goes back to the school of the first real start of the autumn, if
 * that was in August or took over from a summer placement elsewhere; never a day that another school already
 * has (schooling-and-cost.md 4.1).
 */
const paidFrom = (stay: Stay, others: OtherStays, policy: CostPolicy): CivilDate => {
  const july = `${yearOf(stay.from)}-07-01`;
  if (!policy.augustStartPaysFromJuly || !isAutumnStart(stay)) return stay.from;
  if (others.hasStartIn({ from: july, to: stay.from })) return stay.from;
  return earlier(later(july, others.latestEndOfThoseBefore(stay.from)), stay.from);
};

const isAutumnStart = (stay: Stay): boolean =>
  monthOf(stay.from) === 8 || stay.tookOverFromSummerPlacement === true;

/**
 * The first day that is not paid: a final document in May or June leaves the rest of June to the school, and
 * the day of a dropout may be its last one.
 */
const paidTo = (stay: Stay, others: OtherStays, policy: CostPolicy): CivilDate => {
  if (stay.ended === 'dropout' && policy.dropoutDay === 'last-paid') {
    return earlier(others.nextTaken(stay.to), addDays(stay.to, 1));
  }
  if (stay.ended !== 'document' || policy.documentPays === 'to-document-date') return stay.to;
  if (monthOf(stay.to) !== 5 && monthOf(stay.to) !== 6) return stay.to;
  return earlier(others.nextTaken(stay.to), `${yearOf(stay.to)}-07-01`);
};

/** The policy under which a school is paid on a day: of its first day for July, of its end for the end. */
export type PolicyOf = (unit: string, day: CivilDate) => CostPolicy;

/** What each stay is paid for. On any day at most one of them is. */
export const paidStays = (stays: readonly Stay[], policyOf: PolicyOf): PaidStay[] => {
  const others = new OtherStays(stays);
  const claims = stays.map((stay) => {
    const { unit, from, to } = stay;
    const claim = {
      from: paidFrom(stay, others, policyOf(unit, from)), to: paidTo(stay, others, policyOf(unit, to)),
    };
    return { stay, claim };
  });
  const contested = coveredTwice(claims.map(({ claim }) => claim));
  return claims.map(({ stay, claim }) => {
    const disputed = within(contested, claim);
    return { stay, claim, disputed, paid: without(claim, [...stay.breaks, ...disputed]) };
  });
};
