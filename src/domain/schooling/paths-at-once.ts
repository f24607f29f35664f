import { type CivilDate, earlier, FOREVER, schoolYearOf } from '../shared/civil-date.js';
import { isEmpty, joined, within } from '../shared/period.js';
import { programmeOf } from '../shared/study-path.js';
import { educationsBegan } from './education.js';
import type { Moment } from './standing.js';
import type { Stay } from './stay.js';
import type { Draft, PathBeside } from './stay-draft.js';

/** Those of a programme, or all, go on no longer. */
export const endBeside = (draft: Draft, on: CivilDate, programme?: string): void => {
  if (!draft.beside) return;
  const isMeant = ({ to, span }: PathBeside): boolean =>
    to === FOREVER && (programme === undefined || programme === programmeOf(span.studyPath));
  draft.beside = draft.beside.map((path) => (isMeant(path) ? { ...path, to: on } : path));
};

/**
 * A pupil is taken in where the pupil is already. Two enrolments of one school year on two programmes do not
 * say that the first is over, as a change of study path would: both go on, and a human must look [P]. One of
 * another school year says anew what is studied (inferred).
 */
export const startAgain = (draft: Draft, start: Moment & { readonly studyPath: string }): void => {
  const { lastStart, spans } = draft;
  draft.lastStart = start;
  if (!lastStart) return;
  const isSameYear = schoolYearOf(lastStart.validOn) === schoolYearOf(start.validOn);
  const programme = programmeOf(start.studyPath);
  endBeside(draft, start.validOn, isSameYear ? programme : undefined);
  const last = spans.at(-1)!;
  if (!isSameYear || programmeOf(last.studyPath) === programme) return;
  const began = educationsBegan(spans, draft.educationBegan).at(-1)!;
  (draft.beside ??= []).push({ from: start.validOn, to: FOREVER, span: last, educationBegan: began });
};

/** Stays beside the one at the same unit, as two enrolments have it. */
export const staysBeside = (draft: Draft): Stay[] => (draft.beside ?? []).map((path): Stay => {
  const { unit, ended } = draft;
  const days = { from: path.from, to: earlier(path.to, draft.to) };
  return {
    unit, ...days, began: 'enrolment', ended: path.to < draft.to ? undefined : ended,
    spans: [{ ...path.span, ...days }], breaks: within(joined(draft.breaks), days), provisional: [],
    starts: [], educationBegan: { [programmeOf(path.span.studyPath)]: path.educationBegan },
  };
}).filter((stay) => !isEmpty(stay));
