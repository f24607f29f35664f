import { programmeOf } from './study-path.js';

/**
 * National programmes by code, as far as codes are confirmed: three years each (national price list 2026;
 * FS and VF in lists of municipalities).
 */
const NATIONAL = new Set([
  'BA', 'BF', 'EE', 'EK', 'ES', 'FS', 'FT', 'HA', 'HT', 'HU', 'HV', 'IB', 'IN', 'NA', 'NB', 'RL', 'SA', 'TE',
  'VF', 'VO',
]);

/** Programmes of anpassad gymnasieskola, as school systems were seen to write two of them. */
const ADAPTED = new Set(['HR', 'IP']);

/** Introduction programmes, and one more as school systems were seen to write it. */
const OTHERS = new Set(['IM', 'SX']);

/** Whether a study path is of a national programme whose code is confirmed. */
export const isOfNationalProgramme = (studyPath: string): boolean => NATIONAL.has(programmeOf(studyPath));

/** Whether a study path is of anpassad gymnasieskola, as far as its codes are known. */
export const isAdapted = (studyPath: string): boolean => ADAPTED.has(programmeOf(studyPath));

/** Whether anybody is known to write the programme of a study path so. The agency's own list was not read. */
export const isOfKnownProgramme = (studyPath: string): boolean =>
  isOfNationalProgramme(studyPath) || isAdapted(studyPath) || OTHERS.has(programmeOf(studyPath));
