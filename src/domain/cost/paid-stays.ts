import { addDays, type CivilDate, earlier, FOREVER, later, monthOf, yearOf } from '../shared/civil-date.js';
import { firstIndex } from '../shared/ordered.js';
import {
  coveredTwice, covers, joined, type Ordered, type Period, within, without,
} from '../shared/period.js';
import { type Claim, type Decision, disputesAmong, isOver } from '../schooling/disputes.js';
import type { Stay } from '../schooling/stay.js';
import type { Schooling } from '../schooling/stays.js';
import type { CostPolicy } from './policy.js';

/** A stay with the days it is to be paid for: `claim`, from first to last, breaks and disputes included. */
export interface PaidStay extends Claim {
  /** Days another school claims too: unpaid until someone decides (schooling-and-cost.md 4.4). */
  readonly disputed: Ordered;
  /** Days that nobody but the school itself claims too, on another study path: unpaid likewise. */
  readonly pathDisputed: Ordered;
  /** Days that another school claims too and that it was decided not to pay to this one. */
  readonly lost: Ordered;
  /** The days that are paid: the claim without breaks, and without what is disputed or lost. */
  readonly paid: Ordered;
}

/** Which days are taken, so that long histories need not compare each stay with each. */
class Taken {
  private readonly begins: readonly CivilDate[];
  /** When the last of those up to this one, in order of their beginning, ends. */
  private readonly latestEnds: readonly CivilDate[];

  constructor(days: readonly Period[]) {
    const inOrder = [...days].sort((a, b) => (a.from < b.from ? -1 : 1));
    this.begins = inOrder.map(({ from }) => from);
    let latest: CivilDate = '';
    this.latestEnds = inOrder.map(({ to }) => latest = later(latest, to));
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

/** Whether there was a real start, at any school, on one of the days. */
const hasStartIn = (starts: readonly CivilDate[], { from, to }: Period): boolean => {
  const next = starts[firstIndex(starts, (day) => day >= from)];
  return next !== undefined && next < to;
};

/**
 * The first day a school is paid for. July goes back to the school of the first real start of the autumn, if
 * that was in August or took over from a summer placement elsewhere; never a day that another school already
 * has (schooling-and-cost.md 4.1).
 */
const paidFrom = (
  stay: Stay, { starts, paid }: { readonly starts: readonly CivilDate[]; readonly paid: Taken },
  policy: CostPolicy,
): CivilDate => {
  const july = `${yearOf(stay.from)}-07-01`;
  if (!policy.augustStartPaysFromJuly || !isAutumnStart(stay)) return stay.from;
  if (hasStartIn(starts, { from: july, to: stay.from })) return stay.from;
  return earlier(later(july, paid.latestEndOfThoseBefore(stay.from)), stay.from);
};

const isAutumnStart = (stay: Stay): boolean =>
  monthOf(stay.from) === 8 || stay.tookOverFromSummerPlacement === true;

/**
 * The first day that is not paid: a final document in May or June leaves the rest of June to the school, and
 * the day of a dropout may be its last one.
 */
const paidTo = (stay: Stay, taken: Taken, policy: CostPolicy): CivilDate => {
  if (stay.ended === 'dropout' && policy.dropoutDay === 'last-paid') {
    return earlier(taken.nextTaken(stay.to), addDays(stay.to, 1));
  }
  if (stay.ended !== 'document' || policy.documentPays === 'to-document-date') return stay.to;
  if (monthOf(stay.to) !== 5 && monthOf(stay.to) !== 6) return stay.to;
  return earlier(taken.nextTaken(stay.to), `${yearOf(stay.to)}-07-01`);
};

/** The policy under which a school is paid on a day: of its first day for July, of its end for the end. */
export type PolicyOf = (unit: string, day: CivilDate) => CostPolicy;

/** What schools claim of a pupil (stays.ts). */
export type Claims = Pick<Schooling, 'stays' | 'brief' | 'beside' | 'decisions'>;

/** What each stay is paid for. On any day at most one of them is. */
export const paidStays = (claimed: Claims, policyOf: PolicyOf): PaidStay[] => {
  const { brief, beside, decisions } = claimed;
  const stays = beside.length === 0 ? claimed.stays : [...claimed.stays, ...beside];
  const taken = new Taken(stays);
  const ends = stays.map((stay) => paidTo(stay, taken, policyOf(stay.unit, stay.to)));
  const paid = new Taken(stays.map(({ from }, index) => ({ from, to: ends[index]! })));
  const starts = stays.flatMap((stay) => stay.starts).sort();
  const longer = stays.map((stay, index): Claim => {
    const from = paidFrom(stay, { starts, paid }, policyOf(stay.unit, stay.from));
    return { stay, claim: { from, to: ends[index]! } };
  });
  const claims = brief.length === 0 ? longer : [...longer, ...ofOneDay(brief, longer, policyOf)];
  if (decisions.length > 0 || beside.length > 0) return afterDecisions(claims, decisions);
  const contested = coveredTwice(claims.map(({ claim }) => claim));
  return claims.map((one) => withPaidDays(one, within(contested, one.claim)));
};

const NONE: Ordered = [];

const withPaidDays = (
  { stay, claim }: Claim, disputed: Ordered, pathDisputed = NONE, lost = NONE,
): PaidStay => {
  const paid = without(claim, [...stay.breaks, ...disputed, ...pathDisputed, ...lost]);
  return { stay, claim, disputed, pathDisputed, lost, paid };
};

const afterDecisions = (claims: readonly Claim[], decisions: readonly Decision[]): PaidStay[] => {
  const disputes = disputesAmong(claims, decisions);
  return claims.map((one) => {
    const own = disputes.filter((dispute) => dispute.claims.includes(one));
    const open = own.filter((dispute) => !isOver(dispute) && dispute.left.includes(one));
    const isBetweenPaths = ({ left }: (typeof open)[number]): boolean =>
      left.every(({ stay: { unit } }) => unit === one.stay.unit);
    const lost = own.filter((dispute) => !dispute.left.includes(one));
    return withPaidDays(
      one, joined(open.filter((dispute) => !isBetweenPaths(dispute))), joined(open.filter(isBetweenPaths)),
      joined(lost),
    );
  });
};

/** The one day of a pupil who left on the day of the start, where the day of a dropout is paid. */
const ofOneDay = (brief: readonly Stay[], longer: readonly Claim[], policyOf: PolicyOf): Claim[] => {
  const claims: Claim[] = [];
  for (const stay of brief) {
    const { unit, to } = stay;
    const isTaken = longer.some(({ claim }) => covers(claim, to))
      || claims.some(({ stay: other }) => other.unit === unit && other.to === to);
    if (isTaken || policyOf(unit, to).dropoutDay !== 'last-paid') continue;
    claims.push({ stay, claim: { from: to, to: addDays(to, 1) } });
  }
  return claims;
};
