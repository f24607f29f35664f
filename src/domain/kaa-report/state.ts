import { refuse } from '../shared/refusal.js';
import type { ReportEvent, ReportMade } from './events.js';
import type { HalfYear } from '../shared/half-year.js';
import { isFor, type Layout } from './layout.js';

/** Something that was done about half-year reports, and by whom. */
export interface ReportStep {
  readonly event: ReportEvent;
  /** Opaque, as the ledger notes it beside the event. */
  readonly actor: string;
  readonly recordedAt: number;
}

/** A report that was made, and never changes. */
export interface MadeReport extends ReportMade {
  readonly madeBy: string;
  readonly madeAt: number;
  /** Another one was made of the same half-year since, and takes its place. */
  readonly isReplaced: boolean;
}

/** All reports, in the order in which they were made. */
export const reportsIn = (steps: readonly ReportStep[]): MadeReport[] => {
  const made = steps.flatMap(({ event, actor, recordedAt }) => (event.type === 'HalfYearReportMade'
    ? [{ ...event.data, madeBy: actor, madeAt: recordedAt }] : []));
  const subjectOf = ({ municipality, half }: ReportMade): string => `${municipality}|${half}`;
  const last = new Map(made.map((report) => [subjectOf(report), report.report]));
  return made.map((report) => ({ ...report, isReplaced: last.get(subjectOf(report)) !== report.report }));
};

/** Refuses (`report-unknown`) an id that none has. */
export const reportNamed = (id: string, reports: readonly MadeReport[]): MadeReport =>
  reports.find(({ report }) => report === id)
    ?? refuse('report-unknown', 'report', 'Make the report first.');

/** The layouts that were published, in their order. */
export const layoutsIn = (steps: readonly ReportStep[]): Layout[] => steps.flatMap(({ event }) =>
  (event.type === 'LayoutPublished' ? [event.data.layout] : []));

/** The layout for a half-year: the one published last of those that are for it, else the one that ships. */
export const layoutFor = (half: HalfYear, published: readonly Layout[], shipped: Layout): Layout =>
  [shipped, ...published].findLast((layout) => isFor(layout, half))
    ?? refuse('layout-missing', 'half', 'Publish a layout that is for the half-year.');
