import { type CivilDate, earlier, later, monthOf, yearOf } from '../shared/civil-date.js';
import { intersection, isEmpty, overlap, type Period, without } from '../shared/period.js';
import type { Stay } from '../schooling/stays.js';
import type { CostPolicy } from './policy.js';

/** A stay with the days it is to be paid for. */
export interface PaidStay {
  readonly stay: Stay;
  /** From first to last paid day, breaks and disputes included. */
  readonly claim: Period;
  /** Days another school claims too: unpaid until someone decides (compensation.md req. 18). */
  readonly disputed: readonly Period[];
  /** The days that are paid: the claim without breaks and disputes. */
  readonly paid: readonly Period[];
}

/**
 * The first day a school is paid for. July goes back to the school of the first real start of the autumn, if
 * that was in August or took over from a summer placement elsewhere; never a day that another school already
 * has (compensation.md 8.1b on 3).
 */
const paidFrom = (stay: Stay, others: readonly Stay[], policy: CostPolicy): CivilDate => {
  const july = `${yearOf(stay.from)}-07-01`;
  if (!policy.augustStartPaysFromJuly || !isAutumnStart(stay)) return stay.from;
  const before = others.filter((other) => other.from < stay.from);
  const isFirst = !before.some(({ starts }) => starts.some((day) => july <= day && day < stay.from));
  const takenUntil = before.map((other) => other.to).reduce(later, july);
  return isFirst ? earlier(takenUntil, stay.from) : stay.from;
};

const isAutumnStart = (stay: Stay): boolean => stay.began !== 'summer-placement'
  && (monthOf(stay.from) === 8 || stay.tookOverFromSummerPlacement === true);

/** The first day that is not paid: a final document in May or June leaves the rest of June to the school. */
const paidTo = (stay: Stay, others: readonly Stay[], policy: CostPolicy): CivilDate => {
  if (stay.ended !== 'document' || policy.documentPays === 'to-document-date') return stay.to;
  if (monthOf(stay.to) !== 5 && monthOf(stay.to) !== 6) return stay.to;
  return others.filter((other) => other.to > stay.to).map((other) => later(other.from, stay.to))
    .reduce(earlier, `${yearOf(stay.to)}-07-01`);
};

/** What each stay is paid for. On any day at most one of them is. */
export const paidStays = (stays: readonly Stay[], policy: CostPolicy): PaidStay[] => {
  const claims = stays.map((stay) => {
    const others = stays.filter((other) => other !== stay);
    return { from: paidFrom(stay, others, policy), to: paidTo(stay, others, policy) };
  });
  return stays.map((stay, index) => {
    const claim = claims[index]!;
    const rivals = claims.filter((other, place) => place !== index && overlap(other, claim));
    const disputed = merged(rivals.map((rival) => intersection(rival, claim)));
    return { stay, claim, disputed, paid: without(claim, [...stay.breaks, ...disputed]) };
  });
};

/** Overlapping and touching periods as one, in order. */
const merged = (periods: readonly Period[]): Period[] => [...periods].filter((period) => !isEmpty(period))
  .sort((a, b) => (a.from < b.from ? -1 : 1))
  .reduce<Period[]>((joined, next) => {
    const last = joined.at(-1);
    if (last && next.from <= last.to) {
      joined[joined.length - 1] = { from: last.from, to: later(last.to, next.to) };
    }
    else joined.push(next);
    return joined;
  }, []);
