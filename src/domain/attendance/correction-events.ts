import { Type } from '@sinclair/typebox';
import { eventKind } from '../shared/event.js';
import {
  CivilDateField, CodeField, MunicipalityField, ReasonField, SourceField, TargetField, times, UnitField,
} from '../shared/fields.js';

/**
 * A question to a school on what it reported of somebody, or did not report. Those who follow youths up ask
 * it and those who pay for pupils, in the same codes and in the name of the municipality, so that it tells
 * the school nothing of why it is asked.
 */
const betweenUs = { ...times, source: SourceField, unit: UnitField, municipality: MunicipalityField };

/** What a school can be asked. */
export const QUESTIONS = [
  'is-a-pupil-there', 'has-final-document', 'began-elsewhere', 'right-person', 'right-days',
  'right-study-path',
] as const;

export const CorrectionAsked = eventKind('CorrectionAsked', {
  version: 1, category: 'attendance',
  summary: 'A municipality asked a school whether what it reported of a person is right and complete.',
  data: {
    ...betweenUs, validOn: CivilDateField('The day it is about'),
    asks: CodeField(QUESTIONS, 'What is asked: whether the person is a pupil there on the day, has a final '
      + 'document, or began elsewhere; whether it is the right person, the right days, the right study path'),
  },
});

/** What a school can answer, if it reports nothing new. */
export const ANSWERS = ['as-reported', 'not-a-pupil-here', 'at-another-school', 'cannot-tell'] as const;

export const CorrectionAnswered = eventKind('CorrectionAnswered', {
  version: 1, category: 'attendance', summary: 'A school answered what it was asked, by a code.',
  data: {
    ...betweenUs, validOn: CivilDateField('The day of the answer'),
    request: Type.String({ format: 'uuid', description: 'Id of the event that asked' }),
    answer: CodeField(ANSWERS, 'What the school answers; `as-reported`: what it reported is right'),
  },
});

export const CorrectionRequestWithdrawn = eventKind('CorrectionRequestWithdrawn', {
  version: 1, category: 'attendance', summary: 'A municipality took back what it asked a school.',
  data: { ...betweenUs, withdraws: TargetField, reason: ReasonField },
});

export const correctionKinds = [CorrectionAsked, CorrectionAnswered, CorrectionRequestWithdrawn] as const;
