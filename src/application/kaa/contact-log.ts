import { recordContact, recordContactAttempt, withdrawKaaFact } from '../../domain/kaa/decide.js';
import type { ContactAttempted, ContactMade } from '../../domain/kaa/contact-events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { PersonCommand } from '../person/person-command.js';
import { fileFor } from './kaa-file.js';
import { recording, withdrawing } from '../person/saying-handlers.js';

export interface KaaWithdrawalReport extends WithdrawalReport {
  readonly municipality: string;
}

/** Two-way contact with a youth (kontakt). */
export class RecordContact extends PersonCommand<Said<typeof ContactMade>> {
  readonly named = 'RecordContact';
}

export const RecordContactHandler = recording(RecordContact, fileFor, recordContact);

/** An unanswered attempt to reach a youth (kontaktförsök). */
export class RecordContactAttempt extends PersonCommand<Said<typeof ContactAttempted>> {
  readonly named = 'RecordContactAttempt';
}

export const RecordContactAttemptHandler = recording(RecordContactAttempt, fileFor, recordContactAttempt);

/** A fact of the file does not hold and never did. */
export class WithdrawKaaFact extends PersonCommand<KaaWithdrawalReport> {
  readonly named = 'WithdrawKaaFact';
}

export const WithdrawKaaFactHandler = withdrawing(WithdrawKaaFact, fileFor, withdrawKaaFact);
