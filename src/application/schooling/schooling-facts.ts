import {
  changeStudyPath, decideAbsence, endBreak, forfeitPlace, placeForSummer, planBreak, recordDropout,
  recordEnrolment, recordTransfer, withdrawSchoolingFact,
} from '../../domain/schooling/decide.js';
import type {
  AbsenceDecided, BreakEnded, BreakPlanned, DroppedOut, Enrolled, PlaceForfeited, StudyPathChanged,
  SummerPlaced, Transferred,
} from '../../domain/schooling/events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { PersonCommand } from '../person/person-command.js';
import { recording, withdrawing } from '../person/saying-handlers.js';

const schooling = { category: 'schooling' } as const;

/** Placed for the coming school year from 1 July, not yet confirmed (sommarplacering). */
export class PlaceForSummer extends PersonCommand<Said<typeof SummerPlaced>> {
  readonly named = 'PlaceForSummer';
}

export const PlaceForSummerHandler = recording(PlaceForSummer, schooling, placeForSummer);

/** Taken in at a school unit on a study path (antagen). */
export class RecordEnrolment extends PersonCommand<Said<typeof Enrolled>> {
  readonly named = 'RecordEnrolment';
}

export const RecordEnrolmentHandler = recording(RecordEnrolment, schooling, recordEnrolment);

/** Left one school unit for another (skolbyte). */
export class RecordTransfer extends PersonCommand<Said<typeof Transferred>> {
  readonly named = 'RecordTransfer';
}

export const RecordTransferHandler = recording(RecordTransfer, schooling, recordTransfer);

/** Same school unit, other study path (byte av studieväg). */
export class ChangeStudyPath extends PersonCommand<Said<typeof StudyPathChanged>> {
  readonly named = 'ChangeStudyPath';
}

export const ChangeStudyPathHandler = recording(ChangeStudyPath, schooling, changeStudyPath);

/** Away for a while; the place is kept (planerat uppehåll). */
export class PlanBreak extends PersonCommand<Said<typeof BreakPlanned>> {
  readonly named = 'PlanBreak';
}

export const PlanBreakHandler = recording(PlanBreak, schooling, planBreak);

/** Back from a planned break, on the day said. */
export class EndBreak extends PersonCommand<Said<typeof BreakEnded>> {
  readonly named = 'EndBreak';
}

export const EndBreakHandler = recording(EndBreak, schooling, endBreak);

/** Ended at a school unit without a final document (avbrott); the day is the first one outside. */
export class RecordDropout extends PersonCommand<Said<typeof DroppedOut>> {
  readonly named = 'RecordDropout';
}

export const RecordDropoutHandler = recording(RecordDropout, schooling, recordDropout);

/** Never came to the first term start (gymnasieförordningen 12:3): the place never began. */
export class ForfeitPlace extends PersonCommand<Said<typeof PlaceForfeited>> {
  readonly named = 'ForfeitPlace';
}

export const ForfeitPlaceHandler = recording(ForfeitPlace, schooling, forfeitPlace);

/** Whether a place ends since the pupil is away for more than a month (gymnasieförordningen 12:4 a). */
export class DecideAbsence extends PersonCommand<Said<typeof AbsenceDecided>> {
  readonly named = 'DecideAbsence';
}

export const DecideAbsenceHandler = recording(DecideAbsence, schooling, decideAbsence);

/** A fact about the schooling does not hold and never did. */
export class WithdrawSchoolingFact extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawSchoolingFact';
}

export const WithdrawSchoolingFactHandler =
  withdrawing(WithdrawSchoolingFact, schooling, withdrawSchoolingFact);
