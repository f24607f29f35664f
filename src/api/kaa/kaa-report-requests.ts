import { Type } from '@sinclair/typebox';
import { assumedRules } from '../../domain/kaa/rules.js';
import { CHECK_NAMES, checkNamed } from '../../domain/kaa-report/checks.js';
import { HalfYearReportMade } from '../../domain/kaa-report/events.js';
import { HalfYearField } from '../../domain/shared/half-year.js';
import { MunicipalityField } from '../../domain/shared/fields.js';
import { type ExportFormat, FormatField } from '../requests/exported-file.js';
import { EXAMPLE_ID, Field, FieldOf, ObjectField, TextsField } from '../requests/fields.js';
import { FreshQuery, PageQuery } from '../requests/page-query.js';

const optional = { optional: true };
const acceptable = [...CHECK_NAMES, 'column-empty'];

export class ReportsQuery extends PageQuery {
  @Field(MunicipalityField, optional) municipality?: string;
  @Field(HalfYearField, optional) half?: string;
}

export class DraftQuery extends FreshQuery {
  @Field(MunicipalityField) municipality!: string;
  @Field(HalfYearField) half!: string;
}

export class DraftFailuresQuery extends DraftQuery {
  @FormatField() format: ExportFormat = 'ndjson';
}

export class FailuresQuery {
  @FormatField() format: ExportFormat = 'ndjson';
}

class OverrideBody {
  @FieldOf(HalfYearReportMade, 'decision', { optional: false, example: 'KS 2026/117' }) decision!: string;

  @TextsField(Type.String({ pattern: `^(${acceptable.join('|')})$`, examples: ['contact-occupation'] }), {
    description: 'Checks that may fail, by name', most: acceptable.length,
  })
  checks!: string[];
}

export class MakeReportBody {
  @Field(MunicipalityField) municipality!: string;
  @Field(HalfYearField) half!: string;
  @ObjectField(() => OverrideBody, {
    optional: true, description: 'Makes the report although checks fail; they are listed in it',
  })
  override?: OverrideBody;
}

const check = 'contact-occupation';
const failures = [{ check, persons: 3, ...checkNamed(check) }];
const totals = {
  municipality: '1480', half: '2026H1', position: '00000000000000018711',
  layout: 'ASSUMED, not SCB: one row a contact or measure', standing: 'assumed', persons: 412, rows: 903,
  leftOut: 2, protectedPersons: 0,
};
const failing = {
  person: EXAMPLE_ID, check, column: null, facts: ['9b1c6a0e-3a39-4f0e-8f5f-6d6d1c7f1a11'],
  ...checkNamed(check),
};

const rules = [{ from: '2026-01-01', ...assumedRules, assumed: true }];

/** Answers as the documentation shows them. */
export const reportExamples = {
  layouts: {
    items: [{
      name: totals.layout, standing: 'assumed', source: 'Made up by Liggare', from: '2018H2',
      rows: 'contact-or-measure', columns: ['Kommun', 'Period', 'Personnummer'], ships: true,
    }],
  },
  draft: { ...totals, rules, failures },
  report: {
    report: EXAMPLE_ID, ...totals, file: 'KAA_ASSUMED-not-SCB_1480_2026H1.csv', madeOn: '2026-08-03',
    madeAt: '2026-08-03T08:00:00.000Z', madeBy: 'officer-7', digest: '9f'.repeat(32), failures, rules,
    decision: 'KS 2026/117', isReplaced: false,
  },
  differences: {
    resendNeeded: true,
    items: [{
      person: EXAMPLE_ID, change: 'changed',
      columns: [{ column: 'Avregistreringsdatum', was: '', is: '2026-05-04' }],
    }],
  },
  failures: {
    'application/x-ndjson': `${JSON.stringify(failing)}\n`,
    'text/csv': `person,check,column,facts,rule,mend\n${EXAMPLE_ID},${check},,${failing.facts[0]},`
      + `${failing.rule},${failing.mend}\n`,
  },
  file: { 'text/csv': 'Kommun;Period;Personnummer;…\r\n1480;2026H1;201001012382;…\r\n' },
};

/** The least that a layout may be: whom it is about, and what the register says. */
export const layoutExample = {
  format: 'liggare-kaa-layout/1', name: 'ASSUMED, not SCB: whom it is about', standing: 'assumed',
  source: 'Made up to show what a layout is.', from: '2026H2',
  file: {
    name: 'KAA_ASSUMED-not-SCB_{municipality}_{half-year}.csv', encoding: 'utf-8', separator: ';',
    quotes: 'where-needed', lineEnd: 'crlf', header: true,
  },
  rows: 'contact-or-measure', protectedPersons: 'left-out',
  columns: [
    { name: 'Personnummer', field: 'identity-number', form: 'yyyymmddnnnn', required: true },
    { name: 'Registreringsdatum', field: 'registered-on', required: true },
    { name: 'Avregistreringsorsak', field: 'deregistration-reason', codes: 'deregistration' },
  ],
  codes: {
    deregistration: {
      'turned-20': '1', 'began-national-programme': '2', 'began-equivalent-education': '2',
      'began-introductory-programme': '3', completed: '4', 'no-longer-registered': '5', emigrated: '5',
      died: '5',
    },
  },
  checks: ['identity-number', 'under-20'],
};
