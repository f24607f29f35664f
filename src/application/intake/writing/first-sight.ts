import { IdentityNumberAdded, PersonRegistered } from '../../../domain/person/events.js';
import type { CivilDate } from '../../../domain/shared/civil-date.js';
import { type Event, event } from '../../../domain/shared/event.js';
import { birthDateIn, type IdentityNumber } from '../../../domain/shared/identity-number.js';
import type { PersonLine } from '../statement.js';

/** For numbers that speak of no birthday: earlier than any day that is. */
const BEFORE_ALL_DAYS = '1900-01-01';

/** What makes the registration by a number the same one, whichever line comes first. */
export const firstSightIdentity = ({ value }: IdentityNumber): string =>
  JSON.stringify(['first sight', value]);

/** When the number holds from rests on the number, too. */
const bornWith = (number: IdentityNumber): CivilDate => birthDateIn(number) ?? BEFORE_ALL_DAYS;

/** That a person goes by the number, as far as the number itself tells. */
export const goesBy = (number: IdentityNumber, source: PersonLine['source']): Event =>
  event(IdentityNumberAdded, { validOn: bornWith(number), source, number: number.value, kind: number.kind });

/**
 * What is recorded of someone whom the ledger meets for the first time. It rests on the number alone, and not
 * on the line that happened to come first, so that lines may come in any order.
 */
export const firstSight = (number: IdentityNumber, source: PersonLine['source']): Event[] =>
  [event(PersonRegistered, { validOn: bornWith(number), source }), goesBy(number, source)];
