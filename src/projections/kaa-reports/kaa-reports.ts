import type { CollectionSpec } from '../../application/ports/read-store.js';
import { type YouthReport, YouthReported } from '../../domain/kaa-report/events.js';
import type { Projection } from '../engine/projection.js';
import { byPerson } from '../person-facts.js';
import { numberedRows } from '../timeline-rows.js';

/** By event id, which reports have rows of one person: where to look for them, and not what is in them. */
type ReportDocument = { readonly reports: Record<string, string> };

const collections: readonly CollectionSpec[] = [
  { name: 'reported', fields: { report: 'text', person: 'text' }, indexes: [['report', 'person']] },
];

/** Whom each half-year report is about. */
export const kaaReports: Projection<ReportDocument> = {
  name: 'kaa-reports', version: 1,
  handles: [YouthReported],
  keys: byPerson,
  init: () => ({ reports: {} }),
  evolve: (document, event) => {
    document.reports[event.id] = (event.data as YouthReport).report;
    return document;
  },
  contribute: ({ reports }, _, person) => ({
    rows: numberedRows('reported', Object.values(reports).map((report) => ({ report, person }))),
    sums: new Map(), uses: [],
  }),
  collections,
  references: [],
  aboutPersons: true,
};
