import type { ProblemType } from './problem-type.js';

/** What can be wrong with half-year reports and their layouts. */
export const kaaReportProblems = {
  'report-unknown': {
    status: 404, title: 'There is no such half-year report', advice: 'See `GET /v1/kaa/reports`.',
  },
  'half-year-open': {
    status: 422, title: 'The half-year is not over', advice: 'Make the report once it is.',
  },
  'layout-missing': {
    status: 422, title: 'No layout is for the half-year',
    advice: 'Publish one that is; see `GET /v1/kaa/layouts`.',
  },
  'layout-refused': {
    status: 422, title: 'This is no layout of half-year reports',
    advice: '`detail` says where, and what it must be.',
  },
  'report-checks-failed': {
    status: 422, title: 'Checks fail, so no report was made',
    advice: 'Mend what `GET /v1/kaa/reports/draft/failures` lists, or accept checks by name and decision.',
  },
  'report-code-unmapped': {
    status: 422, title: 'The layout has no word for a code', advice: 'Publish a layout that has one.',
  },
  'protected-in-report': {
    status: 403, title: 'There are protected persons in the file',
    advice: 'Let somebody fetch it who may see protected persons.',
  },
} as const satisfies Record<string, ProblemType>;
