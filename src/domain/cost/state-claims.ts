import type { CLAIM_KINDS } from '../funding/claim-events.js';
import type { AsylumClaim, ExtraCost, Funding, StateFunding } from '../funding/state.js';
import { addDays, type CivilDate, yearOf } from '../shared/civil-date.js';
import { daysOfHalfYear } from '../shared/half-year.js';
import { costOfParts, divideHalfAwayFromZero, kronor, type Ore } from '../shared/money.js';
import {
  covering, covers, intersection, isEmpty, type Ordered, type Period, without,
} from '../shared/period.js';
import type { Segment } from './allocation.js';
import { perStartedFourWeeks } from './counting/per-started-four-weeks.js';
import { monthlyLines } from './monthly-lines.js';
import type { PaidStay } from './paid-stays.js';
import { STATE } from './payers.js';
import { countedIn } from './shape.js';

/**
 * What may be claimed of the state, by a municipality for an asylum seeker it pays for, or by the principal
 * of a school for a pupil whom the state pays for: apart from what the school is paid, and in nobody's costs
 * (SFS 2017:193, 3-6 §§; Upper Secondary Ordinance 12:6-10).
 */
export interface StateClaim {
  /** The day it arises: a period of four weeks begins, or the first of the days that a grant is for. */
  readonly on: CivilDate;
  /** Who claims. */
  readonly municipality: string;
  readonly unit: string;
  /** Id of the principal that is paid; absent of an extra cost on a day that none is. */
  readonly principal?: string;
  /**
   * For asylum seekers a started period of four weeks, the grant that an independent school is paid for the
   * days, or an extra cost; a term of a pupil whom the state pays for, which the principal claims itself.
   */
  readonly kind: (typeof CLAIM_KINDS)[number];
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

/** What follows from what is paid for somebody, on days for which a municipality claims or the state pays. */
export const stateClaims = (
  segments: readonly Segment[], paid: readonly PaidStay[],
  { asylum, extraCosts, state }: Pick<Funding, 'asylum' | 'extraCosts' | 'state'>,
): StateClaim[] => [
  ...forAsylumSeekers(segments, paid, asylum), ...claimableCosts(segments, extraCosts, asylum),
  ...terms(segments, paid, state),
].sort((a, b) => (a.on < b.on ? -1 : 1));

const forAsylumSeekers = (
  segments: readonly Segment[], paid: readonly PaidStay[], asylum: readonly AsylumClaim[],
): StateClaim[] => {
  if (asylum.length === 0) return [];
  const own = asylum.flatMap((claim) => segments.filter(({ payer }) => payer === claim.municipality)
    .flatMap((segment) => partOf(segment, claim)));
  const [forGrants, forPeriods] = [true, false].map((isIndependent) =>
    own.filter(({ principal }) => (principal.kind === 'independent') === isIndependent));
  return [...grants(forGrants!), ...startedPeriods(forPeriods!, paid)];
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

/** Days of segments without those before the start and after the end of a stay that are paid all the same. */
const daysAtSchool = (segments: readonly Segment[], paid: readonly PaidStay[]): Segment[] =>
  segments.filter(({ item }) => item === undefined)
    .flatMap((segment) => paid.filter(({ stay }) => stay.unit === segment.unit)
      .flatMap(({ stay }) => partOf(segment, stay)))
    .sort((a, b) => (a.from < b.from ? -1 : 1));

/** Ten a calendar year at the most, counted over all of a pupil's schools; only days at school begin one. */
const startedPeriods = (segments: readonly Segment[], paid: readonly PaidStay[]): StateClaim[] => {
  const atSchool = daysAtSchool(segments, paid);
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

/** Extra costs on days for which the municipality claims; whether they are paid, the state assesses. */
const claimableCosts = (
  segments: readonly Segment[], costs: readonly ExtraCost[], asylum: readonly AsylumClaim[],
): StateClaim[] => costs
  .filter(({ on, municipality }) =>
    asylum.some((claim) => claim.municipality === municipality && covers(claim, on)))
  .map(({ on, municipality, unit, ore }) => {
    const principal = segments.find((segment) => segment.unit === unit && covers(segment, on))?.principal.id;
    return { on, municipality, unit, principal, kind: 'extra-cost', ore };
  });

/**
 * Half of the yearly price for each half-year in which a pupil whom the state pays for is at school, where no
 * other amount was decided; of several schools the first of the half-year claims. That one day of term is
 * enough is assumed: no source says which days decide.
 */
const terms = (
  segments: readonly Segment[], paid: readonly PaidStay[], state: Ordered<StateFunding>,
): StateClaim[] => {
  if (state.length === 0) return [];
  const claimed = new Set<CivilDate>();
  return daysAtSchool(segments.filter(({ payer }) => payer === STATE), paid).flatMap((segment) =>
    halvesOf(yearOf(segment.from)).flatMap((half): StateClaim[] => {
      const on = inTerm(intersection(segment, half))[0]?.from;
      if (on === undefined || claimed.has(half.from)) return [];
      claimed.add(half.from);
      const { unit, principal: { id: principal } } = segment;
      const ore = covering(state, on)?.perTermOre ?? divideHalfAwayFromZero(segment.perYearOre, 2);
      return [{ on, municipality: principal, unit, principal, kind: 'term', ore }];
    }));
};

const halvesOf = (year: number): Period[] => ['H1', 'H2'].map((half) => daysOfHalfYear(`${year}${half}`));

const inTerm = (days: Period): Period[] => (isEmpty(days) ? [] : without(days, OUTSIDE_TERM.map(
  ({ from, through }) => ({
    from: `${yearOf(days.from)}-${from}`, to: addDays(`${yearOf(days.from)}-${through}`, 1),
  }))));
