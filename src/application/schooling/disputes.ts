import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { decideDispute, withdrawDisputeDecision } from '../../domain/schooling/decide.js';
import type { DisputeDecided } from '../../domain/schooling/events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from '../person/person-command.js';
import { recordAbout, withdrawAbout } from '../person/person-records.js';

/** Which school, if any, is paid for days that two claim. */
export class DecideDispute extends PersonCommand<Said<typeof DisputeDecided>> {
  readonly named = 'DecideDispute';
}

@CommandHandler(DecideDispute)
export class DecideDisputeHandler implements ICommandHandler<DecideDispute> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: DecideDispute): Promise<PersonReceipt> {
    return recordAbout(this.ledger, { category: 'schooling' }, command, decideDispute);
  }
}

/** What was decided does not hold. */
export class WithdrawDisputeDecision extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawDisputeDecision';
}

@CommandHandler(WithdrawDisputeDecision)
export class WithdrawDisputeDecisionHandler implements ICommandHandler<WithdrawDisputeDecision> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: WithdrawDisputeDecision): Promise<PersonReceipt> {
    return withdrawAbout(this.ledger, { category: 'schooling' }, command, withdrawDisputeDecision);
  }
}
