import { type CivilDate, daysBetween, earlier, later } from './civil-date.js';
import { firstIndex } from './ordered.js';

/** Days from `from` up to, but not including, `to`. An open end is `FOREVER`. */
export interface Period {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

export const isEmpty = (period: Period): boolean => period.from >= period.to;
export const covers = (period: Period, date: CivilDate): boolean => period.from <= date && date < period.to;
export const overlap = (a: Period, b: Period): boolean => a.from < b.to && b.from < a.to;
export const lengthInDays = (period: Period): number =>
  (isEmpty(period) ? 0 : daysBetween(period.from, period.to));

/** The days both have; empty (from ≥ to) when they have none. */
export const intersection = (a: Period, b: Period): Period =>
  ({ from: later(a.from, b.from), to: earlier(a.to, b.to) });

const byStart = (a: Period, b: Period): number => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0);

/** What is left of a period when others are cut out of it, in order of time. An empty one cuts nothing. */
export const without = (period: Period, holes: readonly Period[]): Period[] => {
  const left: Period[] = [];
  let { from } = period;
  for (const hole of holes.filter((each) => !isEmpty(each) && overlap(each, period)).sort(byStart)) {
    if (from < hole.from) left.push({ from, to: hole.from });
    from = later(from, hole.to);
  }
  if (from < period.to) left.push({ from, to: period.to });
  return left;
};

/** A list of periods in order of time, no two of which overlap. */
export type Ordered<P extends Period = Period> = readonly P[];

/** The parts of such a list that lie in a period. */
export const within = <P extends Period>(ordered: Ordered<P>, period: Period): P[] => {
  const parts: P[] = [];
  for (let index = firstIndex(ordered, ({ to }) => to > period.from); index < ordered.length; index += 1) {
    const one = ordered[index]!;
    const { from, to } = intersection(one, period);
    if (from >= to) break;
    parts.push(one.from === from && one.to === to ? one : { ...one, from, to });
  }
  return parts;
};

/** The one of such a list that a day lies in. */
export const covering = <P extends Period>(ordered: Ordered<P>, day: CivilDate): P | undefined => {
  const next = ordered[firstIndex(ordered, ({ to }) => to > day)];
  return next && next.from <= day ? next : undefined;
};

/** The days that any of the periods has, overlapping and touching ones as one. */
export const joined = (periods: readonly Period[]): Ordered => {
  const all: { from: CivilDate; to: CivilDate }[] = [];
  for (const { from, to } of periods.filter((each) => !isEmpty(each)).sort(byStart)) {
    const last = all.at(-1);
    if (last && from <= last.to) last.to = later(last.to, to);
    else all.push({ from, to });
  }
  return all;
};

/** The days that at least two of the periods have. */
export const coveredTwice = (periods: readonly Period[]): Ordered => {
  let latestEnd: CivilDate = '';
  return joined(periods.filter((each) => !isEmpty(each)).sort(byStart).map(({ from, to }) => {
    const shared = { from, to: earlier(to, latestEnd) };
    latestEnd = later(latestEnd, to);
    return shared;
  }));
};
