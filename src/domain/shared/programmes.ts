import { programmeOf } from './study-path.js';

/**
 * National programmes by code, as far as codes are confirmed: three years each (national price list 2026;
 * FS and VF in lists of municipalities).
 */
const NATIONAL = new Set([
  'BA', 'BF', 'EE', 'EK', 'ES', 'FS', 'FT', 'HA', 'HT', 'HU', 'HV', 'IB', 'IN', 'NA', 'NB', 'RL', 'SA', 'TE',
  'VF', 'VO',
]);

/** Introduction programmes; anpassad gymnasieskola and one more as school systems were seen to write them. */
const OTHERS = new Set(['IM', 'HR', 'IP', 'SX']);

/** Whether a study path is of a national programme whose code is confirmed. */
export const isOfNationalProgramme = (studyPath: string): boolean => NATIONAL.has(programmeOf(studyPath));

/** Whether anybody is known to write the programme of a study path so. The agency's own list was not read. */
export const isOfKnownProgramme = (studyPath: string): boolean =>
  isOfNationalProgramme(studyPath) || OTHERS.has(programmeOf(studyPath));
