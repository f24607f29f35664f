import { recordAddress, withdrawAddress } from '../../domain/person/decide.js';
import type { AddressRecorded } from '../../domain/person/events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { PersonCommand } from './person-command.js';
import { recording, withdrawing } from './saying-handlers.js';

/** Lives at an address from a day on. */
export class RecordAddress extends PersonCommand<Said<typeof AddressRecorded>> {
  readonly named = 'RecordAddress';
}

export const RecordAddressHandler = recording(RecordAddress, { category: 'contact' }, recordAddress);

/** An address does not hold and never did. */
export class WithdrawAddress extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawAddress';
}

export const WithdrawAddressHandler = withdrawing(WithdrawAddress, { category: 'contact' }, withdrawAddress);
