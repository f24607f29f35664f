import { addDays, addMonths, addYears, type CivilDate, earlier } from '../../domain/shared/civil-date.js';
import type { Course, TrueStay } from './course.js';
import { type Lag, lagDays } from './elin-kinds.js';
import type { Random } from './random.js';
import { PSEUDO_UNIT } from './region.js';
import { dayBetween, type SchoolYear } from './school-year.js';

/** A line of a school's attendance feed, see docs/reference/attendance-feed.md. */
export interface AttendanceLine {
  readonly kind: string;
  readonly identityNumber: string;
  readonly unit: string;
  readonly validOn: CivilDate;
  readonly reportedAt: string;
  readonly [field: string]: unknown;
}

/** How often schools have something to tell, in ten-thousandths of the pupils concerned; all assumed. */
const RATES = {
  forfeited: 5_000, comesLate: 150, awayForLong: 60, awayBeforeLeaving: 3_000, troubled: 150,
  troubledBeforeLeaving: 4_000, mistaken: 20,
} as const;
type Matter = keyof typeof RATES;

/** Pupils of the cast, by index, of whom something is told for certain. */
const CERTAIN: { readonly [index: number]: Matter } = {
  0: 'comesLate', 3: 'forfeited', 5: 'awayBeforeLeaving', 6: 'troubledBeforeLeaving', 8: 'troubled',
  22: 'mistaken', 30: 'awayForLong',
};

/** Of those under 18 who leave, in ten-thousandths, of whom consent was shown or not; nothing of the rest. */
const CONSENT = { shown: 6_000, notShown: 1_000 };
const OF_AGE = 18;
const REPORT_LAG: Lag = { least: 0, median: 3, most: 14 };

/** Whom it is about. */
export interface Attending {
  readonly random: Random;
  readonly index: number;
  readonly year: SchoolYear;
  readonly lateness: number;
  readonly course: Course;
  readonly born: CivilDate;
  readonly numberOn: (day: CivilDate) => string;
}

interface Telling extends Attending {
  readonly happens: (matter: Matter) => boolean;
  readonly tell: (
    kind: string, stay: Pick<TrueStay, 'unit'>, validOn: CivilDate, said?: object,
  ) => AttendanceLine;
}

/**
 * What schools tell of a pupil's attendance over the year. It has a stream of chance of its own, and a place
 * ends by it on no other day than the one that ELIN has, so that no cost depends on it, but for places that
 * nobody ever came to.
 */
export const attendanceOf = (about: Attending): AttendanceLine[] => {
  const { random, index, year, lateness, course, numberOn } = about;
  const lines: AttendanceLine[] = [];
  const telling: Telling = {
    ...about,
    happens: (matter) => random.chance(RATES[matter]) || CERTAIN[index] === matter,
    tell: (kind, { unit }, validOn, said) => {
      const day = addDays(validOn, Math.round(lagDays(random, REPORT_LAG) * lateness));
      const reportedAt = `${earlier(day, year.allReported)}T12:${random.between(10, 59)}:00Z`;
      const line = { kind, identityNumber: numberOn(validOn), unit, validOn, reportedAt, ...said };
      lines.push(line);
      return line;
    },
  };
  neverComes(telling);
  for (const stay of course.stays) if (stay.unit !== PSEUDO_UNIT.unit) attends(telling, stay);
  return lines;
};

/** Placed for the summer, and not there when the term begins. */
const neverComes = ({ course: { waysOut, reports }, year: { termStart }, happens, tell }: Telling): void => {
  const placement = reports.find(({ kind }) => kind === 'placed');
  const isMissed = waysOut.some(({ because }) => because === 'never-started');
  if (!placement || !isMissed || !happens('forfeited')) return;
  tell('no-show', placement.place, termStart);
  tell('forfeited-place', placement.place, termStart);
};

const attends = (telling: Telling, stay: TrueStay): void => {
  const { random, year: { first, termStart, termEnd, july }, happens } = telling;
  if (stay.ended === 'dropout' && stay.to > addMonths(termStart, 3)) return leaves(telling, stay);
  if (stay.to <= termEnd || stay.from > termStart || stay.breaks.length > 0) return;
  const someDay = (): CivilDate => dayBetween(random, addDays(termStart, 14), `${first + 1}-03-15`);
  if (stay.from === july && happens('comesLate')) comesLate(telling, stay);
  if (happens('awayForLong')) isAwayForLong(telling, stay, someDay());
  if (happens('troubled')) isTroubled(telling, stay, someDay());
  if (happens('mistaken')) isMistaken(telling, stay, someDay());
};

const leaves = (telling: Telling, stay: TrueStay): void => {
  const { born, random, happens, tell } = telling;
  const { to } = stay;
  if (happens('troubledBeforeLeaving')) isTroubled(telling, stay, addDays(to, -80));
  if (happens('awayBeforeLeaving')) {
    const awaySince = addDays(to, -random.between(35, 60));
    tell('absence', stay, awaySince);
    tell('absence-decision', stay, to, { decidedOn: to, awaySince, outcome: 'ends' });
  } else if (to < addYears(born, OF_AGE)) {
    const drawn = random.below(10_000);
    const isSaid = drawn < CONSENT.shown + CONSENT.notShown;
    if (isSaid) tell('dropout', stay, to, { guardianConsent: drawn < CONSENT.shown });
  }
};

/** Not there on the first day, and there some days later after all, with a reason. */
const comesLate = ({ random, year: { termStart }, tell }: Telling, stay: TrueStay): void => {
  tell('no-show', stay, termStart);
  tell('absence-end', stay, addDays(termStart, random.between(5, 12)));
};

/** Away for more than a month: back at last, allowed to go on, or still away for all that is known. */
const isAwayForLong = ({ random, tell }: Telling, stay: TrueStay, awaySince: CivilDate): void => {
  tell('absence', stay, awaySince);
  const on = addDays(awaySince, random.between(35, 60));
  const outcome = random.pick([
    'absence-end', 'absence-exception', 'absence-decision', 'still-away',
  ] as const);
  if (outcome === 'still-away') return;
  const said = outcome === 'absence-decision' ? { decidedOn: on, awaySince, outcome: 'goes-on' } : {};
  tell(outcome, stay, on, said);
};

/** Much absence for some months, and warnings: each reaches what raises an early signal, or does not. */
const isTroubled = ({ random, tell }: Telling, stay: TrueStay, from: CivilDate): void => {
  const months = random.between(1, 2);
  for (let month = 0; month < months; month += 1) {
    const [validOn, until] = [addMonths(from, month), addMonths(from, month + 1)];
    const [absentPercent, unexcusedHours] = [random.between(12, 60), random.between(5, 45)];
    tell('absence-share', stay, validOn, { until, absentPercent, unexcusedHours });
  }
  const warnings = random.between(0, 3);
  for (let nth = 0; nth < warnings; nth += 1) {
    const about = random.pick(['absence', 'course-may-be-failed', 'course-failed'] as const);
    tell('warning', stay, addDays(from, 10 + 15 * nth), { about });
  }
};

/** Said of the wrong pupil, and taken back two weeks later. */
const isMistaken = ({ tell }: Telling, stay: TrueStay, on: CivilDate): void => {
  const { reportedAt: withdrawsReportedAt } = tell('absence', stay, on);
  const reportedAt = `${addDays(withdrawsReportedAt.slice(0, 10), 14)}${withdrawsReportedAt.slice(10)}`;
  tell('withdrawn', stay, on, { withdraws: 'absence', withdrawsReportedAt, reportedAt });
};
