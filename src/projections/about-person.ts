import { type Name, personState } from '../domain/person/state.js';
import { type CivilDate, earlier, FOREVER, later } from '../domain/shared/civil-date.js';
import type { Belonging, SortedFacts } from './person-facts.js';
import type { Look } from './timeline-rows.js';

/**
 * Whom a row is about. A protected person has no name, whatever day it is about, until every protection that
 * is known of is over on the day of looking (schooling-and-cost.md 9).
 */
export interface AboutPerson {
  readonly person: string;
  /** As `Family, Given`; null for protected persons, and while no source has given any. */
  readonly name: string | null;
  readonly protected: boolean;
}

const DAWN: CivilDate = '0001-01-01';

/** How a person is shown, by the day of looking: unnamed until every protection that is known of is over. */
export const shownAs = (
  person: string, facts: SortedFacts, { protections, observed }: Pick<Belonging, 'protections' | 'observed'>,
): (AboutPerson & Look)[] => {
  const protectedUntil = protections.at(-1)?.to ?? DAWN;
  const name = asListed(personState(facts.person).name ?? observed.name);
  return [
    { person, name: null, protected: true, since: DAWN, until: protectedUntil },
    { person, name, protected: false, since: protectedUntil, until: FOREVER },
  ].filter(({ since, until }) => since < until);
};

/** As `Family, Given`, which sorts; null if nobody gave either. */
const asListed = (name: Name | undefined): string | null =>
  [name?.familyName, name?.givenName].filter(Boolean).join(', ') || null;

/** Says of rows whom they are about. A row divides where the person is shown otherwise from some look on. */
export const about = <R extends Look>(
  shown: readonly (AboutPerson & Look)[], rows: readonly R[],
): (R & AboutPerson)[] => shown.flatMap(({ person, name, protected: isProtected, since, until }) => rows
  .filter((row) => row.since < until && since < row.until)
  .map((row) => ({
    ...row, person, name, protected: isProtected,
    since: later(row.since, since), until: earlier(row.until, until),
  })));
