import { type CivilDate, daysBetween, earlier, FOREVER, later } from './civil-date.js';

/** Days from `from` up to, but not including, `to`. An open end is `FOREVER`. */
export interface Period {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

export const isEmpty = (period: Period): boolean => period.from >= period.to;
export const isOpenEnded = (period: Period): boolean => period.to === FOREVER;
export const covers = (period: Period, date: CivilDate): boolean => period.from <= date && date < period.to;
export const overlap = (a: Period, b: Period): boolean => a.from < b.to && b.from < a.to;
export const lengthInDays = (period: Period): number =>
  (isEmpty(period) ? 0 : daysBetween(period.from, period.to));

/** The days both have; empty (from ≥ to) when they have none. */
export const intersection = (a: Period, b: Period): Period =>
  ({ from: later(a.from, b.from), to: earlier(a.to, b.to) });

const cut = (part: Period, hole: Period): Period[] => (overlap(part, hole)
  ? [{ from: part.from, to: hole.from }, { from: hole.to, to: part.to }].filter((piece) => !isEmpty(piece))
  : [part]);

/** What is left of a period when others are cut out of it, in order of time. An empty one cuts nothing. */
export const without = (period: Period, holes: readonly Period[]): Period[] =>
  holes.filter((hole) => !isEmpty(hole)).reduce<Period[]>(
    (rest, hole) => rest.flatMap((part) => cut(part, hole)),
    isEmpty(period) ? [] : [period],
  );
