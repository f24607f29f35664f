import { MunicipalityField, StudyPathField, UnitField } from '../../../domain/shared/fields.js';
import { like, shapeOf } from './fields.js';

/** Shapes of codes, as events will have to have them. */
export const shapes = {
  municipality: shapeOf(MunicipalityField, 'Write the municipality code as text of four characters: 0114.'),
  unit: shapeOf(UnitField, 'Write the school unit code as text: eight digits, or a pseudo code.'),
  studyPath: shapeOf(StudyPathField, 'Write a study path code: up to nine capital letters and digits.'),
  schoolYear: like(/^[1-9]$/, 'Write the year of study as one digit.'),
};
