import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { issueDocument, withdrawDocument } from '../../domain/schooling/decide.js';
import type { DocumentIssued } from '../../domain/schooling/events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from '../person/person-command.js';
import { recordAbout, withdrawAbout } from '../person/person-records.js';

/** A diploma or certificate was issued (examensbevis, studiebevis, gymnasiebevis, gymnasieintyg). */
export class IssueDocument extends PersonCommand<Said<typeof DocumentIssued>> {
  readonly named = 'IssueDocument';
}

@CommandHandler(IssueDocument)
export class IssueDocumentHandler implements ICommandHandler<IssueDocument> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: IssueDocument): Promise<PersonReceipt> {
    return recordAbout(this.ledger, { category: 'document' }, command, issueDocument);
  }
}

/** A document does not hold and never did. */
export class WithdrawDocument extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawDocument';
}

@CommandHandler(WithdrawDocument)
export class WithdrawDocumentHandler implements ICommandHandler<WithdrawDocument> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: WithdrawDocument): Promise<PersonReceipt> {
    return withdrawAbout(this.ledger, { category: 'document' }, command, withdrawDocument);
  }
}
