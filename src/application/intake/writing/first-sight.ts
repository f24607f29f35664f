import { IdentityNumberAdded, PersonRegistered } from '../../../domain/person/events.js';
import { type Event, event } from '../../../domain/shared/event.js';
import { birthDateIn, type IdentityNumber } from '../../../domain/shared/identity-number.js';
import type { PersonLine } from '../statement.js';

/** For numbers that speak of no birthday: earlier than any day that is. */
const BEFORE_ALL_DAYS = '1900-01-01';

/** What makes the registration by a number the same one, whichever line comes first. */
export const firstSightIdentity = ({ value }: IdentityNumber): string =>
  JSON.stringify(['first sight', value]);

/**
 * What is recorded of someone whom the ledger meets for the first time. It rests on the number alone, and not
 * on the line that happened to come first, so that lines may come in any order.
 */
export const firstSight = (number: IdentityNumber, source: PersonLine['source']): Event[] => {
  const validOn = birthDateIn(number) ?? BEFORE_ALL_DAYS;
  return [
    event(PersonRegistered, { validOn, source }),
    event(IdentityNumberAdded, { validOn, source, number: number.value, kind: number.kind }),
  ];
};
