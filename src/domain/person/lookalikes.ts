import type { CivilDate } from '../shared/civil-date.js';
import type { PersonEvent } from './events.js';
import type { Name } from './state.js';

/** The kinds of number that somebody may have before, or without, a personal number. */
const PASSING = new Set(['coordination', 'temporary', 'asylum']);

type NumberKind = Extract<PersonEvent, { type: 'IdentityNumberAdded' }>['data']['kind'];

/** What persons are compared by who may be one (compensation requirement 19). */
export interface Likeness {
  /** Equal for names that are written alike, whatever the case, the accents and further given names. */
  readonly nameKey: string;
  /** Every day of birth that a number of theirs speaks of; none for an asylum seeker's number alone. */
  readonly born: readonly CivilDate[];
  readonly kinds: readonly NumberKind[];
  /** Known by passing numbers alone, so that a personal number may come to be somebody else's. */
  readonly isPassing: boolean;
}

const lettersIn = (text: string): string[] =>
  text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '').match(/\p{L}+/gu) ?? [];

/** The family name and the first of the given names; undefined where one of them has no letters. */
export const nameKeyOf = ({ givenName, familyName }: Name): string | undefined => {
  const [given] = lettersIn(givenName);
  const family = lettersIn(familyName).join(' ');
  return given === undefined || family === '' ? undefined : `${family}, ${given}`;
};

export const isPassingOnly = (kinds: readonly NumberKind[]): boolean =>
  kinds.length > 0 && kinds.every((kind) => PASSING.has(kind));

/** How the births of two of one name agree; undefined where they do not. An unknown one agrees with any. */
export const birthsAgree = (
  one: readonly CivilDate[], other: readonly CivilDate[],
): 'same' | 'unknown' | undefined => {
  if (one.length === 0 || other.length === 0) return 'unknown';
  return one.some((day) => other.includes(day)) ? 'same' : undefined;
};

/** How two persons may be one: one of them has passing numbers alone, and name and birth agree. */
export const likenessOf = (one: Likeness, other: Likeness): 'same' | 'unknown' | undefined =>
  ((one.isPassing || other.isPassing) && one.nameKey === other.nameKey
    ? birthsAgree(one.born, other.born) : undefined);
