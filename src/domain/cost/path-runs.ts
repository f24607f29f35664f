import type { Prices } from '../price-list/state.js';
import { educationsBegan } from '../schooling/education.js';
import { type CivilDate, earlier, firstOfYear, yearOf } from '../shared/civil-date.js';
import { intersection, isEmpty, type Period } from '../shared/period.js';
import { Remembered } from '../shared/remembered.js';
import type { PaidStay } from './paid-stays.js';

/** A run of a stay on one study path and variant. */
export interface PathRun extends Period {
  readonly studyPath: string;
  readonly variant?: string;
  /** When the education began that it belongs to. */
  readonly began: CivilDate;
}

/** Study paths over the claim: the first reaches back to its beginning, the last on to its end. */
export const pathRuns = ({ stay, claim }: PaidStay): PathRun[] => {
  const began = educationsBegan(stay.spans, stay.educationBegan);
  return stay.spans.map((span, index, all) => ({
    ...intersection(claim, {
      from: index === 0 ? claim.from : span.from, to: index === all.length - 1 ? claim.to : span.to,
    }),
    studyPath: span.studyPath, variant: span.priceVariant, began: began[index]!,
  })).filter((run) => !isEmpty(run)).reduce<PathRun[]>((runs, next) => {
    const last = runs.at(-1);
    const same = last && last.to === next.from
      && last.studyPath === next.studyPath && last.variant === next.variant;
    if (same) runs[runs.length - 1] = { ...last, to: next.to };
    else runs.push(next);
    return runs;
  }, []);
};

/** The runs of all stays by their first days: what goes on beside a stay counts on from it. */
export const runsInOrder = (
  stays: readonly PaidStay[],
): { readonly paid: PaidStay; readonly run: PathRun }[] =>
  stays.flatMap((paid) => pathRuns(paid).map((run) => ({ paid, run })))
    .sort((a, b) => (a.run.from < b.run.from ? -1 : Number(a.run.from > b.run.from)));

/** The same studies, in some of their days. */
export const during = ({ studyPath, variant, began }: PathRun, { from, to }: Period): PathRun =>
  ({ from, to, studyPath, variant, began });

/** Prices are decided per calendar year, so nothing is reckoned across New Year. */
export const byYear = (period: Period, lastYear: number): Period[] => {
  const parts: Period[] = [];
  for (let { from } = period; from < period.to;) {
    const to = yearOf(from) > lastYear ? period.to : earlier(period.to, firstOfYear(yearOf(from) + 1));
    parts.push({ from, to });
    from = to;
  }
  return parts;
};

const lastYears = new Remembered<Prices, number>();

/** The last calendar year that any price is known for. */
export const lastPricedYear = (prices: Prices): number => lastYears.of(prices, 'last', () =>
  Math.max(0, ...Object.keys(prices.groups).map((group) => Number(group.slice(0, 4)))));
