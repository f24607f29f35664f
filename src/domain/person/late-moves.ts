import { type CivilDate, earlier, firstOfMonth } from '../shared/civil-date.js';
import { daysOfHalfYear, halfYearOf, nextHalfYear } from '../shared/half-year.js';
import { isEmpty, type Ordered, type Period, within } from '../shared/period.js';
import type { MunicipalityPeriod, PersonFact } from './municipality.js';

/** Days that went to another municipality after at least one month of them was over (K12). */
export interface LateMove extends Period {
  /** Which they belong to since. */
  readonly municipality: string;
  /** Which they belonged to as far as was known until then. */
  readonly before: string;
  /** When the ledger learnt of it. */
  readonly knownOn: CivilDate;
}

/** A fact, and the day the ledger learnt of it. */
export interface KnownFact {
  readonly fact: PersonFact;
  readonly knownOn: CivilDate;
}

/**
 * The days that moves, corrections and withdrawals told late have re-assigned, in order of when that was
 * learnt. Days that nobody answered for before are no re-assignment.
 */
export const lateMovesOf = (
  known: readonly KnownFact[], fold: (facts: readonly PersonFact[]) => Ordered<MunicipalityPeriod>,
): LateMove[] => {
  const days = [...new Set(known.map(({ knownOn }) => knownOn))].sort();
  const foldUpTo = (day: CivilDate): Ordered<MunicipalityPeriod> =>
    fold(known.filter(({ knownOn }) => knownOn <= day).map(({ fact }) => fact));
  const moves: LateMove[] = [];
  let before = days.length > 1 ? foldUpTo(days[0]!) : [];
  for (const knownOn of days.slice(1)) {
    const after = foldUpTo(knownOn);
    moves.push(...reassigned(before, after, knownOn));
    before = after;
  }
  return moves;
};

const reassigned = (
  before: Ordered<MunicipalityPeriod>, after: Ordered<MunicipalityPeriod>, knownOn: CivilDate,
): LateMove[] => after.flatMap((now) => within(before, now)
  .filter((then) => then.municipality !== now.municipality)
  .map(({ from, to, municipality }) =>
    ({ from, to: earlier(to, knownOn), municipality: now.municipality, before: municipality, knownOn })))
  .filter((move) => !isEmpty(move) && move.from < firstOfMonth(knownOn));

/** The half-years that were over when it was learnt, and that have other days now. */
export const halfYearsOf = ({ from, to, knownOn }: LateMove): string[] => {
  const halves: string[] = [];
  for (let half = halfYearOf(from); daysOfHalfYear(half).from < to; half = nextHalfYear(half)) {
    if (daysOfHalfYear(half).to <= knownOn) halves.push(half.replace('H', '-H'));
  }
  return halves;
};
