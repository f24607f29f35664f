import { setProtection, withdrawProtection } from '../../domain/person/decide.js';
import type { ProtectionSet } from '../../domain/person/events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { PersonCommand } from './person-command.js';
import { recording, withdrawing } from './saying-handlers.js';

/** How the identity is protected from a day on (skyddade personuppgifter). */
export class SetProtection extends PersonCommand<Said<typeof ProtectionSet>> {
  readonly named = 'SetProtection';
}

export const SetProtectionHandler = recording(SetProtection, { category: 'protection' }, setProtection);

/** What was said about protection does not hold and never did. */
export class WithdrawProtection extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawProtection';
}

export const WithdrawProtectionHandler =
  withdrawing(WithdrawProtection, { category: 'protection' }, withdrawProtection);
