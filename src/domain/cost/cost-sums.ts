import { programmeOf } from '../shared/study-path.js';
import { added, type Amount, areEqual, NOTHING } from './amounts.js';

/** What one payer has of one payee for one study path at one school in one month (`yyyy-mm`). */
export interface DaysInMonth {
  readonly payer: string;
  readonly principal: string;
  readonly unit: string;
  readonly studyPath: string;
  readonly month: string;
  readonly days: number;
}

/** What it comes to. */
export interface MonthSum extends DaysInMonth, Amount {}

export const costDimensions = ['payer', 'principal', 'unit', 'programme', 'studyPath', 'month'] as const;
export type CostDimension = (typeof costDimensions)[number];

/** What is owed, by what was asked; what was not asked is not told apart. */
export type CostSum = { readonly [D in CostDimension]?: string } & Amount;

const told = (sum: MonthSum, dimension: CostDimension): string =>
  (dimension === 'programme' ? programmeOf(sum.studyPath) : sum[dimension]);

/** Sums together by what is asked, in that order, under the key that each is found by. */
export const costSumsBy = (
  sums: readonly MonthSum[], by: readonly CostDimension[],
): (readonly [key: string, sum: CostSum])[] => {
  const groups = new Map<string, CostSum>();
  for (const sum of sums) {
    const values = by.map((dimension) => told(sum, dimension));
    const key = values.join('|');
    const place = Object.fromEntries(by.map((dimension, at) => [dimension, values[at]!]));
    groups.set(key, { ...place, ...added(groups.get(key) ?? NOTHING, sum) });
  }
  return [...groups].filter(([, sum]) => !areEqual(sum, NOTHING))
    .sort(([a], [b]) => (a < b ? -1 : 1));
};
