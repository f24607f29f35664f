import { issueDocument, withdrawDocument } from '../../domain/schooling/decide.js';
import type { DocumentIssued } from '../../domain/schooling/events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { PersonCommand } from '../person/person-command.js';
import { recording, withdrawing } from '../person/saying-handlers.js';

/** A diploma or certificate was issued (examensbevis, studiebevis, gymnasiebevis, gymnasieintyg). */
export class IssueDocument extends PersonCommand<Said<typeof DocumentIssued>> {
  readonly named = 'IssueDocument';
}

export const IssueDocumentHandler = recording(IssueDocument, { category: 'document' }, issueDocument);

/** A document does not hold and never did. */
export class WithdrawDocument extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawDocument';
}

export const WithdrawDocumentHandler =
  withdrawing(WithdrawDocument, { category: 'document' }, withdrawDocument);
