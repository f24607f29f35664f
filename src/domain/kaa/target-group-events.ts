import { Type } from '@sinclair/typebox';
import { eventKind } from '../shared/event.js';
import { CivilDateField, CodeField } from '../shared/fields.js';
import { inFile } from './codes.js';

/** Decisions of an officer that say who is in the target group, and whose responsibility somebody is. */

/** Under protected registration the register names another place than the one somebody lives in. */
export const ResponsibilityConfirmed = eventKind('ResponsibilityConfirmed', {
  version: 1, category: 'kaa',
  summary: 'The municipality confirms that it is responsible for a youth under protected registration.',
  data: {
    ...inFile,
    until: Type.Optional(CivilDateField('The first day on which it no longer is, if that is known')),
  },
});

const EducationField = CodeField([
  'international-baccalaureate', 'foreign-upper-secondary', 'folk-high-school',
  'adult-education-upper-secondary', 'other',
], 'Which education was found to be equivalent to upper secondary school');

/** Equivalent to upper secondary (motsvarande utbildning): always somebody's decision, never automatic. */
export const EquivalentEducationBegan = eventKind('EquivalentEducationBegan', {
  version: 1, category: 'kaa',
  summary: 'The youth carries out an education that was found equivalent to upper secondary school.',
  data: { ...inFile, education: EducationField },
});

export const EquivalentEducationEnded = eventKind('EquivalentEducationEnded', {
  version: 1, category: 'kaa',
  summary: 'An education found equivalent ended: completed with an approved result, or aborted.',
  data: {
    ...inFile, education: EducationField,
    outcome: CodeField(['completed', 'aborted'], 'Whether it was completed with an approved result'),
  },
});

export const targetGroupKinds =
  [ResponsibilityConfirmed, EquivalentEducationBegan, EquivalentEducationEnded] as const;
