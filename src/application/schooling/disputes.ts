import { decideDispute, withdrawDisputeDecision } from '../../domain/schooling/decide.js';
import type { DisputeDecided } from '../../domain/schooling/events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { PersonCommand } from '../person/person-command.js';
import { recording, withdrawing } from '../person/saying-handlers.js';

/** Which school, if any, is paid for days that two claim. */
export class DecideDispute extends PersonCommand<Said<typeof DisputeDecided>> {
  readonly named = 'DecideDispute';
}

export const DecideDisputeHandler = recording(DecideDispute, { category: 'schooling' }, decideDispute);

/** What was decided does not hold. */
export class WithdrawDisputeDecision extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawDisputeDecision';
}

export const WithdrawDisputeDecisionHandler =
  withdrawing(WithdrawDisputeDecision, { category: 'schooling' }, withdrawDisputeDecision);
