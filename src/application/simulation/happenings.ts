import { addDays, type CivilDate } from '../../domain/shared/civil-date.js';
import type { ChoiceOfSchool } from './choice-of-school.js';
import type { Course } from './course.js';
import type { Random } from './random.js';
import { PSEUDO_UNIT } from './region.js';
import type { Place } from './reporting.js';
import { dayBetween, type SchoolYear } from './school-year.js';
import type { Happening } from './traits.js';

/** All that decides how the year goes on for one pupil. */
export interface Circumstances {
  readonly random: Random;
  readonly year: SchoolYear;
  readonly course: Course;
  readonly choice: ChoiceOfSchool;
}

type Tale = (circumstances: Circumstances) => void;

/** A day in the school year, a week after its start at the earliest. */
const someDay = ({ random, year, course }: Circumstances, lastMonthAndDay = '05-25'): CivilDate => {
  const begun = course.stays.at(-1)?.studyPaths[0]?.from ?? year.july;
  const first = addDays(begun > year.termStart ? begun : year.termStart, 7);
  return dayBetween(random, first, `${year.first + 1}-${lastMonthAndDay}`);
};

const elsewhere = ({ course, choice }: Circumstances): Place =>
  choice.elsewhere(course.place, course.unitsKnown);

const dropsOut: Tale = (about) => about.course.leaves(about.course.place, someDay(about));

const dropsOutAndComesBack: Tale = (about) => {
  const on = someDay(about, '02-01');
  about.course.leaves(about.course.place, on);
  about.course.starts(elsewhere(about), addDays(on, about.random.between(14, 90)));
};

const pauses: Tale = (about) => {
  const on = someDay(about, '03-01');
  about.course.pauses(on);
  if (about.random.chance(6_000)) about.course.comesBack(addDays(on, about.random.between(40, 80)));
};

const changesPath: Tale = (about) => {
  const other = about.choice.otherPath(about.course.place);
  if (other) about.course.changesPath(other, someDay(about, '03-31'));
};

/** The first choice was wrong, and the second too; at a school with one programme there is no other. */
const changesProgrammeTwice: Tale = (about) => {
  const on = someDay(about, '01-15');
  for (const day of [on, addDays(on, about.random.between(20, 60))]) {
    const other = about.choice.otherProgramme(about.course.place);
    if (other) about.course.changesPath(other, day);
  }
};

/** On the day on which it is a matter of decision whether somebody born on 29 February is of age. */
const leavesAt18: Tale = ({ course, year }) => course.leaves(course.place, `${year.first + 1}-02-28`);

const transfers: Tale = (about) => about.course.transfers(elsewhere(about), someDay(about, '03-31'));

const leavesAndStarts: Tale = (about) => {
  const on = someDay(about, '03-31');
  about.course.leaves(about.course.place, on);
  about.course.starts(elsewhere(about), addDays(on, about.random.between(0, 14)));
};

const leavesForPseudoUnit: Tale = (about) => {
  const on = someDay(about, '03-31');
  const { course } = about;
  course.leaves(course.place, on);
  course.starts({ unit: PSEUDO_UNIT.unit, studyPath: course.place.studyPath }, on);
};

const dropoutRemoved: Tale = (about) => {
  const { course } = about;
  const { validOn, registeredOn, place } = course.says('droppedOut', someDay(about, '03-31'), course.place);
  course.says('dropoutRemoved', validOn, place, { after: registeredOn });
};

const transferRemoved: Tale = (about) => {
  const report = about.course.says('transferred', someDay(about, '03-31'), elsewhere(about));
  about.course.says('transferRemoved', report.validOn, report.place, { after: report.registeredOn });
};

/** A removal gives the day of what it removes; now and then some other day, and then only the unit tells. */
const admissionAtWrongSchool: Tale = (about) => {
  const { course, random } = about;
  const report = course.says('admitted', someDay(about, '12-20'), elsewhere(about));
  const on = random.chance(1_000) ? addDays(report.registeredOn, 1) : report.validOn;
  course.says('admissionRemoved', on, report.place, { after: report.registeredOn });
};

const overlaps: Tale = (about) => {
  const { course, random } = about;
  const [from, on] = [course.place, someDay(about, '03-31')];
  course.starts(elsewhere(about), on);
  course.leaves(from, addDays(on, random.between(3, 20)));
};

const overlapsForGood: Tale = (about) => about.course.starts(elsewhere(about), someDay(about, '03-31'));

/** The school reports that a pupil who died or left the country is gone some days later. */
const isGone: Tale = (about) => {
  const on = someDay(about);
  about.course.goneOn = on;
  about.course.leaves(about.course.place, addDays(on, about.random.between(0, 10)));
};

const nothing: Tale = () => undefined;

/** How each happening goes. Corrected admissions and no-shows belong to how the year begins. */
export const tales: Record<Happening, Tale> = {
  nothing, 'drops-out': dropsOut, 'drops-out-and-comes-back': dropsOutAndComesBack, pauses,
  'changes-path': changesPath, 'changes-programme-twice': changesProgrammeTwice, 'leaves-at-18': leavesAt18,
  transfers, 'leaves-and-starts': leavesAndStarts,
  'leaves-for-pseudo-unit': leavesForPseudoUnit, 'dropout-removed': dropoutRemoved,
  'transfer-removed': transferRemoved, 'admission-at-wrong-school': admissionAtWrongSchool,
  overlaps, 'overlaps-for-good': overlapsForGood, dies: isGone, emigrates: isGone,
  'admission-corrected': nothing, 'admission-of-no-show': nothing,
};
