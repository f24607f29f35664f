import { recordOf } from '../shared/recording.js';
import { refuseIf } from '../shared/refusal.js';
import { reported } from '../shared/reported.js';
import { CorrectionAsked, CorrectionRequestWithdrawn } from './correction-events.js';
import {
  AbsenceEnded, AbsenceExcepted, AbsenceReported, AbsenceShareReported, type AttendanceEvent,
  AttendanceFactWithdrawn, DidNotAppear, SignExplained, WarningGiven,
} from './events.js';

/** What is a municipality's, and not a school's to take back (decide-corrections.ts). */
export const ofQuestions: readonly string[] = [CorrectionAsked.type, CorrectionRequestWithdrawn.type];

/** What a school reports is a fact, be it about somebody whom it has said nothing else of. */
export const attendance = recordOf<AttendanceEvent>({
  withdrawn: (withdrawal) => reported(AttendanceFactWithdrawn, withdrawal),
  stays: ofQuestions,
  insteadOfWithdrawing: 'A question is taken back by whoever asked it, by a correction-request-withdrawal.',
});

export const recordNoShow = attendance.recording(DidNotAppear);
export const recordAbsence = attendance.recording(AbsenceReported);
export const endAbsence = attendance.recording(AbsenceEnded);
export const exceptAbsence = attendance.recording(AbsenceExcepted);
export const giveWarning = attendance.recording(WarningGiven);

export const reportAbsenceShare = attendance.recording(AbsenceShareReported, ({ validOn, until }) => refuseIf(
  until <= validOn, 'ends-before-it-begins', 'until', 'The day after the last is later than the first.',
));

export const withdrawAttendanceFact = attendance.withdraw;

/** Either a school looks into it or a municipality does. */
export const explainSign = attendance.recording(SignExplained, ({ unit, municipality }) => refuseIf(
  (unit === undefined) === (municipality === undefined), 'whose-word-unclear', 'unit',
  'Say either which school unit looked into it, or which municipality.',
));
