import { CodeField, MunicipalityField, SourceField, times } from '../shared/fields.js';

/** Building blocks of the kinds in a municipality's file: codes, and no words. */

/** What every fact in a file has. */
export const inFile = { ...times, source: SourceField, municipality: MunicipalityField };

/** What a youth can do. */
export const OCCUPATIONS = [
  'unknown', 'none', 'work', 'upper-secondary', 'adult-education-upper-secondary', 'adult-education-basic',
  'swedish-for-immigrants', 'folk-high-school', 'other-education', 'work-placement', 'military-service',
  'other-service', 'other-activity',
] as const;

/**
 * What a youth does: education, work, other service or activity, as the ordinance lists it (2006:39, 4 §).
 * Deliberately without a code for illness, treatment, custody or crime, which it forbids (5 §).
 */
export const OccupationField = CodeField(OCCUPATIONS, 'What the youth does');
export type Occupation = (typeof OccupationField)['static'];
