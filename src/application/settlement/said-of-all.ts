import type { PersonEvent } from '../../domain/person/events.js';
import { joinedBy } from '../../domain/person/joins.js';
import { PricePublished, PriceWithdrawn, type PriceListEvent } from '../../domain/price-list/events.js';
import { groupsFor } from '../../domain/price-list/match.js';
import { groupOfKey } from '../../domain/price-list/state.js';
import { UnitRegistered } from '../../domain/school-register/events.js';
import type { LinesWanted } from '../cost/worked-lines.js';
import type { Legible, OpenedEvent } from '../ledger/opened-event.js';
import type { Position } from '../ports/event-store.js';

/** What was said after a position and, if there is one, up to another: it can have moved lines. */
export const saidBetween = (
  all: readonly OpenedEvent[], after: Position, end: Position | undefined,
): Legible[] => all.filter((event): event is Legible =>
  !event.erased && event.position > after && (end === undefined || event.position <= end));

/** Of those, what said that two persons are one, or that they are not. */
export const joinsAmong = (said: readonly Legible[]): Legible[] => said.filter(({ category, data }) =>
  category === 'person' && joinedBy(data as PersonEvent['data']) !== undefined);

interface OfUnit { readonly unit?: string }

/**
 * Whether an account may be another one for what was said: prices of its year that may answer for it, schools
 * where the person was, and every policy and agreement. Else it could not be found out within a page's time.
 */
export const bearsOn = (
  { type, data }: Legible, { month, unit, studyPath }: LinesWanted, facts: readonly Legible[],
): boolean => {
  if (type === UnitRegistered.type) {
    const { unit: registered } = data as OfUnit;
    return registered === unit || facts.some((fact) => (fact.data as OfUnit).unit === registered);
  }
  if (type !== PricePublished.type && type !== PriceWithdrawn.type) return true;
  const { key } = data as PriceListEvent['data'];
  return key.year === Number(month.slice(0, 4)) && (key.unit === undefined || key.unit === unit)
    && (studyPath === undefined || groupsFor(studyPath, key.year).includes(groupOfKey(key)));
};
