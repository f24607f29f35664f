import {
  EndAbsenceHandler, ExceptAbsenceHandler, ExplainSignHandler, RecordAbsenceHandler, RecordNoShowHandler,
  WithdrawAttendanceFactHandler,
} from './attendance.js';

export const attendanceHandlers = [
  RecordNoShowHandler, RecordAbsenceHandler, EndAbsenceHandler, ExceptAbsenceHandler, ExplainSignHandler,
  WithdrawAttendanceFactHandler,
];
