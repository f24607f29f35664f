import type { Legible } from '../../src/application/ledger/opened-event.js';
import { kindOf } from '../../src/domain/catalogue.js';
import type { Category, Event } from '../../src/domain/shared/event.js';
import type { CivilDate } from '../../src/domain/shared/civil-date.js';
import type { Fact } from '../../src/domain/shared/fact-order.js';
import type { Contribution, Projection, References } from '../../src/projections/engine/projection.js';
import type { Document } from '../../src/application/ports/read-store.js';
import { wholeContribution } from './whole-contribution.js';

/** Whom everything in a test is about that is about one person. */
export const SOMEONE = '00000000-0000-4000-8000-00000000ffff';

/** A fact that was recorded on another day than the one it is for. */
export const recordedOn = <F extends Fact>(fact: F, day: CivilDate): F & { readonly on: CivilDate } =>
  ({ ...fact, on: day });

/** A fact as a projection is given it: recorded on the day it is for, if nothing else is said. */
export const asRecorded = (fact: Fact<Event & Fact['event']> & { readonly on?: CivilDate }): Legible => {
  const { id, event, on = event.data.validOn } = fact;
  const category = kindOf(event.type).category as Category;
  return {
    id, type: event.type, data: event.data, category, stream: `${category}-1`, revision: 0, position: id,
    recordedAt: Date.parse(`${on}T10:00:00Z`),
    meta: { actor: 'a', organisation: 'o', commandId: id }, person: SOMEONE, erased: false,
  };
};

/** One person's document as the engine would have it after these facts, of those that it handles. */
export const documentOf = <D extends Document>(projection: Projection<D>, facts: readonly Fact[]): D => {
  const handled = new Set(projection.handles.map(({ type }) => type));
  return facts.filter(({ event }) => handled.has(event.type))
    .reduce((document, fact) => projection.evolve(document, asRecorded(fact)), projection.init(SOMEONE));
};

/** References of which no event has said anything yet, save those that are given. */
export const referencesOf = (
  { references }: Pick<Projection, 'references'>, given: References = {},
): References => ({ ...Object.fromEntries(references.map(({ name, init }) => [name, init()])), ...given });

/** What one person's facts add to a read model. */
export const contributionOf = <D extends Document>(
  projection: Projection<D>, facts: readonly Fact[], given: References = {},
): Contribution =>
  wholeContribution(projection, documentOf(projection, facts), referencesOf(projection, given), SOMEONE);
