import type { CivilDate } from './civil-date.js';
import { refuseIf } from './refusal.js';

/** Nobody was met, warned or let in tomorrow. What somebody will do, or is to be done, may lie ahead. */
export const mustHaveHappened = (validOn: CivilDate, today: CivilDate): void => refuseIf(
  validOn > today, 'date-out-of-range', 'validOn', 'Write today, or a day before it.',
);
