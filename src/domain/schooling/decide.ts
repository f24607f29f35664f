import { recordOf } from '../shared/recording.js';
import { refuseIf } from '../shared/refusal.js';
import { reported, type Said } from '../shared/reported.js';
import {
  BreakEnded, BreakPlanned, type DocumentEvent, DocumentIssued, DocumentWithdrawn, DroppedOut, Enrolled,
  type SchoolingEvent, SchoolingFactWithdrawn, StudyPathChanged, SummerPlaced, Transferred,
} from './events.js';

/** No pupil of today's ledger went to school before; an earlier year is a slip of the keyboard. */
const mustBeOfOurTime = ({ validOn }: { readonly validOn: string }): void => refuseIf(
  validOn < '1990-01-01', 'date-out-of-range', 'validOn', 'Write a day after 1989.',
);

/**
 * What a school reports is a fact. A second school, a change of what never began, the dropout of somebody who
 * never started: all are recorded, and flagged by the folds. Refused is only what cannot be.
 */
const schooling = recordOf<SchoolingEvent>({
  withdrawn: (withdrawal) => reported(SchoolingFactWithdrawn, withdrawal), check: mustBeOfOurTime,
});

const mustBeginByTheStart = ({ educationBegan, validOn }: Said<typeof Enrolled>): void => refuseIf(
  educationBegan !== undefined && educationBegan > validOn,
  'education-begins-later', 'educationBegan', 'An education begins at the enrolment, or began before it.',
);

const mustLeaveAnotherUnit = ({ unit, fromUnit }: Said<typeof Transferred>): void => refuseIf(
  unit === fromUnit, 'transfer-to-same-unit', 'fromUnit', 'A transfer leaves one school unit for another.',
);

const mustEndAfterItBegins = ({ validOn, expectedEnd }: Said<typeof BreakPlanned>): void => refuseIf(
  expectedEnd !== undefined && expectedEnd <= validOn,
  'break-ends-before-it-begins', 'expectedEnd', 'The first day back comes after the first day away.',
);

export const placeForSummer = schooling.recording(SummerPlaced);
export const recordEnrolment = schooling.recording(Enrolled, mustBeginByTheStart);
export const recordTransfer = schooling.recording(Transferred, mustLeaveAnotherUnit);
export const changeStudyPath = schooling.recording(StudyPathChanged);
export const planBreak = schooling.recording(BreakPlanned, mustEndAfterItBegins);
export const endBreak = schooling.recording(BreakEnded);
export const recordDropout = schooling.recording(DroppedOut);
export const withdrawSchoolingFact = schooling.withdraw;

const documents = recordOf<DocumentEvent>({
  withdrawn: (withdrawal) => reported(DocumentWithdrawn, withdrawal), check: mustBeOfOurTime,
});

export const issueDocument = documents.recording(DocumentIssued);
export const withdrawDocument = documents.withdraw;
