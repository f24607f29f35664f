import { addDays, type CivilDate } from '../../domain/shared/civil-date.js';
import { type Circumstances, tales } from './happenings.js';
import { livesOutside } from './outside-life.js';
import type { Place } from './reporting.js';
import { dayBetween } from './school-year.js';
import type { Happening, Traits } from './traits.js';

type About = Circumstances & { readonly traits: Traits };

/** The first days of a term, when most come. */
const firstDays = ({ random, year }: About, calendarYear = year.first): CivilDate =>
  dayBetween(random, `${calendarYear}-08-14`, `${calendarYear}-08-20`);

const inAutumn = ({ random, year }: About, from: string, to: string): CivilDate =>
  dayBetween(random, `${year.first}-${from}`, `${year.first}-${to}`);

const isAboutAdmission = (happening: Happening): boolean =>
  happening === 'admission-corrected' || happening === 'admission-of-no-show';

/** Comes to school; or is said to have come, and that is put right or taken back. */
const comes = (about: About, place: Place, on: CivilDate): void => {
  const { course, traits: { happening, beginning }, random } = about;
  if (!isAboutAdmission(happening)) return course.starts(place, on);
  const { registeredOn } = course.says('admitted', on, place);
  course.says('admissionRemoved', on, place, { after: registeredOn });
  if (happening === 'admission-corrected') course.starts(place, addDays(on, random.between(1, 8)));
  else if (beginning !== 'late-elsewhere') course.neverStarted();
};

const goesElsewhere = (about: About, on: CivilDate): void => {
  const { course, choice } = about;
  comes(about, choice.elsewhere(course.place, course.unitsKnown), on);
};

const changesSchoolInSummer = (about: About): void => {
  const { course, choice, random, year } = about;
  course.leaves(course.place, dayBetween(random, `${year.first}-06-13`, `${year.first}-06-30`));
  const next = choice.elsewhere(course.place, course.unitsKnown);
  course.placed(next);
  course.starts(next, firstDays(about));
};

const begins = (about: About): void => {
  const { course, choice, traits, year } = about;
  const place = choice.first();
  switch (traits.beginning) {
    case 'outside': return livesOutside(about, traits.outside!);
    case 'direct': return comes(about, place, firstDays(about));
    case 'late-direct': return comes(about, place, inAutumn(about, '08-25', '11-30'));
    case 'goes-on': return course.starts(place, firstDays(about, year.first - traits.year + 1));
    case 'changes-school':
      course.starts(place, firstDays(about, year.first - traits.year + 1));
      return changesSchoolInSummer(about);
    default:
      course.placed(place);
  }
  switch (traits.beginning) {
    case 'confirmed': return comes(about, place, firstDays(about));
    case 'elsewhere': return goesElsewhere(about, inAutumn(about, '08-14', '09-06'));
    case 'late-elsewhere':
      course.neverStarted();
      return goesElsewhere(about, inAutumn(about, '09-20', '10-31'));
    case 'never': return course.neverStarted();
  }
};

const FIRST_LEAVING_YEAR = 3;

/** Documents in June; introduction programmes and the adapted school have none that ELIN reports. */
const ends = (about: About): void => {
  const { course, choice, traits, random, year } = about;
  if (!course.present) return;
  const programme = choice.programmeOf(course.place.studyPath);
  const on = dayBetween(random, `${year.first + 1}-06-03`, year.termEnd);
  if (programme === 'IM') {
    if (traits.certificate) course.says('certificate', on, course.place);
  } else if (programme !== 'AG' && traits.year >= FIRST_LEAVING_YEAR && traits.leaving !== 'none') {
    course.finishes(traits.leaving === 'diploma' ? 'diploma' : 'studyCertificate', on);
  }
};

/** A pupil's school year, from the summer placement to the final document. */
export const livesThroughSchoolYear = (about: About): void => {
  begins(about);
  if (about.course.stays.length > 0) tales[about.traits.happening](about);
  ends(about);
};
