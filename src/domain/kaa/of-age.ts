import { type Birth, birthday } from '../person/birth.js';
import { type CivilDate, FOREVER } from '../shared/civil-date.js';
import { defaultKaaPolicy } from './policy.js';

const OF_AGE_YEARS = 18;

/** The day from which guardians have no say any more; never, while no birth is known. */
export const ofAgeOn = (birth: Birth | undefined): CivilDate =>
  (birth ? birthday(birth.on, OF_AGE_YEARS, defaultKaaPolicy.leapDayBirthday) : FOREVER);
