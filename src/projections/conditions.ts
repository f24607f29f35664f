import type { Condition } from '../application/ports/read-store.js';
import type { CivilDate } from '../domain/shared/civil-date.js';

/** What queries of several read models ask alike of their rows. */

/** Equality with what was asked for, where something was. */
export const matching = <F extends string>(
  filter: { readonly [field in F]?: string }, fields: readonly F[],
): Condition[] => fields.flatMap((field): Condition[] =>
  (filter[field] === undefined ? [] : [{ field, eq: filter[field] }]));

/** Rows as they look on a day (see `Look`). */
export const seenOn = (lookedAt: CivilDate): Condition[] =>
  [{ field: 'since', lte: lookedAt }, { field: 'until', gt: lookedAt }];

/** Rows whose days include one. */
export const goingOn = (on: CivilDate): Condition[] =>
  [{ field: 'from', lte: on }, { field: 'to', gt: on }];
