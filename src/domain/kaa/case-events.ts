import { Type } from '@sinclair/typebox';
import { eventKind } from '../shared/event.js';
import { CivilDateField, CodeField, MunicipalityField, UnitField } from '../shared/fields.js';
import { inFile, OccupationField } from './codes.js';

/** Case work of a follow-up officer with one youth. */

const ofEvent = (description: string) => Type.String({ format: 'uuid', description });

/** What the youth does from a day on (sysselsättning); the earlier ones stay as history. */
export const OccupationRecorded = eventKind('OccupationRecorded', {
  version: 1, category: 'kaa', summary: 'What the youth does from a day on, or will do.',
  data: { ...inFile, occupation: OccupationField },
});

/** What the municipality offers (åtgärd). The event that offers it is what a measure is known by. */
export const MeasureOffered = eventKind('MeasureOffered', {
  version: 1, category: 'kaa', summary: 'The municipality offered the youth a measure.',
  data: {
    ...inFile,
    measure: CodeField([
      'motivation', 'guidance', 'work-placement', 'orientation-course', 'adult-education-basic',
      'swedish-for-immigrants', 'introductory-programme', 'validation', 'project', 'other',
    ], 'What is offered'),
    provider: Type.Optional(CodeField(
      ['municipality', 'employer', 'employment-service', 'adult-education', 'folk-high-school', 'association',
        'other'], 'Who carries it out',
    )),
  },
});

const MeasureIdField = ofEvent('Id of the event that offered the measure');

export const MeasureDeclined = eventKind('MeasureDeclined', {
  version: 1, category: 'kaa', summary: 'The youth declined a measure; that ends no spell.',
  data: { ...inFile, offer: MeasureIdField },
});

export const MeasureStarted = eventKind('MeasureStarted', {
  version: 1, category: 'kaa', summary: 'A measure began.', data: { ...inFile, offer: MeasureIdField },
});

/** Why a measure can end. */
export const MEASURE_ENDS = [
  'completed', 'began-education', 'began-work', 'other-measure', 'youth-left', 'provider-ended-it',
  'no-longer-in-group', 'continues-outside', 'other',
] as const;

export const MeasureEnded = eventKind('MeasureEnded', {
  version: 1, category: 'kaa', summary: 'A measure ended, why, and what the youth does after it.',
  data: {
    ...inFile, offer: MeasureIdField,
    why: CodeField(
      MEASURE_ENDS,
      'Why it ended; `continues-outside`: it goes on without the municipality\'s responsibility',
    ),
    occupationAfter: Type.Optional(OccupationField),
  },
});

/** Who works with the youth from a day on; nobody where no officer is named. */
export const OfficerAssigned = eventKind('OfficerAssigned', {
  version: 1, category: 'kaa', summary: 'Which follow-up officer works with the youth from a day on.',
  data: {
    ...inFile,
    officer: Type.Optional(Type.String({
      pattern: '^(?!(.*[._:|])?(\\d{6}|\\d{8})-?\\d{4}$)[0-9A-Za-z._:|-]{1,120}$', examples: ['officer-7'],
      description: 'Actor id of the officer, as in tokens: opaque, never a name or a number of a person; '
        + 'nobody if left out',
    })),
  },
});

export const ReminderSet = eventKind('ReminderSet', {
  version: 1, category: 'kaa', summary: 'Something is to be done about the youth by a day.',
  data: {
    ...inFile, due: CivilDateField('The day by which it is to be done'),
    about: CodeField(['contact', 'measure', 'plan', 'occupation', 'other'], 'What it is about'),
  },
});

export const ReminderSettled = eventKind('ReminderSettled', {
  version: 1, category: 'kaa', summary: 'A reminder is done with, or no longer needed.',
  data: {
    ...inFile, reminder: ofEvent('Id of the event that set the reminder'),
    how: CodeField(['done', 'not-needed'], 'How'),
  },
});

/** What is wrong of somebody who should not be listed is put right in one of these. */
export const CORRECTORS = ['school', 'population-register', 'grade-database', 'municipality'] as const;

/** Says that somebody should not be on the list; whoever said what put them there has to correct it. */
export const ListingDisputed = eventKind('ListingDisputed', {
  version: 1, category: 'kaa', summary: 'An officer says that the youth should not be on the list, and why.',
  data: {
    ...inFile,
    why: CodeField([
      'is-in-education', 'has-diploma', 'lives-elsewhere', 'left-sweden', 'is-dead', 'too-old',
      'compulsory-schooling-not-over', 'wrong-person', 'other',
    ], 'Why'),
    corrects: CodeField(CORRECTORS, 'Who has to correct it'),
    unit: Type.Optional(UnitField),
  },
});

/** Lets another municipality read the file as it stood on a day. Nothing follows a youth by itself. */
export const FileDisclosed = eventKind('FileDisclosed', {
  version: 1, category: 'kaa',
  summary: 'The municipality lets another read its file, with what it held up to the day.',
  data: { ...inFile, to: MunicipalityField },
});

export const caseKinds = [
  OccupationRecorded, MeasureOffered, MeasureDeclined, MeasureStarted, MeasureEnded, OfficerAssigned,
  ReminderSet, ReminderSettled, ListingDisputed, FileDisclosed,
] as const;
