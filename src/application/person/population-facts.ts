import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  completeCompulsorySchooling, recordDeath, recordEmigration, recordName, registerHomeMunicipality,
  reportStayMunicipality, withdrawPersonFact,
} from '../../domain/person/decide.js';
import type {
  CompulsorySchoolingCompleted, Died, Emigrated, HomeMunicipalityRegistered, NameRecorded,
  StayMunicipalityReported,
} from '../../domain/person/events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { heedJoinsBy } from '../ledger/heed-joins.js';
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from './person-command.js';
import { withdrawAbout } from './person-records.js';
import { recording } from './saying-handlers.js';

const population = { category: 'person' } as const;

/** Registered as resident in a municipality from a day on. */
export class RegisterHomeMunicipality extends PersonCommand<Said<typeof HomeMunicipalityRegistered>> {
  readonly named = 'RegisterHomeMunicipality';
}

export const RegisterHomeMunicipalityHandler =
  recording(RegisterHomeMunicipality, population, registerHomeMunicipality);

/** Stays in a municipality without being registered there. */
export class ReportStayMunicipality extends PersonCommand<Said<typeof StayMunicipalityReported>> {
  readonly named = 'ReportStayMunicipality';
}

export const ReportStayMunicipalityHandler =
  recording(ReportStayMunicipality, population, reportStayMunicipality);

/** Goes by a name from a day on. */
export class RecordName extends PersonCommand<Said<typeof NameRecorded>> {
  readonly named = 'RecordName';
}

export const RecordNameHandler = recording(RecordName, population, recordName);

/** Compulsory schooling (skolplikt) is over. */
export class CompleteCompulsorySchooling extends PersonCommand<Said<typeof CompulsorySchoolingCompleted>> {
  readonly named = 'CompleteCompulsorySchooling';
}

export const CompleteCompulsorySchoolingHandler =
  recording(CompleteCompulsorySchooling, population, completeCompulsorySchooling);

/** Died on a day. */
export class RecordDeath extends PersonCommand<Said<typeof Died>> {
  readonly named = 'RecordDeath';
}

export const RecordDeathHandler = recording(RecordDeath, population, recordDeath);

/** Is no longer registered in Sweden from a day on. */
export class RecordEmigration extends PersonCommand<Said<typeof Emigrated>> {
  readonly named = 'RecordEmigration';
}

export const RecordEmigrationHandler = recording(RecordEmigration, population, recordEmigration);

/** A fact about the person does not hold and never did; one that joined two persons parts them. */
export class WithdrawPersonFact extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawPersonFact';
}

@CommandHandler(WithdrawPersonFact)
export class WithdrawPersonFactHandler implements ICommandHandler<WithdrawPersonFact> {
  constructor(private readonly ledger: Ledger) {}

  async execute(command: WithdrawPersonFact): Promise<PersonReceipt> {
    const receipt = await withdrawAbout(this.ledger, population, command, withdrawPersonFact);
    await heedJoinsBy(this.ledger, receipt.stream, command.report.withdraws);
    return { ...receipt, person: await this.ledger.vault.canonicalPerson(receipt.person) };
  }
}
