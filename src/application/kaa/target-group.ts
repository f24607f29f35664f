import {
  beginEquivalentEducation, confirmResponsibility, endEquivalentEducation,
} from '../../domain/kaa/decide.js';
import type {
  EquivalentEducationBegan, EquivalentEducationEnded, ResponsibilityConfirmed,
} from '../../domain/kaa/target-group-events.js';
import type { Said } from '../../domain/shared/reported.js';
import { PersonCommand } from '../person/person-command.js';
import { fileFor } from './kaa-file.js';
import { recording } from '../person/saying-handlers.js';

/** The municipality is responsible for a youth under protected registration. */
export class ConfirmResponsibility extends PersonCommand<Said<typeof ResponsibilityConfirmed>> {
  readonly named = 'ConfirmResponsibility';
}

export const ConfirmResponsibilityHandler = recording(ConfirmResponsibility, fileFor, confirmResponsibility);

/** An education is found equivalent to upper secondary school, and goes on from a day. */
export class BeginEquivalentEducation extends PersonCommand<Said<typeof EquivalentEducationBegan>> {
  readonly named = 'BeginEquivalentEducation';
}

export const BeginEquivalentEducationHandler =
  recording(BeginEquivalentEducation, fileFor, beginEquivalentEducation);

/** It ended: completed with an approved result, or aborted. */
export class EndEquivalentEducation extends PersonCommand<Said<typeof EquivalentEducationEnded>> {
  readonly named = 'EndEquivalentEducation';
}

export const EndEquivalentEducationHandler =
  recording(EndEquivalentEducation, fileFor, endEquivalentEducation);
