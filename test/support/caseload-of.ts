import { type KaaRoutines, noRoutines } from '../../src/domain/kaa/routine.js';
import type { Event } from '../../src/domain/shared/event.js';
import type { CivilDate } from '../../src/domain/shared/civil-date.js';
import type { Fact, FactTimes } from '../../src/domain/shared/fact-order.js';
import { caseload } from '../../src/projections/caseload/caseload.js';
import { type Caseload, caseloadOf } from '../../src/projections/caseload/derive.js';
import { isSeenOn, type Look } from '../../src/projections/timeline-rows.js';
import { documentOf, SOMEONE } from './folded.js';
import { asFacts } from './given-when-then.js';

export type FactEvent = Event<string, FactTimes>;

/** Before the deadline for summer placements of 2025, and long after it. */
export const [EARLY, LATE] = ['2025-09-01', '2026-06-15'] as const;

export const caseloadOfFacts = (facts: readonly Fact[], routines: KaaRoutines = noRoutines): Caseload =>
  caseloadOf(documentOf(caseload, facts), SOMEONE, routines);

/** The caseload of one person of whom this was said. */
export const caseloadIn = (...events: readonly FactEvent[]): Caseload => caseloadOfFacts(asFacts(events));

/** The rows that answer for a day of looking. */
export const seenOn = <R extends Look>(rows: readonly R[], day: CivilDate): R[] =>
  rows.filter((row) => isSeenOn(row, day));

/** Rows as seen late, each written as the fields that a rule is about. */
export const written = <R extends Look>(rows: readonly R[], ...fields: readonly (keyof R)[]): string[] =>
  seenOn(rows, LATE).map((row) => fields.map((field) => String(row[field])).join(' '));
