import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { setProtection, withdrawProtection } from '../../domain/person/decide.js';
import type { ProtectionSet } from '../../domain/person/events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from './person-command.js';
import { recordAbout, withdrawAbout } from './person-records.js';

/** How the identity is protected from a day on (skyddade personuppgifter). */
export class SetProtection extends PersonCommand<Said<typeof ProtectionSet>> {
  readonly named = 'SetProtection';
}

@CommandHandler(SetProtection)
export class SetProtectionHandler implements ICommandHandler<SetProtection> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: SetProtection): Promise<PersonReceipt> {
    return recordAbout(this.ledger, { category: 'protection' }, command, setProtection);
  }
}

/** What was said about protection does not hold and never did. */
export class WithdrawProtection extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawProtection';
}

@CommandHandler(WithdrawProtection)
export class WithdrawProtectionHandler implements ICommandHandler<WithdrawProtection> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: WithdrawProtection): Promise<PersonReceipt> {
    return withdrawAbout(this.ledger, { category: 'protection' }, command, withdrawProtection);
  }
}
