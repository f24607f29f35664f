import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ExtraCostIncurred, StateClaimSent } from '../../domain/funding/claim-events.js';
import {
  answerStateClaim, type ClaimAnswer, recordExtraCost, sendStateClaim,
} from '../../domain/funding/decide.js';
import { refuse } from '../../domain/shared/refusal.js';
import type { Said } from '../../domain/shared/reported.js';
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from '../person/person-command.js';
import { recordBeside } from '../person/person-records.js';
import { recording } from '../person/saying-handlers.js';

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

@CommandHandler(AnswerStateClaim)
export class AnswerStateClaimHandler implements ICommandHandler<AnswerStateClaim> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: AnswerStateClaim): Promise<PersonReceipt> {
    const about = { record, event: command.report.answers, missing: unknownClaim };
    return recordBeside(this.ledger, about, command, answerStateClaim);
  }
}

const unknownClaim = (): never =>
  refuse('claim-unknown', 'answers', 'Name the event by which it was claimed, and holds.');
