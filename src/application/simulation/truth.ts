import { addYears, type CivilDate, earlier, later } from '../../domain/shared/civil-date.js';
import type { Period } from '../../domain/shared/period.js';
import type { Course, TrueStay, WayOut } from './course.js';
import type { TrueMunicipality } from './residence.js';
import type { Traits } from './traits.js';

export interface TrueOverlap extends Period {
  readonly units: readonly string[];
}

/** Days to be found on the list to follow up. */
export interface TrueFollowUp extends Period {
  readonly because: WayOut['because'];
}

/**
 * What is true of a pupil, for tests to compare read models with. Reckoned from what was made up, never from
 * reports, and without any of the product's folds. Open ends are 9999-12-31, as in the product.
 */
export interface PupilTruth {
  readonly pupil: number;
  /** All identity numbers, the latest last. */
  readonly numbers: readonly string[];
  readonly born: CivilDate;
  readonly traits: Traits;
  readonly municipalities: readonly TrueMunicipality[];
  /** Times at schools; one with a confirmed summer placement begins with it, on 1 July. */
  readonly stays: readonly TrueStay[];
  readonly overlaps: readonly TrueOverlap[];
  readonly followUp: readonly TrueFollowUp[];
  /** Reports registered after the files were made, and so not in them: with 0 the files tell all of it. */
  readonly unreported: number;
}

export const overlapsOf = (stays: readonly TrueStay[]): TrueOverlap[] =>
  stays.flatMap((one, index) => stays.slice(index + 1).map((other) => ({
    units: [one.unit, other.unit], from: later(one.from, other.from), to: earlier(one.to, other.to),
  }))).filter(({ from, to }) => from < to);

const ADULT_YEARS = 20;

/** From each way out, or the day a place was forfeited, until a school takes them in or the duty ends. */
export const followUpOf = (
  course: Course, born: CivilDate, forfeitedOn?: CivilDate,
): TrueFollowUp[] => {
  const outAtLast = [course.finishedOn, course.goneOn, addYears(born, ADULT_YEARS)].reduce(earlier);
  return course.waysOut.map(({ on: saidOn, because }) => {
    const on = because === 'never-started' ? forfeitedOn ?? saidOn : saidOn;
    const until = course.stays.filter(({ to }) => to > on).map(({ from }) => from).reduce(earlier, outAtLast);
    return { from: on, to: until, because };
  }).filter(({ from, to }) => from < to);
};

