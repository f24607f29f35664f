import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { tellApart } from '../../domain/person/decide.js';
import type { PersonsToldApart } from '../../domain/person/events.js';
import type { Said } from '../../domain/shared/reported.js';
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from './person-command.js';
import { recordAbout } from './person-records.js';

/** Two persons who look alike were looked into, and are two. */
export class TellApart extends PersonCommand<Said<typeof PersonsToldApart>> {
  readonly named = 'TellApart';
}

@CommandHandler(TellApart)
export class TellApartHandler implements ICommandHandler<TellApart> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: TellApart): Promise<PersonReceipt> {
    return recordAbout(this.ledger, { category: 'person' }, command, tellApart);
  }
}
