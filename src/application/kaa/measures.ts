import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type {
  MeasureDeclined, MeasureEnded, MeasureOffered, MeasureStarted,
} from '../../domain/kaa/case-events.js';
import { offerMeasure } from '../../domain/kaa/decide.js';
import { declineMeasure, endMeasure, offerUnknown, startMeasure } from '../../domain/kaa/decide-measures.js';
import type { Said } from '../../domain/shared/reported.js';
import { Ledger } from '../ledger/ledger.js';
import { PersonCommand, type PersonReceipt } from '../person/person-command.js';
import { recordBeside, type SaidOf } from '../person/person-records.js';
import { fileFor } from './kaa-file.js';
import { recording } from '../person/saying-handlers.js';

type OfOffer = PersonCommand<{ readonly municipality: string; readonly offer: string }>;

const offerIn = (command: OfOffer): SaidOf =>
  ({ record: fileFor(command), event: command.report.offer, missing: offerUnknown });

/** Offers a youth a measure, which is known by the event from then on. */
export class OfferMeasure extends PersonCommand<Said<typeof MeasureOffered>> {
  readonly named = 'OfferMeasure';
}

export const OfferMeasureHandler = recording(OfferMeasure, fileFor, offerMeasure);

/** The youth declined it. */
export class DeclineMeasure extends PersonCommand<Said<typeof MeasureDeclined>> {
  readonly named = 'DeclineMeasure';
}

@CommandHandler(DeclineMeasure)
export class DeclineMeasureHandler implements ICommandHandler<DeclineMeasure> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: DeclineMeasure): Promise<PersonReceipt> {
    return recordBeside(this.ledger, offerIn(command), command, declineMeasure);
  }
}

/** It began. */
export class StartMeasure extends PersonCommand<Said<typeof MeasureStarted>> {
  readonly named = 'StartMeasure';
}

@CommandHandler(StartMeasure)
export class StartMeasureHandler implements ICommandHandler<StartMeasure> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: StartMeasure): Promise<PersonReceipt> {
    return recordBeside(this.ledger, offerIn(command), command, startMeasure);
  }
}

/** It ended. */
export class EndMeasure extends PersonCommand<Said<typeof MeasureEnded>> {
  readonly named = 'EndMeasure';
}

@CommandHandler(EndMeasure)
export class EndMeasureHandler implements ICommandHandler<EndMeasure> {
  constructor(private readonly ledger: Ledger) {}

  execute(command: EndMeasure): Promise<PersonReceipt> {
    return recordBeside(this.ledger, offerIn(command), command, endMeasure);
  }
}
