import { type CivilDate, monthOf, yearOf } from '../shared/civil-date.js';
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
 * year of study, 1 July before its first year; else the first day known.
 */
export const educationsBegan = (studied: readonly Studied[], said: SaidBeginnings = {}): CivilDate[] => {
  let [programme, began]: [string?, CivilDate?] = [];
  return studied.map((part) => {
    if (began === undefined || programmeOf(part.studyPath) !== programme) {
      programme = programmeOf(part.studyPath);
      began = said[programme] ?? beginningOf(part);
    }
    return began;
  });
};

const beginningOf = ({ from, schoolYear }: Studied): CivilDate => {
  const yearsBefore = Number(schoolYear ?? 1) - 1;
  const autumn = monthOf(from) < 7 ? yearOf(from) - 1 : yearOf(from);
  return yearsBefore > 0 ? `${autumn - yearsBefore}-07-01` : from;
};
