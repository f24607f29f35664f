import { type CivilDate, earlier, FOREVER } from '../shared/civil-date.js';
import { isEmpty, joined, type Period, within } from '../shared/period.js';
import type { SaidBeginnings } from './education.js';
import type { Moment } from './standing.js';
import type { Span, Stay } from './stay.js';

/** A study path that goes on at a unit although the pupil was taken in there on another. */
export interface PathBeside extends Period {
  readonly span: Span;
  /** When its education began. */
  readonly educationBegan: CivilDate;
}

/** A stay while its facts are being read. */
export type Draft = {
  unit: string; from: CivilDate; to: CivilDate; began: Stay['began']; ended?: Stay['ended'];
  spans: Span[]; breaks: Period[]; provisional: Period[]; provisionalFrom?: CivilDate;
  starts: CivilDate[]; educationBegan?: SaidBeginnings; tookOverFromSummerPlacement?: boolean;
  /** How many of the breaks are over, and not only expected to be. */
  breaksOver: number;
  /** The last real start, and the study paths that go on beside (paths-at-once.ts). */
  lastStart?: Moment;
  beside?: PathBeside[];
};

const sameStudies = (a: Span, b: Span): boolean =>
  a.studyPath === b.studyPath && a.schoolYear === b.schoolYear && a.priceVariant === b.priceVariant;

/** Cuts spans to the stay and joins neighbours that say the same. */
const tidySpans = (spans: readonly Span[], stay: Period): Span[] => spans
  .map((span) => ({ ...span, to: earlier(span.to, stay.to) }))
  .filter((span) => !isEmpty(span))
  .reduce<Span[]>((tidy, span) => {
    const last = tidy.at(-1);
    if (last && last.to === span.from && sameStudies(last, span)) {
      tidy[tidy.length - 1] = { ...last, to: span.to };
    }
    else tidy.push(span);
    return tidy;
  }, []);

/** Written out, since it is made for every stay there is, and copying all but a few fields takes long. */
export const finished = (draft: Draft): Stay => ({
  unit: draft.unit, from: draft.from, to: draft.to, began: draft.began, ended: draft.ended,
  spans: tidySpans(draft.spans, draft), breaks: within(joined(draft.breaks), draft),
  provisional: within([...draft.provisional, { from: draft.provisionalFrom ?? FOREVER, to: FOREVER }], draft),
  starts: draft.starts, educationBegan: draft.educationBegan,
  tookOverFromSummerPlacement: draft.tookOverFromSummerPlacement,
});

/** A place that a dropout ended on the day of the start; the study path said last is that day's. */
export const brief = (draft: Draft): Stay[] => {
  if (draft.ended !== 'dropout' || draft.from < draft.to || draft.starts.length === 0) return [];
  return [{ ...finished(draft), spans: [{ ...draft.spans.at(-1)!, to: draft.to }] }];
};
