import { Type } from '@sinclair/typebox';
import { eventKind, type EventOf } from '../shared/event.js';
import {
  CivilDateField, CodeField, MunicipalityField, ReasonField, SourceField, TargetField, times, UnitField,
} from '../shared/fields.js';
import { correctionKinds } from './correction-events.js';

/**
 * Whether somebody is where a school has said. A record class of its own: such facts are not kept as long as
 * the schooling itself.
 */
const atUnit = { ...times, source: SourceField, unit: UnitField };

/** A school named the pupil when it listed all it has on a day (elevförteckning). */
export const SeenOnRoll = eventKind('SeenOnRoll', {
  version: 1, category: 'attendance', summary: 'A school named the pupil among all that it has on a day.',
  data: atUnit,
});

/** Admitted, and did not come to the first term start (gymnasieförordningen 12:3). */
export const DidNotAppear = eventKind('DidNotAppear', {
  version: 1, category: 'attendance',
  summary: 'Admitted, did not come on the first day of the term, and gave no valid reason.',
  data: { ...atUnit, validOn: CivilDateField('First day of the term') },
});

/** Away without illness or leave (gymnasieförordningen 12:4 a); the school tells the home municipality. */
export const AbsenceReported = eventKind('AbsenceReported', {
  version: 1, category: 'attendance', summary: 'Away from a day on, without a reason that is valid.',
  data: { ...atUnit, validOn: CivilDateField('First day away') },
});

export const AbsenceEnded = eventKind('AbsenceEnded', {
  version: 1, category: 'attendance', summary: 'Back at school, or found to have a valid reason.',
  data: { ...atUnit, validOn: CivilDateField('First day back') },
});

/** The rector decides for exceptional reasons (synnerliga skäl) that the pupil goes on. */
export const AbsenceExcepted = eventKind('AbsenceExcepted', {
  version: 1, category: 'attendance',
  summary: 'The rector decided that the pupil goes on, however long the absence until that day.',
  data: { ...atUnit, validOn: CivilDateField('The day of the decision') },
});

/** How much somebody was away in some weeks, as the school counts it. */
export const AbsenceShareReported = eventKind('AbsenceShareReported', {
  version: 1, category: 'attendance', summary: 'How much of the time a pupil was away in a period.',
  data: {
    ...atUnit, validOn: CivilDateField('First day of the period'),
    until: CivilDateField('The day after its last'),
    absentPercent: Type.Integer({ minimum: 0, maximum: 100, description: 'Share of the time, in percent' }),
    unexcusedHours: Type.Optional(Type.Integer({
      minimum: 0, maximum: 1_000, description: 'Hours without a valid reason',
    })),
  },
});

/** A warning (varning) of the school, be it of a course that may be failed or of absence. */
export const WarningGiven = eventKind('WarningGiven', {
  version: 1, category: 'attendance', summary: 'The school warned the pupil.',
  data: {
    ...atUnit, validOn: CivilDateField('The day of the warning'),
    about: CodeField(['absence', 'course-may-be-failed', 'course-failed', 'other'], 'What it was about'),
  },
});

/** Ticks off a sign. It names what the sign rests on, so that it comes back when something new is said. */
export const SignExplained = eventKind('SignExplained', {
  version: 1, category: 'attendance',
  summary: 'Somebody looked into a sign that a pupil is gone, and says what is behind it.',
  data: {
    ...times, source: SourceField, unit: Type.Optional(UnitField),
    municipality: Type.Optional(MunicipalityField),
    evidence: Type.Array(Type.String({ format: 'uuid' }), {
      minItems: 1, maxItems: 100, description: 'Ids of the events that the sign rests on, as it names them',
    }),
    why: CodeField([
      'at-school-after-all', 'at-another-school', 'at-school-that-does-not-report', 'never-began',
      'school-will-report', 'no-longer-in-sweden', 'followed-up', 'wrong-data', 'other',
    ], 'What is behind it'),
  },
});

export const AttendanceFactWithdrawn = eventKind('AttendanceFactWithdrawn', {
  version: 1, category: 'attendance',
  summary: 'An earlier fact about attendance does not hold and never did.',
  data: { ...times, source: SourceField, withdraws: TargetField, reason: ReasonField },
});

export const attendanceKinds = [
  SeenOnRoll, DidNotAppear, AbsenceReported, AbsenceEnded, AbsenceExcepted, AbsenceShareReported,
  WarningGiven, SignExplained, AttendanceFactWithdrawn, ...correctionKinds,
] as const;
export type AttendanceEvent = EventOf<(typeof attendanceKinds)[number]>;

/** About no person: the school has named everybody it has on a day, so that who is not named is not there. */
export const RollClosed = eventKind('RollClosed', {
  version: 1, category: 'schoolregister', summary: 'A school has named all the pupils that it has on a day.',
  data: { validOn: CivilDateField('The day of the roll'), unit: UnitField },
});

export const rollKinds = [RollClosed] as const;
export type RollEvent = EventOf<(typeof rollKinds)[number]>;
