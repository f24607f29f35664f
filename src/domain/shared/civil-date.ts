import { refuse } from './refusal.js';

/**
 * A day in the Swedish calendar (Europe/Stockholm), as `yyyy-mm-dd`. A day has no time part, so daylight
 * saving cannot move it. Civil dates compare as text: `'2026-02-09' < '2026-02-10'`.
 */
export type CivilDate = string & { readonly civilDate?: never };

/** A day later than any that can be reported: the open end of a period. */
export const FOREVER: CivilDate = '9999-12-31';

const DAY_MS = 86_400_000;
const SHAPE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether the text is a day that exists; `2026-02-30` is not. */
export const isCivilDate = (text: string): text is CivilDate => {
  const parts = SHAPE.exec(text);
  if (!parts) return false;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  return year >= 1900 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
};

/** The day the text names; refuses with `date-impossible` what is not a day from 1900 on. */
export const civilDate = (text: string, field = 'date'): CivilDate =>
  isCivilDate(text) ? text : refuse('date-impossible', field, 'Write a day that exists, as yyyy-mm-dd.');

const toUtc = (date: CivilDate): number => Date.parse(`${date}T00:00:00Z`);
const fromUtc = (ms: number): CivilDate => new Date(ms).toISOString().slice(0, 10);

export const addDays = (date: CivilDate, days: number): CivilDate => fromUtc(toUtc(date) + days * DAY_MS);

/** Days from the first to the second, which does not count: one day apart gives 1. */
export const daysBetween = (from: CivilDate, to: CivilDate): number =>
  Math.round((toUtc(to) - toUtc(from)) / DAY_MS);

export const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));
export const monthOf = (date: CivilDate): number => Number(date.slice(5, 7));

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
export const daysInYear = (year: number): number => (isLeapYear(year) ? 366 : 365);

export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

export const firstOfYear = (year: number): CivilDate => `${year}-01-01`;
export const firstOfMonth = (date: CivilDate): CivilDate => `${date.slice(0, 7)}-01`;

/** The first day of the month after the one the date is in. */
export const firstOfNextMonth = (date: CivilDate): CivilDate => {
  const [year, month] = [yearOf(date), monthOf(date)];
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
};

export const earlier = (a: CivilDate, b: CivilDate): CivilDate => (a < b ? a : b);
export const later = (a: CivilDate, b: CivilDate): CivilDate => (a > b ? a : b);

const stockholm = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Stockholm', year: 'numeric', month: '2-digit', day: '2-digit',
});

/** The day it is in Sweden at an instant. */
export const civilDateAt = (instantMs: number): CivilDate => stockholm.format(instantMs);

/**
 * The same day so many years on; 29 February becomes 1 March in a common year. Which day counts there is a decision
 * (kaa.md K2), and it never bites at 20.
 */
export const addYears = (date: CivilDate, years: number): CivilDate => {
  const moved = `${String(yearOf(date) + years).padStart(4, '0')}${date.slice(4)}`;
  return isCivilDate(moved) ? moved : `${moved.slice(0, 4)}-03-01`;
};
