import { Type } from '@sinclair/typebox';
import { eventKind, type EventOf } from '../shared/event.js';
import {
  CivilDateField, CodeField, ObservedField, ReasonField, SourceField, StudyPathField, TargetField, times,
  UnitField,
} from '../shared/fields.js';
import { TextLine } from '../shared/text-line.js';

const atUnit = { ...times, source: SourceField, unit: UnitField, observed: ObservedField };

const onStudyPath = {
  ...atUnit, studyPath: StudyPathField,
  schoolYear: Type.Optional(Type.String({
    pattern: '^[1-9]$', description: 'Year of study (årskurs), as reported',
  })),
  priceVariant: Type.Optional(TextLine(20, { description: 'Price variant (prisvariant), as reported' })),
};

/** Provisional place from 1 July (sommarplacering); from the deadline on it counts only if confirmed. */
export const SummerPlaced = eventKind('SummerPlaced', {
  version: 1, category: 'schooling',
  summary: 'Placed for the coming school year, not yet confirmed by a start.',
  data: onStudyPath,
});

/** Taken in at a school unit on a study path (antagen). */
export const Enrolled = eventKind('Enrolled', {
  version: 1, category: 'schooling', summary: 'Taken in at a school unit on a study path from a day on.',
  data: {
    ...onStudyPath,
    educationBegan: Type.Optional(CivilDateField('When this education began, if not at the enrolment')),
  },
});

/** Left one unit for another (skolbyte). */
export const Transferred = eventKind('Transferred', {
  version: 1, category: 'schooling', summary: 'Left one school unit for another on the same day.',
  data: { ...onStudyPath, fromUnit: Type.Optional(UnitField) },
});

/** Same unit, other study path (byte av studieväg). */
export const StudyPathChanged = eventKind('StudyPathChanged', {
  version: 1, category: 'schooling', summary: 'Changed study path at the same school unit.',
  data: onStudyPath,
});

/** The place is kept, nothing is paid (planerat uppehåll). */
export const BreakPlanned = eventKind('BreakPlanned', {
  version: 1, category: 'schooling', summary: 'A planned break began; the place is kept.',
  data: { ...atUnit, expectedEnd: Type.Optional(CivilDateField('First day back, if it is known')) },
});

export const BreakEnded = eventKind('BreakEnded', {
  version: 1, category: 'schooling', summary: 'Back from a planned break; the day is the first day back.',
  data: atUnit,
});

/** Ended without a final document (avbrott). The day is the first one outside. */
export const DroppedOut = eventKind('DroppedOut', {
  version: 1, category: 'schooling', summary: 'Ended at a school unit without a final document.',
  data: {
    ...atUnit, reason: ReasonField,
    guardianConsent: Type.Optional(Type.Boolean({
      description: 'Whether a guardian\'s consent was shown, as who is under 18 must when giving notice',
    })),
  },
});

/**
 * Admitted, and not there within three days of the first term start, without a valid reason: regarded as
 * having ended (Upper Secondary Ordinance 12:3). The place never was one, from its first day on. Only a
 * school says so: the sign that somebody did not come (DidNotAppear) is a flag and no end.
 */
export const PlaceForfeited = eventKind('PlaceForfeited', {
  version: 1, category: 'schooling',
  summary: 'Never came to the first term start, without a valid reason; the place never began.',
  data: { ...atUnit, validOn: CivilDateField('First day of the term') },
});

/**
 * What was decided on somebody away for more than a month without illness or leave: regarded as having ended,
 * or that the pupil goes on, since the head teacher found exceptional reasons (Upper Secondary Ordinance
 * 12:4 a). Part of the schooling, since days are paid by it; signs of absence are not kept as long.
 */
export const AbsenceDecided = eventKind('AbsenceDecided', {
  version: 1, category: 'schooling',
  summary: 'It was decided whether a place ends, since the pupil is away for more than a month.',
  data: {
    ...atUnit,
    validOn: CivilDateField('The day it takes effect; the first one outside, where the place ends'),
    decidedOn: CivilDateField('The day of the decision'),
    awaySince: CivilDateField('First day away, by which decisions on one absence are known'),
    outcome: CodeField(['ends', 'goes-on'], 'Whether the place ends, or the pupil goes on'),
  },
});

/** A report that removes an earlier one without naming it (ELIN 500, 501, 502); the fold finds which. */
export const RemovalReported = eventKind('RemovalReported', {
  version: 1, category: 'schooling',
  summary: 'The source removed an enrolment, dropout or transfer, unnamed; see docs/reference/elin.md.',
  data: {
    ...atUnit,
    removes: Type.Union([Type.Literal('enrolment'), Type.Literal('dropout'), Type.Literal('transfer')]),
  },
});

export const SchoolingFactWithdrawn = eventKind('SchoolingFactWithdrawn', {
  version: 1, category: 'schooling',
  summary: 'An earlier fact about the schooling does not hold and never did.',
  data: { ...times, source: SourceField, withdraws: TargetField, reason: ReasonField },
});

/**
 * Whoever is to decide it says which of those that claim a pupil is paid for some days, or that nobody is. It
 * decides nothing on days that only one of them claims.
 */
export const DisputeDecided = eventKind('DisputeDecided', {
  version: 1, category: 'schooling',
  summary: 'It was decided which school, if any, is paid for days that two claim.',
  data: {
    ...times, source: SourceField,
    until: Type.Optional(CivilDateField('The day after the last that it decides; absent: there is no last')),
    inFavourOf: CodeField(['unit', 'nobody'], 'Whether one of those who claim is paid, or nobody'),
    unit: Type.Optional(UnitField),
    studyPath: Type.Optional(StudyPathField),
    reason: Type.String({
      pattern: '^[a-z][a-z0-9-]{0,60}$', description: 'Reason as a code, never free text',
      examples: ['attended-there'],
    }),
  },
});

export const DisputeDecisionWithdrawn = eventKind('DisputeDecisionWithdrawn', {
  version: 1, category: 'schooling', summary: 'What was decided on days that two claim does not hold.',
  data: { ...times, source: SourceField, withdraws: TargetField, reason: ReasonField },
});

/** A final document, or a certificate whose kind the source does not make clear (ELIN type 32). */
export const DocumentIssued = eventKind('DocumentIssued', {
  version: 1, category: 'document',
  summary: 'A document was issued: diploma, study certificate, certificate (adapted), or of unclear kind.',
  data: {
    ...times, source: SourceField, unit: Type.Optional(UnitField), observed: ObservedField,
    document: Type.Union([
      Type.Literal('examensbevis'), Type.Literal('studiebevis'), Type.Literal('gymnasiebevis'),
      Type.Literal('gymnasieintyg'),
    ]),
  },
});

export const DocumentWithdrawn = eventKind('DocumentWithdrawn', {
  version: 1, category: 'document', summary: 'An earlier document does not hold and never did.',
  data: { ...times, source: SourceField, withdraws: TargetField, reason: ReasonField },
});

export const schoolingKinds = [
  SummerPlaced, Enrolled, Transferred, StudyPathChanged, BreakPlanned, BreakEnded, DroppedOut,
  PlaceForfeited, AbsenceDecided, RemovalReported, SchoolingFactWithdrawn, DisputeDecided,
  DisputeDecisionWithdrawn,
] as const;
export const documentKinds = [DocumentIssued, DocumentWithdrawn] as const;

export type SchoolingEvent = EventOf<(typeof schoolingKinds)[number]>;
export type DocumentEvent = EventOf<(typeof documentKinds)[number]>;
