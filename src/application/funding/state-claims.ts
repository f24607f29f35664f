import type { ExtraCostIncurred, StateClaimSent } from '../../domain/funding/claim-events.js';
import {
  answerStateClaim, type ClaimAnswer, recordExtraCost, sendStateClaim,
} from '../../domain/funding/decide.js';
import { refuse } from '../../domain/shared/refusal.js';
import type { Said } from '../../domain/shared/reported.js';
import { PersonCommand } from '../person/person-command.js';
import type { SaidOf } from '../person/person-records.js';
import { recording, recordingBeside } from '../person/saying-handlers.js';

const record = { category: 'funding' } as const;

/** A municipality had an extra cost for a pupil who seeks asylum. */
export class RecordExtraCost extends PersonCommand<Said<typeof ExtraCostIncurred>> {
  readonly named = 'RecordExtraCost';
}

export const RecordExtraCostHandler = recording(RecordExtraCost, record, recordExtraCost);

/** What may be claimed of the state for a pupil was claimed. */
export class SendStateClaim extends PersonCommand<Said<typeof StateClaimSent>> {
  readonly named = 'SendStateClaim';
}

export const SendStateClaimHandler = recording(SendStateClaim, record, sendStateClaim);

/** The state granted a claim, or a part of it, or refused it. */
export class AnswerStateClaim extends PersonCommand<ClaimAnswer> {
  readonly named = 'AnswerStateClaim';
}

const unknownClaim = (): never =>
  refuse('claim-unknown', 'answers', 'Name the event by which it was claimed, and holds.');

const claimIn = ({ report }: PersonCommand<ClaimAnswer>): SaidOf =>
  ({ record, event: report.answers, missing: unknownClaim });

export const AnswerStateClaimHandler = recordingBeside(AnswerStateClaim, claimIn, answerStateClaim);
