import type { CollectionSpec } from '../../application/ports/read-store.js';
import type { Deviation, Segment } from '../../domain/cost/allocation.js';
import type { Look } from '../timeline-rows.js';

/** Paid days in a row of one person, with one payer, payee, path and price. Names are not kept here. */
export interface SegmentRow extends Segment, Look {
  readonly person: string;
}

/** Days of one person that could not be charged. */
export interface DeviationRow extends Deviation, Look {
  readonly person: string;
}

const onDays = { from: 'text', to: 'text', since: 'text', until: 'text', person: 'text' } as const;

export const costCollections: readonly CollectionSpec[] = [
  {
    name: 'segments', fields: { ...onDays, payer: 'text', unit: 'text', studyPath: 'text' },
    indexes: [['payer', 'unit', 'studyPath', 'from'], ['unit', 'from'], ['person', 'from']],
  },
  {
    name: 'deviations', fields: { ...onDays, kind: 'text', unit: 'text', payer: 'text' },
    indexes: [['kind', 'from'], ['unit', 'from'], ['person', 'from'], ['from']],
  },
];

/** What is summed per month: days and öre. */
export type Measure = 'days' | 'ore';

/** One month's sum for a payer, payee and path; see `sumsOverLooks` for the day that ends the key. */
export const monthKey = (month: string, measure: Measure, segment: Segment): string =>
  `${month}|${segment.payer}|${segment.unit}|${segment.principal.id}|${segment.studyPath}|${measure}`;

export interface MonthSum {
  readonly month: string;
  readonly payer: string;
  readonly unit: string;
  readonly principal: string;
  readonly studyPath: string;
  readonly measure: Measure;
  readonly until: string;
}

/** What a sum key says, read back. */
export const parseMonthKey = (key: string): MonthSum => {
  const [month, payer, unit, principal, studyPath, measure, until] = key.split('|') as
    [string, string, string, string, string, Measure, string];
  return { month, payer, unit, principal, studyPath, measure, until };
};
