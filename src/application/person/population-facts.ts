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
import { recordAbout, withdrawAbout } from './person-records.js';

const population = { category: 'person' } as const;

/** Registered as resident in a municipality from a day on. */
export class RegisterHomeMunicipality extends PersonCommand<Said<typeof HomeMunicipalityRegistered>> {
  readonly named = 'RegisterHomeMunicipality';
}

@CommandHandler(RegisterHomeMunicipality)
export class RegisterHomeMunicipalityHandler implements ICommandHandler<RegisterHomeMunicipality> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: RegisterHomeMunicipality): Promise<PersonReceipt> {
    return recordAbout(this.ledger, population, command, registerHomeMunicipality);
  }
}

/** Stays in a municipality without being registered there. */
export class ReportStayMunicipality extends PersonCommand<Said<typeof StayMunicipalityReported>> {
  readonly named = 'ReportStayMunicipality';
}

@CommandHandler(ReportStayMunicipality)
export class ReportStayMunicipalityHandler implements ICommandHandler<ReportStayMunicipality> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: ReportStayMunicipality): Promise<PersonReceipt> {
    return recordAbout(this.ledger, population, command, reportStayMunicipality);
  }
}

/** Goes by a name from a day on. */
export class RecordName extends PersonCommand<Said<typeof NameRecorded>> {
  readonly named = 'RecordName';
}

@CommandHandler(RecordName)
export class RecordNameHandler implements ICommandHandler<RecordName> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: RecordName): Promise<PersonReceipt> {
    return recordAbout(this.ledger, population, command, recordName);
  }
}

/** Compulsory schooling (skolplikt) is over. */
export class CompleteCompulsorySchooling extends PersonCommand<Said<typeof CompulsorySchoolingCompleted>> {
  readonly named = 'CompleteCompulsorySchooling';
}

@CommandHandler(CompleteCompulsorySchooling)
export class CompleteCompulsorySchoolingHandler implements ICommandHandler<CompleteCompulsorySchooling> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: CompleteCompulsorySchooling): Promise<PersonReceipt> {
    return recordAbout(this.ledger, population, command, completeCompulsorySchooling);
  }
}

/** Died on a day. */
export class RecordDeath extends PersonCommand<Said<typeof Died>> {
  readonly named = 'RecordDeath';
}

@CommandHandler(RecordDeath)
export class RecordDeathHandler implements ICommandHandler<RecordDeath> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: RecordDeath): Promise<PersonReceipt> {
    return recordAbout(this.ledger, population, command, recordDeath);
  }
}

/** Is no longer registered in Sweden from a day on. */
export class RecordEmigration extends PersonCommand<Said<typeof Emigrated>> {
  readonly named = 'RecordEmigration';
}

@CommandHandler(RecordEmigration)
export class RecordEmigrationHandler implements ICommandHandler<RecordEmigration> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: RecordEmigration): Promise<PersonReceipt> {
    return recordAbout(this.ledger, population, command, recordEmigration);
  }
}

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
