import {
  EndAbsenceHandler, ExceptAbsenceHandler, ExplainSignHandler, GiveWarningHandler, RecordAbsenceHandler,
  RecordNoShowHandler, ReportAbsenceShareHandler, WithdrawAttendanceFactHandler,
} from './attendance.js';
import {
  AnswerCorrectionHandler, AskCorrectionHandler, WithdrawCorrectionRequestHandler,
} from './corrections.js';

export const attendanceHandlers = [
  RecordNoShowHandler, RecordAbsenceHandler, EndAbsenceHandler, ExceptAbsenceHandler, ExplainSignHandler,
  GiveWarningHandler, ReportAbsenceShareHandler, WithdrawAttendanceFactHandler,
  AskCorrectionHandler, AnswerCorrectionHandler, WithdrawCorrectionRequestHandler,
];
