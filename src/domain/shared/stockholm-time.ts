import { addDays, isCivilDate } from './civil-date.js';

const DAY_MS = 86_400_000;
const SHAPE = /^(\d{4}-\d{2}-\d{2})[ T]([01]\d|2[0-3])(:[0-5]\d:[0-5]\d)$/;

/** The last Sunday of a month of 31 days: clocks change at one in the morning, universal time. */
const changeIn = (year: number, month: number): string => {
  const last = Date.UTC(year, month - 1, 31);
  return new Date(last - new Date(last).getUTCDay() * DAY_MS).toISOString().slice(0, 10);
};

/** The days on which clocks change, by the rule that has held since 1996 (directive 2000/84/EC). */
interface Changes {
  readonly spring: string;
  readonly autumn: string;
}

const byYear = new Map<string, Changes>();

const changesOf = (year: string): Changes => {
  const known = byYear.get(year) ?? { spring: changeIn(Number(year), 3), autumn: changeIn(Number(year), 10) };
  byYear.set(year, known);
  return known;
};

const isSummer = (date: string, hour: number): boolean => {
  const { spring, autumn } = changesOf(date.slice(0, 4));
  if (date === spring) return hour >= 3;
  return date === autumn ? hour < 3 : spring < date && date < autumn;
};

/**
 * The instant of a local time in Sweden, `yyyy-mm-dd hh:mm:ss`, as `yyyy-mm-ddThh:mm:ssZ`; undefined for what
 * is no time. The hour that comes twice in autumn is read as its first, in summer time; the one left out in
 * spring as if clocks had not been set forward.
 *
 * @example instantInSweden('2025-08-20 10:11:12') // '2025-08-20T08:11:12Z'
 */
export const instantInSweden = (local: string): string | undefined => {
  const [, date = '', hourText = '', rest = ''] = SHAPE.exec(local) ?? [];
  if (!isCivilDate(date)) return undefined;
  const hour = Number(hourText) - (isSummer(date, Number(hourText)) ? 2 : 1);
  return hour < 0
    ? `${addDays(date, -1)}T${hour + 24}${rest}Z`
    : `${date}T${String(hour).padStart(2, '0')}${rest}Z`;
};
