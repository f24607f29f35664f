import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordContact, recordContactAttempt, withdrawKaaFact } from '../../domain/kaa/decide.js';
import type { ContactAttempted, ContactMade } from '../../domain/kaa/contact-events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from '../person/person-command.js';
import { recordAbout, withdrawAbout } from '../person/person-records.js';
import { fileFor } from './kaa-file.js';

export interface KaaWithdrawalReport extends WithdrawalReport {
  readonly municipality: string;
}

/** Two-way contact with a youth (kontakt). */
export class RecordContact extends PersonCommand<Said<typeof ContactMade>> {
  readonly named = 'RecordContact';
}

@CommandHandler(RecordContact)
export class RecordContactHandler implements ICommandHandler<RecordContact> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: RecordContact): Promise<PersonReceipt> {
    return recordAbout(this.ledger, fileFor(command), command, recordContact);
  }
}

/** An unanswered attempt to reach a youth (kontaktförsök). */
export class RecordContactAttempt extends PersonCommand<Said<typeof ContactAttempted>> {
  readonly named = 'RecordContactAttempt';
}

@CommandHandler(RecordContactAttempt)
export class RecordContactAttemptHandler implements ICommandHandler<RecordContactAttempt> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: RecordContactAttempt): Promise<PersonReceipt> {
    return recordAbout(this.ledger, fileFor(command), command, recordContactAttempt);
  }
}

/** A fact of the file does not hold and never did. */
export class WithdrawKaaFact extends PersonCommand<KaaWithdrawalReport> {
  readonly named = 'WithdrawKaaFact';
}

@CommandHandler(WithdrawKaaFact)
export class WithdrawKaaFactHandler implements ICommandHandler<WithdrawKaaFact> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: WithdrawKaaFact): Promise<PersonReceipt> {
    return withdrawAbout(this.ledger, fileFor(command), command, withdrawKaaFact);
  }
}
