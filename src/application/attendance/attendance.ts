import {
  endAbsence, exceptAbsence, explainSign, giveWarning, recordAbsence, recordNoShow, reportAbsenceShare,
  withdrawAttendanceFact,
} from '../../domain/attendance/decide.js';
import type {
  AbsenceEnded, AbsenceExcepted, AbsenceReported, AbsenceShareReported, DidNotAppear, SignExplained,
  WarningGiven,
} from '../../domain/attendance/events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { PersonCommand } from '../person/person-command.js';
import { recording, withdrawing } from '../person/saying-handlers.js';

const record = { category: 'attendance' } as const;

/** Admitted, and did not come. */
export class RecordNoShow extends PersonCommand<Said<typeof DidNotAppear>> {
  readonly named = 'RecordNoShow';
}

export const RecordNoShowHandler = recording(RecordNoShow, record, recordNoShow);

/** Away from a day on, without a valid reason. */
export class RecordAbsence extends PersonCommand<Said<typeof AbsenceReported>> {
  readonly named = 'RecordAbsence';
}

export const RecordAbsenceHandler = recording(RecordAbsence, record, recordAbsence);

/** Back, or found to have a valid reason. */
export class EndAbsence extends PersonCommand<Said<typeof AbsenceEnded>> {
  readonly named = 'EndAbsence';
}

export const EndAbsenceHandler = recording(EndAbsence, record, endAbsence);

/** The rector decided that the pupil goes on. */
export class ExceptAbsence extends PersonCommand<Said<typeof AbsenceExcepted>> {
  readonly named = 'ExceptAbsence';
}

export const ExceptAbsenceHandler = recording(ExceptAbsence, record, exceptAbsence);

/** How much of the time a pupil was away in a period. */
export class ReportAbsenceShare extends PersonCommand<Said<typeof AbsenceShareReported>> {
  readonly named = 'ReportAbsenceShare';
}

export const ReportAbsenceShareHandler = recording(ReportAbsenceShare, record, reportAbsenceShare);

/** The school warned the pupil. */
export class GiveWarning extends PersonCommand<Said<typeof WarningGiven>> {
  readonly named = 'GiveWarning';
}

export const GiveWarningHandler = recording(GiveWarning, record, giveWarning);

/** Somebody looked into a sign. */
export class ExplainSign extends PersonCommand<Said<typeof SignExplained>> {
  readonly named = 'ExplainSign';
}

export const ExplainSignHandler = recording(ExplainSign, record, explainSign);

/** A fact about attendance does not hold and never did. */
export class WithdrawAttendanceFact extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawAttendanceFact';
}

export const WithdrawAttendanceFactHandler =
  withdrawing(WithdrawAttendanceFact, record, withdrawAttendanceFact);
