import type { KaaFile } from '../../domain/kaa/file.js';
import { registerStanding, type Spell } from '../../domain/kaa/spells.js';
import { type CivilDate, earlier, FOREVER } from '../../domain/shared/civil-date.js';
import { covers, intersection, joined, type Period } from '../../domain/shared/period.js';
import { addTo } from '../timeline-rows.js';

/** A spell with what its municipality's file holds. */
export interface Case {
  readonly spell: Spell;
  readonly file: KaaFile;
  /** The file without what lay ahead when it was recorded and, for who looks on a day, still does. */
  readonly fileOn: (lookedAt: CivilDate) => KaaFile;
  /** No later one in the municipality: what goes on in its file goes on from this one. */
  readonly isLast: boolean;
  /** Where in the ledger the register has the spell from; empty while it has not been recorded. */
  readonly openedAt: string;
  /** No fact says how it began but the one that tells the age. */
  readonly isByAgeAlone: boolean;
}

/**
 * By municipality, what is counted and the day, as it looks on a day. Of people +1 on the day it begins and
 * -1 on the day it ends: in the register, awaiting a start; and of those in the register: contacted, in a
 * measure, with an occupation, with anything known of them, with no fact that says how they came in. Of
 * measures +1 on the days on which each was offered, declined, begun and ended.
 */
export const headcount = (cases: readonly Case[], lookedAt: CivilDate): Map<string, number> => {
  const sums = new Map<string, number>();
  for (const each of cases) {
    countSpell(each, lookedAt, (what, { from, to }) => {
      addTo(sums, `${each.spell.municipality}|${what}|${from}`, 1);
      if (to !== FOREVER) addTo(sums, `${each.spell.municipality}|${what}|${to}`, -1);
    });
    if (each.isLast) countMeasures(each, sums);
  }
  return sums;
};

type CountDays = (what: string, days: Period) => void;

const countSpell = ({ spell, file, isByAgeAlone }: Case, lookedAt: CivilDate, count: CountDays): void => {
  const stands = registerStanding(spell, lookedAt);
  count(stands, spell);
  if (stands !== 'registered') return;
  if (isByAgeAlone) count('no-reason', spell);
  const first = file.contacts.find(({ on }) => covers(spell, on))?.on;
  if (first) count('contacted', { from: first, to: spell.to });
  const measures = file.measures.flatMap(({ startedOn, endedOn = FOREVER }) =>
    (startedOn ? [intersection(spell, { from: startedOn, to: endedOn })] : []));
  for (const days of joined(measures)) count('in-measure', days);
  const occupied = occupiedIn(spell, file);
  for (const { occupation, ...days } of occupied) count(`occupation-${occupation}`, days);
  const known = [first, occupied[0]?.from].filter((on) => on !== undefined);
  if (known.length > 0) count('known', { from: known.reduce(earlier), to: spell.to });
};

/** Occupations in order, as far as they are known and were said within the spell. */
const occupiedIn = (spell: Spell, { occupations }: KaaFile): (Period & { readonly occupation: string })[] => {
  const said = occupations.filter(({ on }) => covers(spell, on));
  return said
    .map(({ on: from, occupation }, index) => ({ from, to: said[index + 1]?.on ?? spell.to, occupation }))
    .filter(({ from, to, occupation }) => from < to && occupation !== 'unknown');
};

/** Measures are of the file, and so counted once for it, however many spells there are. */
const countMeasures = ({ spell: { municipality }, file }: Case, sums: Map<string, number>): void => {
  const count = (what: string, on: CivilDate | undefined): void => {
    if (on !== undefined) addTo(sums, `${municipality}|measures-${what}|${on}`, 1);
  };
  for (const { measure, offeredOn, declinedOn, startedOn, endedOn, why } of file.measures) {
    count('offered', offeredOn);
    if (measure === 'other') count('offered-other', offeredOn);
    count('declined', declinedOn);
    count('started', startedOn);
    count(`ended-${why}`, endedOn);
  }
};
