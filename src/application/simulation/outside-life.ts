import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { Circumstances } from './happenings.js';
import { dayBetween } from './school-year.js';
import type { Outside } from './traits.js';

/** Most begin with the others in August, some later on. */
const BEGINS_WITH_THE_OTHERS = 8_000;
/** Prices and study paths are known from three years back. */
const MOST_YEARS_BACK = 3;

const beginsIn = ({ random }: Circumstances, calendarYear: number): CivilDate =>
  dayBetween(random, `${calendarYear}-08-14`, `${calendarYear}-08-20`);

/** What they have behind them when they are outside, and when that begins in the year itself. */
const comesOut = (about: Circumstances, { before, turns }: Outside): void => {
  const { course, choice, random, year: { first } } = about;
  const began = first - Math.min(turns - 16, MOST_YEARS_BACK);
  switch (before) {
    case 'never-began': return;
    case 'dropped-out':
      course.starts(choice.first(), beginsIn(about, began));
      return course.leaves(course.place, dayBetween(random, `${began}-09-15`, `${first}-05-31`));
    case 'study-certificate':
      course.starts(choice.first('SA'), beginsIn(about, began));
      return course.finishes('studyCertificate', dayBetween(random, `${first}-06-03`, `${first}-06-12`));
    case 'leaves-in-autumn':
      course.starts(choice.first('IM'), beginsIn(about, first - 1));
      return course.leaves(course.place, dayBetween(random, `${first}-09-20`, `${first}-12-10`));
    case 'leaves-in-spring':
      course.starts(choice.first('IM'), beginsIn(about, first - 1));
      return course.leaves(course.place, dayBetween(random, `${first + 1}-01-08`, `${first + 1}-04-30`));
  }
};

/** The day on which they begin somewhere: after what they have behind them. */
const beginsOn = (about: Circumstances, { before }: Outside): CivilDate => {
  const { random, year: { first } } = about;
  if (before === 'leaves-in-autumn') return dayBetween(random, `${first + 1}-01-07`, `${first + 1}-03-15`);
  if (random.chance(BEGINS_WITH_THE_OTHERS)) return beginsIn(about, first);
  return dayBetween(random, `${first}-09-01`, `${first + 1}-02-15`);
};

/** The year of a youth outside school. */
export const livesOutside = (about: Circumstances, outside: Outside): void => {
  const { course, choice, random, year: { first } } = about;
  comesOut(about, outside);
  switch (outside.then) {
    case 'stays-outside': return;
    case 'begins-programme':
      return course.starts(choice.first('SA', course.unitsKnown), beginsOn(about, outside));
    case 'begins-introduction':
      return course.starts(choice.first('IM', course.unitsKnown), beginsOn(about, outside));
    case 'completes':
      return course.finishes('diploma', dayBetween(random, `${first}-09-15`, `${first + 1}-04-30`));
    case 'emigrates':
    case 'dies': course.goneOn = dayBetween(random, `${first}-09-15`, `${first + 1}-05-20`);
  }
};
