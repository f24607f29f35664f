import type { Delay } from './doubts.js';

/** How many reports took how many days, and how many of them came later than was agreed. */
export interface DelayCount extends Delay {
  readonly reports: number;
}

export const delayDimensions = ['month', 'kind', 'payer', 'unit', 'principal'] as const;
export type DelayDimension = (typeof delayDimensions)[number];

/** How long reports took: half of them took `medianDays` at the most. */
export type DelayRow = { readonly [D in DelayDimension]?: string } & {
  readonly reports: number;
  readonly medianDays: number;
  readonly longestDays: number;
  readonly late: number;
};

/** Delays together by what is asked, in that order. */
export const delaysBy = (counts: readonly DelayCount[], by: readonly DelayDimension[]): DelayRow[] => {
  const groups = new Map<string, DelayCount[]>();
  for (const count of counts) {
    const key = by.map((dimension) => count[dimension]).join('|');
    groups.set(key, groups.get(key) ?? []);
    groups.get(key)!.push(count);
  }
  return [...groups.keys()].sort().map((key) => rowOf(groups.get(key)!, by));
};

const rowOf = (counts: readonly DelayCount[], by: readonly DelayDimension[]): DelayRow => {
  const inOrder = [...counts].sort((a, b) => a.days - b.days);
  const reports = sumOf(counts);
  let before = 0;
  const median = inOrder.find((count) => (before += count.reports) * 2 >= reports)!;
  return {
    ...Object.fromEntries(by.map((dimension) => [dimension, counts[0]![dimension]])),
    reports, medianDays: median.days, longestDays: inOrder.at(-1)!.days,
    late: sumOf(counts.filter(({ isLate }) => isLate)),
  };
};

const sumOf = (counts: readonly DelayCount[]): number =>
  counts.reduce((sum, { reports }) => sum + reports, 0);
