import type { Position } from '../../application/ports/event-store.js';
import type { Heard } from '../../domain/attendance/correction-requests.js';
import type { CivilDate } from '../../domain/shared/civil-date.js';
import type { FactDocument } from '../person-facts.js';

/**
 * Facts about a person, and by event id: of spells that registers opened the place in the ledger, and of case
 * work that lay ahead when it was recorded the day that it is for.
 */
export type KaaDocument = FactDocument & {
  /** When schools were asked, and when they reported last. */
  readonly heard: Heard;
  readonly opened: Record<string, Position>;
  readonly ahead: Record<string, CivilDate>;
};
