import {
  EndAbsenceHandler, ExceptAbsenceHandler, ExplainSignHandler, GiveWarningHandler, RecordAbsenceHandler,
  RecordNoShowHandler, ReportAbsenceShareHandler, WithdrawAttendanceFactHandler,
} from './attendance.js';

export const attendanceHandlers = [
  RecordNoShowHandler, RecordAbsenceHandler, EndAbsenceHandler, ExceptAbsenceHandler, ExplainSignHandler,
  GiveWarningHandler, ReportAbsenceShareHandler, WithdrawAttendanceFactHandler,
];
