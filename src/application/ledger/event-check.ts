import { kindOf } from '../../domain/catalogue.js';
import type { Event } from '../../domain/shared/event.js';
import { misfitIn } from '../../domain/shared/misfit.js';

/** An event that does not fit its schema is a fault of ours: input is refused long before, field by field. */
export const checkEventData = (event: Event): void => {
  const misfit = misfitIn(kindOf(event.type), event.data);
  if (misfit) throw new Error(`${event.type} does not fit its schema at ${misfit.path}: ${misfit.message}`);
};
