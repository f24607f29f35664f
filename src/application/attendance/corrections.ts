import type { CorrectionAsked } from '../../domain/attendance/correction-events.js';
import {
  answerCorrection, askCorrection, requestUnknown, type SchoolAnswer, withdrawCorrectionRequest,
} from '../../domain/attendance/decide-corrections.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { PersonCommand } from '../person/person-command.js';
import type { SaidOf } from '../person/person-records.js';
import { recording, recordingBeside, withdrawing } from '../person/saying-handlers.js';

const record = { category: 'attendance' } as const;

/** A municipality asks a school whether what it reported is right and complete. */
export class AskCorrection extends PersonCommand<Said<typeof CorrectionAsked>> {
  readonly named = 'AskCorrection';
}

export const AskCorrectionHandler = recording(AskCorrection, record, askCorrection);

/** The school answers. */
export class AnswerCorrection extends PersonCommand<SchoolAnswer> {
  readonly named = 'AnswerCorrection';
}

const requestIn = ({ report }: PersonCommand<SchoolAnswer>): SaidOf =>
  ({ record, event: report.request, missing: requestUnknown });

export const AnswerCorrectionHandler = recordingBeside(AnswerCorrection, requestIn, answerCorrection);

/** The municipality takes back what it asked. */
export class WithdrawCorrectionRequest extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawCorrectionRequest';
}

export const WithdrawCorrectionRequestHandler =
  withdrawing(WithdrawCorrectionRequest, record, withdrawCorrectionRequest);
