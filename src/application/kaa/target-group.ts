import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  beginEquivalentEducation, confirmResponsibility, endEquivalentEducation,
} from '../../domain/kaa/decide.js';
import type {
  EquivalentEducationBegan, EquivalentEducationEnded, ResponsibilityConfirmed,
} from '../../domain/kaa/target-group-events.js';
import type { Said } from '../../domain/shared/reported.js';
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from '../person/person-command.js';
import { recordAbout } from '../person/person-records.js';
import { fileFor } from './kaa-file.js';

/** The municipality is responsible for a youth under protected registration. */
export class ConfirmResponsibility extends PersonCommand<Said<typeof ResponsibilityConfirmed>> {
  readonly named = 'ConfirmResponsibility';
}

@CommandHandler(ConfirmResponsibility)
export class ConfirmResponsibilityHandler implements ICommandHandler<ConfirmResponsibility> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: ConfirmResponsibility): Promise<PersonReceipt> {
    return recordAbout(this.ledger, fileFor(command), command, confirmResponsibility);
  }
}

/** An education is found equivalent to upper secondary school, and goes on from a day. */
export class BeginEquivalentEducation extends PersonCommand<Said<typeof EquivalentEducationBegan>> {
  readonly named = 'BeginEquivalentEducation';
}

@CommandHandler(BeginEquivalentEducation)
export class BeginEquivalentEducationHandler implements ICommandHandler<BeginEquivalentEducation> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: BeginEquivalentEducation): Promise<PersonReceipt> {
    return recordAbout(this.ledger, fileFor(command), command, beginEquivalentEducation);
  }
}

/** It ended: completed with an approved result, or aborted. */
export class EndEquivalentEducation extends PersonCommand<Said<typeof EquivalentEducationEnded>> {
  readonly named = 'EndEquivalentEducation';
}

@CommandHandler(EndEquivalentEducation)
export class EndEquivalentEducationHandler implements ICommandHandler<EndEquivalentEducation> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: EndEquivalentEducation): Promise<PersonReceipt> {
    return recordAbout(this.ledger, fileFor(command), command, endEquivalentEducation);
  }
}
