import { addYears, type CivilDate, yearOf } from '../shared/civil-date.js';
import { birthDateIn, type IdentityNumberKind } from '../shared/identity-number.js';
import type { PersonFact } from './municipality.js';

/** A day of birth, and the event that it is known from. */
export interface Birth {
  readonly on: CivilDate;
  readonly factId: string;
}

/** Of an identity number a read model may have kept the day of birth alone. */
interface Numbered {
  readonly number?: string;
  readonly kind?: IdentityNumberKind;
  readonly born?: CivilDate;
}

/**
 * The day of birth, by the last personal number if there is one: others are often given before it. Facts are
 * those that hold, in order.
 */
export const birthIn = (facts: readonly PersonFact[]): Birth | undefined => {
  const born = facts.filter(({ event }) => event.type === 'IdentityNumberAdded').flatMap((fact) => {
    const { kind, ...said } = fact.event.data as Numbered;
    const on = bornOn({ kind, ...said });
    return on === undefined ? [] : [{ on, factId: fact.id, kind }];
  });
  const best = born.findLast(({ kind }) => kind === 'personal') ?? born.at(-1);
  return best && { on: best.on, factId: best.factId };
};

const bornOn = ({ number, kind, born }: Numbered): CivilDate | undefined =>
  born ?? (number !== undefined && kind ? birthDateIn({ value: number, kind }) : undefined);

/** The birthday, in a common year, of those born on 29 February; a decision, since no law says it here. */
export const LEAP_DAY_BIRTHDAYS = ['02-28', '03-01'] as const;
export type LeapDayBirthday = (typeof LEAP_DAY_BIRTHDAYS)[number];

/**
 * The day somebody turns so many years old. `leapDayOn` is asked about those born on a leap day alone, and of
 * the first day that may be theirs in a common year, 28 February.
 */
export const birthday = (
  born: CivilDate, years: number, leapDayOn: (day: CivilDate) => LeapDayBirthday,
): CivilDate => {
  const day = addYears(born, years);
  return day.slice(5) === born.slice(5) ? day : `${yearOf(day)}-${leapDayOn(`${yearOf(day)}-02-28`)}`;
};
