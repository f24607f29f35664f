import { type CivilDate, earlier, later, schoolYearOf } from '../shared/civil-date.js';
import { programmeOf } from '../shared/study-path.js';

/** What is studied from a day on and, if a report said so, in which year of study (årskurs). */
interface Studied {
  readonly from: CivilDate;
  readonly studyPath: string;
  readonly schoolYear?: string;
}

/** By programme: when the education began, as far as reports say it. */
export type SaidBeginnings = Readonly<Record<string, CivilDate>>;

/**
 * When the education began that each part of a stay belongs to; one programme is one education
 * (schooling-and-cost.md 6.2). It is what a report said; else, of a pupil who was first heard of in a later
 * year of study, 1 July before its first year; else the first day known. An export may give the year of study
 * as of the day it was made: of parts that tell otherwise, the one is believed that needs the fewest years.
 */
export const educationsBegan = (studied: readonly Studied[], said: SaidBeginnings = {}): CivilDate[] => {
  const programmes = studied.map(({ studyPath }) => programmeOf(studyPath));
  const began: CivilDate[] = [];
  for (let first = 0; first < studied.length;) {
    const next = programmes.findIndex((programme, index) => index > first && programme !== programmes[first]);
    const education = studied.slice(first, next < 0 ? undefined : next);
    const day = said[programmes[first]!] ?? beginningOf(education);
    began.push(...education.map(() => day));
    first += education.length;
  }
  return began;
};

const beginningOf = (education: readonly Studied[]): CivilDate => {
  const autumns = education.flatMap((part) => firstAutumn(part) ?? []);
  const { from } = education[0]!;
  return earlier(from, autumns.length > 0 ? autumns.reduce(later) : from);
};

/** 1 July before the first year, counted back from a year of study; a first year is that which it is. */
const firstAutumn = ({ from, schoolYear }: Studied): CivilDate | undefined => {
  if (schoolYear === undefined || schoolYear === '1') return schoolYear && from;
  return `${schoolYearOf(from) - Number(schoolYear) + 1}-07-01`;
};
