import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  changeStudyPath, decideAbsence, endBreak, forfeitPlace, placeForSummer, planBreak, recordDropout,
  recordEnrolment, recordTransfer, withdrawSchoolingFact,
} from '../../domain/schooling/decide.js';
import type {
  AbsenceDecided, BreakEnded, BreakPlanned, DroppedOut, Enrolled, PlaceForfeited, StudyPathChanged,
  SummerPlaced, Transferred,
} from '../../domain/schooling/events.js';
import type { WithdrawalReport } from '../../domain/shared/recording.js';
import type { Said } from '../../domain/shared/reported.js';
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from '../person/person-command.js';
import { recordAbout, withdrawAbout } from '../person/person-records.js';

const schooling = { category: 'schooling' } as const;

/** Placed for the coming school year from 1 July, not yet confirmed (sommarplacering). */
export class PlaceForSummer extends PersonCommand<Said<typeof SummerPlaced>> {
  readonly named = 'PlaceForSummer';
}

@CommandHandler(PlaceForSummer)
export class PlaceForSummerHandler implements ICommandHandler<PlaceForSummer> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: PlaceForSummer): Promise<PersonReceipt> {
    return recordAbout(this.ledger, schooling, command, placeForSummer);
  }
}

/** Taken in at a school unit on a study path (antagen). */
export class RecordEnrolment extends PersonCommand<Said<typeof Enrolled>> {
  readonly named = 'RecordEnrolment';
}

@CommandHandler(RecordEnrolment)
export class RecordEnrolmentHandler implements ICommandHandler<RecordEnrolment> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: RecordEnrolment): Promise<PersonReceipt> {
    return recordAbout(this.ledger, schooling, command, recordEnrolment);
  }
}

/** Left one school unit for another (skolbyte). */
export class RecordTransfer extends PersonCommand<Said<typeof Transferred>> {
  readonly named = 'RecordTransfer';
}

@CommandHandler(RecordTransfer)
export class RecordTransferHandler implements ICommandHandler<RecordTransfer> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: RecordTransfer): Promise<PersonReceipt> {
    return recordAbout(this.ledger, schooling, command, recordTransfer);
  }
}

/** Same school unit, other study path (byte av studieväg). */
export class ChangeStudyPath extends PersonCommand<Said<typeof StudyPathChanged>> {
  readonly named = 'ChangeStudyPath';
}

@CommandHandler(ChangeStudyPath)
export class ChangeStudyPathHandler implements ICommandHandler<ChangeStudyPath> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: ChangeStudyPath): Promise<PersonReceipt> {
    return recordAbout(this.ledger, schooling, command, changeStudyPath);
  }
}

/** Away for a while; the place is kept (planerat uppehåll). */
export class PlanBreak extends PersonCommand<Said<typeof BreakPlanned>> {
  readonly named = 'PlanBreak';
}

@CommandHandler(PlanBreak)
export class PlanBreakHandler implements ICommandHandler<PlanBreak> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: PlanBreak): Promise<PersonReceipt> {
    return recordAbout(this.ledger, schooling, command, planBreak);
  }
}

/** Back from a planned break, on the day said. */
export class EndBreak extends PersonCommand<Said<typeof BreakEnded>> {
  readonly named = 'EndBreak';
}

@CommandHandler(EndBreak)
export class EndBreakHandler implements ICommandHandler<EndBreak> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: EndBreak): Promise<PersonReceipt> {
    return recordAbout(this.ledger, schooling, command, endBreak);
  }
}

/** Ended at a school unit without a final document (avbrott); the day is the first one outside. */
export class RecordDropout extends PersonCommand<Said<typeof DroppedOut>> {
  readonly named = 'RecordDropout';
}

@CommandHandler(RecordDropout)
export class RecordDropoutHandler implements ICommandHandler<RecordDropout> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: RecordDropout): Promise<PersonReceipt> {
    return recordAbout(this.ledger, schooling, command, recordDropout);
  }
}

/** Never came to the first term start (gymnasieförordningen 12:3): the place never began. */
export class ForfeitPlace extends PersonCommand<Said<typeof PlaceForfeited>> {
  readonly named = 'ForfeitPlace';
}

@CommandHandler(ForfeitPlace)
export class ForfeitPlaceHandler implements ICommandHandler<ForfeitPlace> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: ForfeitPlace): Promise<PersonReceipt> {
    return recordAbout(this.ledger, schooling, command, forfeitPlace);
  }
}

/** Whether a place ends since the pupil is away for more than a month (gymnasieförordningen 12:4 a). */
export class DecideAbsence extends PersonCommand<Said<typeof AbsenceDecided>> {
  readonly named = 'DecideAbsence';
}

@CommandHandler(DecideAbsence)
export class DecideAbsenceHandler implements ICommandHandler<DecideAbsence> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: DecideAbsence): Promise<PersonReceipt> {
    return recordAbout(this.ledger, schooling, command, decideAbsence);
  }
}

/** A fact about the schooling does not hold and never did. */
export class WithdrawSchoolingFact extends PersonCommand<WithdrawalReport> {
  readonly named = 'WithdrawSchoolingFact';
}

@CommandHandler(WithdrawSchoolingFact)
export class WithdrawSchoolingFactHandler implements ICommandHandler<WithdrawSchoolingFact> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: WithdrawSchoolingFact): Promise<PersonReceipt> {
    return withdrawAbout(this.ledger, schooling, command, withdrawSchoolingFact);
  }
}
