import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  endAbsence, exceptAbsence, explainSign, giveWarning, recordAbsence, recordNoShow, reportAbsenceShare,
  withdrawAttendanceFact,
} from '../../domain/attendance/decide.js';
import type {
  AbsenceEnded, AbsenceExcepted, AbsenceReported, AbsenceShareReported, DidNotAppear, SignExplained,
  WarningGiven,
} from '../../domain/attendance/events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from '../person/person-command.js';
import { recordAbout, withdrawAbout } from '../person/person-records.js';

const record = { category: 'attendance' } as const;

/** Admitted, and did not come. */
export class RecordNoShow extends PersonCommand<Said<typeof DidNotAppear>> {
  readonly named = 'RecordNoShow';
}

@CommandHandler(RecordNoShow)
export class RecordNoShowHandler implements ICommandHandler<RecordNoShow> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: RecordNoShow): Promise<PersonReceipt> {
    return recordAbout(this.ledger, record, command, recordNoShow);
  }
}

/** Away from a day on, without a valid reason. */
export class RecordAbsence extends PersonCommand<Said<typeof AbsenceReported>> {
  readonly named = 'RecordAbsence';
}

@CommandHandler(RecordAbsence)
export class RecordAbsenceHandler implements ICommandHandler<RecordAbsence> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: RecordAbsence): Promise<PersonReceipt> {
    return recordAbout(this.ledger, record, command, recordAbsence);
  }
}

/** Back, or found to have a valid reason. */
export class EndAbsence extends PersonCommand<Said<typeof AbsenceEnded>> {
  readonly named = 'EndAbsence';
}

@CommandHandler(EndAbsence)
export class EndAbsenceHandler implements ICommandHandler<EndAbsence> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: EndAbsence): Promise<PersonReceipt> {
    return recordAbout(this.ledger, record, command, endAbsence);
  }
}

/** The rector decided that the pupil goes on. */
export class ExceptAbsence extends PersonCommand<Said<typeof AbsenceExcepted>> {
  readonly named = 'ExceptAbsence';
}

@CommandHandler(ExceptAbsence)
export class ExceptAbsenceHandler implements ICommandHandler<ExceptAbsence> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: ExceptAbsence): Promise<PersonReceipt> {
    return recordAbout(this.ledger, record, command, exceptAbsence);
  }
}

/** How much of the time a pupil was away in a period. */
export class ReportAbsenceShare extends PersonCommand<Said<typeof AbsenceShareReported>> {
  readonly named = 'ReportAbsenceShare';
}

@CommandHandler(ReportAbsenceShare)
export class ReportAbsenceShareHandler implements ICommandHandler<ReportAbsenceShare> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: ReportAbsenceShare): Promise<PersonReceipt> {
    return recordAbout(this.ledger, record, command, reportAbsenceShare);
  }
}

/** The school warned the pupil. */
export class GiveWarning extends PersonCommand<Said<typeof WarningGiven>> {
  readonly named = 'GiveWarning';
}

@CommandHandler(GiveWarning)
export class GiveWarningHandler implements ICommandHandler<GiveWarning> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: GiveWarning): Promise<PersonReceipt> {
    return recordAbout(this.ledger, record, command, giveWarning);
  }
}

/** Somebody looked into a sign. */
export class ExplainSign extends PersonCommand<Said<typeof SignExplained>> {
  readonly named = 'ExplainSign';
}

@CommandHandler(ExplainSign)
export class ExplainSignHandler implements ICommandHandler<ExplainSign> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: ExplainSign): Promise<PersonReceipt> {
    return recordAbout(this.ledger, record, command, explainSign);
  }
}

/** A fact about attendance does not hold and never did. */
export class WithdrawAttendanceFact extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawAttendanceFact';
}

@CommandHandler(WithdrawAttendanceFact)
export class WithdrawAttendanceFactHandler implements ICommandHandler<WithdrawAttendanceFact> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: WithdrawAttendanceFact): Promise<PersonReceipt> {
    return withdrawAbout(this.ledger, record, command, withdrawAttendanceFact);
  }
}
