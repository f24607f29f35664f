import type { LeapDayBirthday } from '../person/birth.js';
import { assumedRoutine, type RoutineOn } from './routine.js';

/** Decisions about the target group that no law takes. */
export interface KaaPolicy {
  /** Birthday in common years of those born on a leap day; it bites at 18, and never at 20 before 2080. */
  readonly leapDayBirthday: LeapDayBirthday;
  /** Month and day, in the year of the 16th birthday, when compulsory age ends for those who come later. */
  readonly compulsoryAgeEnds: string;
  /** Days between two educations that count as none; the law has no such tolerance. */
  readonly gapToleranceDays: number;
  /** First month and day on which the register waits for those who are placed for the autumn. */
  readonly waitsFrom: string;
  /** What municipalities have decided, among it how long their registers wait. */
  readonly routineOn: RoutineOn;
}

export const defaultKaaPolicy: KaaPolicy = {
  leapDayBirthday: '03-01', compulsoryAgeEnds: '07-01', gapToleranceDays: 0, waitsFrom: '06-01',
  routineOn: () => assumedRoutine,
};
