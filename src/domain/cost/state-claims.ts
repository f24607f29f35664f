import type { AsylumClaim } from '../funding/state.js';
import { addDays, type CivilDate, yearOf } from '../shared/civil-date.js';
import { costOfParts, kronor, type Ore } from '../shared/money.js';
import { intersection, isEmpty, type Period } from '../shared/period.js';
import type { Segment } from './allocation.js';
import { perStartedFourWeeks } from './counting/per-started-four-weeks.js';
import { monthlyLines } from './monthly-lines.js';
import type { PaidStay } from './paid-stays.js';
import { countedIn } from './shape.js';

/**
 * What a municipality may claim of the state for an asylum seeker it pays for: apart from what the school is
 * paid, and in nobody's costs (SFS 2017:193, 3-6 §§).
 */
export interface StateClaim {
  /** The day it arises: a period of four weeks begins, or the first of the days that a grant is for. */
  readonly on: CivilDate;
  readonly municipality: string;
  readonly unit: string;
  /** Id of the principal that the municipality pays. */
  readonly principal: string;
  /** A started period of four weeks, or the grant that an independent school is paid for the days. */
  readonly kind: 'four-weeks' | 'grant';
  readonly ore: Ore;
}

/**
 * Kronor a year, by the first day of each amount. SFS 2024:1254 gives 160 000; that it holds from 2025 on is
 * inferred, and amounts of 2021 to 2024 are not known: nothing is claimed for those years.
 */
const RATES: readonly { readonly from: CivilDate; readonly perYear: Ore | undefined }[] = [
  { from: '2019-01-01', perYear: kronor(119_100) }, { from: '2021-01-01', perYear: undefined },
  { from: '2025-01-01', perYear: kronor(160_000) },
];

/** Assumed, since no source says when terms are: days that begin no period, whoever the school is. */
const OUTSIDE_TERM = [
  { from: '01-01', through: '01-07' }, { from: '06-16', through: '08-14' },
  { from: '12-23', through: '12-31' },
];

const PERIODS = 10;
const periods = perStartedFourWeeks.rule({ outsideTerm: OUTSIDE_TERM });

/** What follows from what is paid for somebody, on days for which a municipality claims. */
export const stateClaims = (
  segments: readonly Segment[], paid: readonly PaidStay[], asylum: readonly AsylumClaim[],
): StateClaim[] => {
  if (asylum.length === 0) return [];
  const own = asylum.flatMap((claim) => segments.filter(({ payer }) => payer === claim.municipality)
    .flatMap((segment) => partOf(segment, claim)));
  const [forGrants, forPeriods] = [true, false].map((isIndependent) =>
    own.filter(({ principal }) => (principal.kind === 'independent') === isIndependent));
  return [...grants(forGrants!), ...startedPeriods(forPeriods!, paid)].sort((a, b) => (a.on < b.on ? -1 : 1));
};

const partOf = (segment: Segment, days: Period): Segment[] => {
  const part = intersection(segment, days);
  if (isEmpty(part)) return [];
  const counted = countedIn(segment, { from: segment.from, to: part.from });
  return [{ ...segment, ...part, countedBefore: segment.countedBefore + counted }];
};

const claimOf = (
  { payer: municipality, unit, principal: { id: principal } }: Segment, on: CivilDate,
): Omit<StateClaim, 'kind' | 'ore'> => ({ on, municipality, unit, principal });

/** For an independent school it is what the municipality pays, amounts besides the price among it. */
const grants = (segments: readonly Segment[]): StateClaim[] => segments.flatMap((segment) =>
  monthlyLines(segment).map(({ from, ore }) => ({ ...claimOf(segment, from), kind: 'grant', ore })));

/** Ten a calendar year at the most, counted over all of a pupil's schools; only days at school begin one. */
const startedPeriods = (segments: readonly Segment[], paid: readonly PaidStay[]): StateClaim[] => {
  const atSchool = segments.filter(({ item }) => item === undefined)
    .flatMap((segment) => paid.filter(({ stay }) => stay.unit === segment.unit)
      .flatMap(({ stay }) => partOf(segment, stay)))
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const come = new Map<number, number>();
  return atSchool.flatMap((segment) => {
    const year = yearOf(segment.from);
    const perYear = RATES.findLast(({ from }) => from <= segment.from)?.perYear;
    const claims: StateClaim[] = [];
    for (let on = segment.from; on < segment.to; on = addDays(on, 1)) {
      const before = come.get(year) ?? 0;
      const now = before + periods.countIn({ from: on, to: addDays(on, 1) });
      come.set(year, now);
      if (perYear === undefined || periods.partsFor(now) === periods.partsFor(before)) continue;
      claims.push({ ...claimOf(segment, on), kind: 'four-weeks', ore: costOfParts(perYear, 1, PERIODS) });
    }
    return claims;
  });
};
