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

const digits = (text: string, from: number, to: number): number => {
  let value = 0;
  for (let index = from; index < to; index += 1) value = value * 10 + text.charCodeAt(index) - 48;
  return value;
};

/**
 * Days since 1 March of the year 0, counted in whole numbers: years begin in March here, so that the leap day
 * comes last. Written out because folds count days all the time, and `Date.parse` takes ten times as long.
 */
export const dayNumber = (date: CivilDate): number => {
  const month = digits(date, 5, 7);
  const year = digits(date, 0, 4) - (month < 3 ? 1 : 0);
  const dayOfYear = Math.floor((153 * (month + (month < 3 ? 9 : -3)) + 2) / 5) + digits(date, 8, 10) - 1;
  return 365 * year + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear;
};

const EPOCH = 719_468;

export const addDays = (date: CivilDate, days: number): CivilDate =>
  new Date((dayNumber(date) - EPOCH + days) * DAY_MS).toISOString().slice(0, 10);

/** Days from the first to the second, which does not count: one day apart gives 1. */
export const daysBetween = (from: CivilDate, to: CivilDate): number => dayNumber(to) - dayNumber(from);

export const yearOf = (date: CivilDate): number => digits(date, 0, 4);
export const monthOf = (date: CivilDate): number => digits(date, 5, 7);

export const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
export const daysInYear = (year: number): number => (isLeapYear(year) ? 366 : 365);

export const daysInMonth = (year: number, month: number): number =>
  month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;

/** The calendar year in which the school year of a day began: on 1 July. */
export const schoolYearOf = (date: CivilDate): number => yearOf(date) - Number(monthOf(date) < 7);

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

const HOUR_MS = 3_600_000;
let lastHour = { hour: NaN, day: '' };

/** The day it is in Sweden at an instant. Days begin on the hour, and most who ask ask for the same one. */
export const civilDateAt = (instantMs: number): CivilDate => {
  const hour = Math.floor(instantMs / HOUR_MS);
  if (hour !== lastHour.hour) lastHour = { hour, day: stockholm.format(instantMs) };
  return lastHour.day;
};

/**
 * The same day so many years on; 29 February becomes 1 March in a common year. Which day counts there is a
 * decision (schooling-and-cost.md 9), and it never bites at 20.
 */
export const addYears = (date: CivilDate, years: number): CivilDate => {
  const moved = `${String(yearOf(date) + years).padStart(4, '0')}${date.slice(4)}`;
  return isCivilDate(moved) ? moved : `${moved.slice(0, 4)}-03-01`;
};

/** The same day so many months on, or the last day of a month that has no such day. */
export const addMonths = (date: CivilDate, months: number): CivilDate => {
  const index = yearOf(date) * 12 + monthOf(date) - 1 + months;
  const [year, month] = [Math.floor(index / 12), (index % 12) + 1];
  const day = Math.min(digits(date, 8, 10), daysInMonth(year, month));
  const padded = (part: number): string => String(part).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${padded(month)}-${padded(day)}`;
};
