import { type Static, Type } from '@sinclair/typebox';
import { KaaRulesSet } from '../kaa/rules-events.js';
import { eventKind, type EventOf } from '../shared/event.js';
import { CivilDateField, CodeField, MunicipalityField } from '../shared/fields.js';
import { TextLine } from '../shared/text-line.js';
import { FAILING_CHECKS } from './checks.js';
import { HalfYearField } from '../shared/half-year.js';
import { LayoutField } from './layout.js';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const ReportField = Type.String({ format: 'uuid', description: 'Id of the report' });
const CheckField = CodeField(FAILING_CHECKS, 'A check');

/** A layout is for all half-years from one on, until another that is for them too is published. */
export const LayoutPublished = eventKind('LayoutPublished', {
  version: 1, category: 'kaareport', summary: 'A layout for half-year reports was published.',
  data: { validOn: CivilDateField('First day of the first half-year it is for'), layout: LayoutField },
});

/** Of a municipality and half-year the report made last is the one that counts: it replaces all before it. */
export const HalfYearReportMade = eventKind('HalfYearReportMade', {
  version: 1, category: 'kaareport',
  summary: 'The half-year report of a municipality was made: every row of it is recorded and stays.',
  data: {
    report: ReportField,
    validOn: CivilDateField('The day it was made'),
    municipality: MunicipalityField, half: HalfYearField,
    position: Type.String({
      pattern: '^[0-9A-Za-z._:-]{0,80}$', description: 'Ledger position: what was known then is in it',
    }),
    layout: LayoutField,
    persons: count('Youths in it'), rows: count('Rows of it'),
    leftOut: count('Protected persons whom the layout leaves out'),
    protectedPersons: count('Protected persons in it'),
    digest: Type.String({ pattern: '^[0-9a-f]{64}$', description: 'SHA-256 of the file' }),
    failures: Type.Array(Type.Object({
      check: CheckField, persons: count('How many youths fail it'),
    }, { additionalProperties: false }), {
      maxItems: FAILING_CHECKS.length, description: 'Checks that it was made in spite of',
    }),
    rules: Type.Optional(Type.Array(Type.Object({
      from: CivilDateField('First day of the half-year on which they held'),
      leapDayBirthday: KaaRulesSet.schema.properties.leapDayBirthday,
      gapToleranceDays: KaaRulesSet.schema.properties.gapToleranceDays,
      assumed: Type.Boolean({ description: 'Nobody had set any' }),
    }, { additionalProperties: false }), {
      minItems: 1, maxItems: 200,
      description: 'By which it was told who is in the target group; absent where it was not noted',
    })),
    decision: Type.Optional(Type.String({
      pattern: '^[0-9A-Za-z./: -]{1,100}$', description: 'Reference of the decision to make it all the same',
    })),
  },
});

/** What of a report can be read that shows what stands in files of youths. */
export const REPORT_PARTS = ['report', 'report-differences'] as const;
export type ReportPart = (typeof REPORT_PARTS)[number];

/** About no youth by itself, and about everybody in the report: who read stands in the metadata. */
export const ReportRead = eventKind('ReportRead', {
  version: 1, category: 'kaareport',
  summary: 'Somebody read the rows of a half-year report, or how they would differ now.',
  data: {
    report: ReportField,
    validOn: CivilDateField('The day of the reading'),
    how: CodeField(REPORT_PARTS, 'The rows of the report, or how they would differ now'),
  },
});

const RowField = Type.Record(TextLine(80, { minLength: 1 }), TextLine(200), {
  description: 'The cells of a row, by column', additionalProperties: false,
});

/** The rows of a report that are about one youth, in that municipality's own file for them. */
export const YouthReported = eventKind('YouthReported', {
  version: 1, category: 'kaa', summary: 'What a half-year report says of the youth.',
  data: {
    validOn: CivilDateField('The day the report was made'),
    municipality: MunicipalityField, half: HalfYearField,
    report: ReportField,
    place: count('Where in the report the rows stand: so many others come before'),
    rows: Type.Array(RowField, { maxItems: 2_000, description: 'In their order' }),
    failures: Type.Array(Type.Object({
      check: CheckField,
      column: Type.Optional(TextLine(80, { description: 'Of checks of the layout: the column' })),
      facts: Type.Array(Type.String({ format: 'uuid' }), { maxItems: 2_000, description: 'Facts at fault' }),
    }, { additionalProperties: false }), { maxItems: 300, description: 'Checks that the youth fails' }),
  },
});

export const reportKinds = [LayoutPublished, HalfYearReportMade, ReportRead] as const;
export const youthReportKinds = [YouthReported] as const;

export type ReportEvent = EventOf<(typeof reportKinds)[number]>;
export type ReportMade = Static<typeof HalfYearReportMade.schema>;
export type YouthReport = Static<typeof YouthReported.schema>;
