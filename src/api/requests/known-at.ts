import { Type } from '@sinclair/typebox';
import type { Position } from '../../application/ports/event-store.js';
import { type CivilDate, civilDateAt, isCivilDate } from '../../domain/shared/civil-date.js';
import { INSTANT_PATTERN } from '../../domain/shared/fields.js';
import type { ApiDependencies } from '../dependencies.js';
import { Problem } from '../problems/problem.js';

/** A day, or a time without its zone, would be read by the clock of whatever machine this runs on. */
const WHOLE_INSTANT = new RegExp(INSTANT_PATTERN);

export const KnownAtField = Type.String({
  pattern: `^(${INSTANT_PATTERN.slice(1, -1)}|[0-9A-Za-z._:-]{1,80})$`, examples: ['2026-06-01T00:00:00Z'],
  description: 'An instant or a position: what was known then stands beside what is known now',
});

/** A moment of knowledge: up to which position, and on which day somebody looked. */
export interface Moment {
  readonly position: Position;
  readonly lookedAt: CivilDate;
}

/** The moment that a caller means, by an instant or by a position of the ledger. */
export const momentOf = async (
  { store }: Pick<ApiDependencies, 'store'>, knownAt: string,
): Promise<Moment> => {
  const instantMs = WHOLE_INSTANT.test(knownAt) ? Date.parse(knownAt) : NaN;
  if (isCivilDate(knownAt.slice(0, 10)) && !Number.isNaN(instantMs)) {
    return { position: await store.positionAt(instantMs), lookedAt: civilDateAt(instantMs) };
  }
  const [event] = await store.readAt([knownAt]);
  if (event) return { position: knownAt, lookedAt: civilDateAt(event.recordedAt) };
  const rule = 'Write an instant in UTC, or a position that the ledger gave.';
  throw new Problem('request-invalid', { errors: [{ field: 'knownAt', rule }] });
};
