import { type Birth, birthday } from '../person/birth.js';
import { type CivilDate, FOREVER } from '../shared/civil-date.js';
import type { RulesOn } from './rules.js';

const OF_AGE_YEARS = 18;

/** The day somebody turns so many years old: of those born on a leap day by the rule of that year. */
export const turnsOn = ({ on }: Pick<Birth, 'on'>, years: number, rulesOn: RulesOn): CivilDate =>
  birthday(on, years, (day) => rulesOn(day).leapDayBirthday);

/** The day from which guardians have no say any more; never, while no birth is known. */
export const ofAgeOn = (birth: Birth | undefined, rulesOn: RulesOn): CivilDate =>
  (birth ? turnsOn(birth, OF_AGE_YEARS, rulesOn) : FOREVER);
