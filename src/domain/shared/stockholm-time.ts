import { isCivilDate } from './civil-date.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const SHAPE = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2}):(\d{2})$/;

/** One in the morning, universal time, on the last Sunday of a month of 31 days. */
const changeIn = (year: number, month: number): number => {
  const last = Date.UTC(year, month - 1, 31, 1);
  return last - new Date(last).getUTCDay() * DAY_MS;
};

/** The years' summer times, by the rule that has held since 1996 (directive 2000/84/EC). */
const summers = new Map<number, { readonly from: number; readonly to: number }>();

const summerOf = (year: number): { readonly from: number; readonly to: number } => {
  const known = summers.get(year) ?? { from: changeIn(year, 3), to: changeIn(year, 10) };
  summers.set(year, known);
  return known;
};

/**
 * The instant of a local time in Sweden, `yyyy-mm-dd hh:mm:ss`, as `yyyy-mm-ddThh:mm:ssZ`; undefined for what
 * is no time. The hour that comes twice in autumn is read as its first, in summer time; the one left out in
 * spring as if clocks had not been set forward.
 *
 * @example instantInSweden('2025-08-20 10:11:12') // '2025-08-20T08:11:12Z'
 */
export const instantInSweden = (local: string): string | undefined => {
  const [, date = '', hours, minutes, seconds] = SHAPE.exec(local) ?? [];
  if (!isCivilDate(date)) return undefined;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return undefined;
  const winter = Date.parse(`${date}T${hours}:${minutes}:${seconds}Z`) - HOUR_MS;
  const summer = winter - HOUR_MS;
  const { from, to } = summerOf(Number(date.slice(0, 4)));
  return `${new Date(summer >= from && summer < to ? summer : winter).toISOString().slice(0, 19)}Z`;
};
