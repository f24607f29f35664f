import { tellApart } from '../../domain/person/decide.js';
import type { PersonsToldApart } from '../../domain/person/events.js';
import type { Said } from '../../domain/shared/reported.js';
import { PersonCommand } from './person-command.js';
import { recording } from './saying-handlers.js';

/** Two persons who look alike were looked into, and are two. */
export class TellApart extends PersonCommand<Said<typeof PersonsToldApart>> {
  readonly named = 'TellApart';
}

export const TellApartHandler = recording(TellApart, { category: 'person' }, tellApart);
