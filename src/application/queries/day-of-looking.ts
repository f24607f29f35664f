import type { CivilDate } from '../../domain/shared/civil-date.js';
import { refuseIf } from '../../domain/shared/refusal.js';

/**
 * The day one looks (ADR 0006): the one asked for, or today. Nobody looks from a day to come: a protection
 * that ends next week would then show today whom it hides. Refuses with `date-out-of-range`.
 */
export const dayOfLooking = (asked: CivilDate | undefined, today: CivilDate): CivilDate => {
  refuseIf(
    asked !== undefined && asked > today, 'date-out-of-range', 'lookedAt', 'Write today, or a day before it.',
  );
  return asked ?? today;
};
