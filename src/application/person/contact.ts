import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { recordAddress, withdrawAddress } from '../../domain/person/decide.js';
import type { AddressRecorded } from '../../domain/person/events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from './person-command.js';
import { recordAbout, withdrawAbout } from './person-records.js';

/** Lives at an address from a day on. */
export class RecordAddress extends PersonCommand<Said<typeof AddressRecorded>> {
  readonly named = 'RecordAddress';
}

@CommandHandler(RecordAddress)
export class RecordAddressHandler implements ICommandHandler<RecordAddress> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: RecordAddress): Promise<PersonReceipt> {
    return recordAbout(this.ledger, { category: 'contact' }, command, recordAddress);
  }
}

/** An address does not hold and never did. */
export class WithdrawAddress extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawAddress';
}

@CommandHandler(WithdrawAddress)
export class WithdrawAddressHandler implements ICommandHandler<WithdrawAddress> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: WithdrawAddress): Promise<PersonReceipt> {
    return withdrawAbout(this.ledger, { category: 'contact' }, command, withdrawAddress);
  }
}
