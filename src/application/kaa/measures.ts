import type {
  MeasureDeclined, MeasureEnded, MeasureOffered, MeasureStarted,
} from '../../domain/kaa/case-events.js';
import { offerMeasure } from '../../domain/kaa/decide.js';
import { declineMeasure, endMeasure, offerUnknown, startMeasure } from '../../domain/kaa/decide-measures.js';
import type { Said } from '../../domain/shared/reported.js';
import { PersonCommand } from '../person/person-command.js';
import type { SaidOf } from '../person/person-records.js';
import { fileFor } from './kaa-file.js';
import { recording, recordingBeside } from '../person/saying-handlers.js';

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

export const DeclineMeasureHandler = recordingBeside(DeclineMeasure, offerIn, declineMeasure);

/** It began. */
export class StartMeasure extends PersonCommand<Said<typeof MeasureStarted>> {
  readonly named = 'StartMeasure';
}

export const StartMeasureHandler = recordingBeside(StartMeasure, offerIn, startMeasure);

/** It ended. */
export class EndMeasure extends PersonCommand<Said<typeof MeasureEnded>> {
  readonly named = 'EndMeasure';
}

export const EndMeasureHandler = recordingBeside(EndMeasure, offerIn, endMeasure);
