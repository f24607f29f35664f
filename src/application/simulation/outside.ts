import { addYears } from '../../domain/shared/civil-date.js';
import { birthdayOf, type NumberPool } from './number-pool.js';
import { byWeight, type Random } from './random.js';
import type { SchoolYear } from './school-year.js';
import type { Before, Outside, Residing, Then, Traits } from './traits.js';

/** To ten thousand pupils, so many others who are outside school. */
const OUTSIDE = 1_180;

/** How many youths outside school there are beside so many pupils. */
export const outsideBeside = (pupils: number): number => Math.floor((pupils * OUTSIDE) / 10_000);

type Kind = Pick<Outside, 'turns' | 'before'> & { readonly residence?: Residing; readonly weight: number };

/**
 * Who they are, by weight. Together with what pupils do they make a register as those that were published
 * (docs/reference/simulator.md); how they divide is assumed.
 */
const KINDS: readonly Kind[] = [
  { turns: 20, before: 'dropped-out', weight: 165 }, { turns: 20, before: 'never-began', weight: 60 },
  { turns: 19, before: 'dropped-out', weight: 100 }, { turns: 19, before: 'never-began', weight: 30 },
  { turns: 18, before: 'dropped-out', weight: 50 }, { turns: 18, before: 'never-began', weight: 20 },
  { turns: 17, before: 'dropped-out', weight: 20 }, { turns: 17, before: 'never-began', weight: 10 },
  { turns: 19, before: 'study-certificate', weight: 265 },
  { turns: 18, before: 'leaves-in-autumn', weight: 80 },
  { turns: 17, before: 'leaves-in-autumn', weight: 50 },
  { turns: 18, before: 'leaves-in-spring', weight: 170 },
  { turns: 17, before: 'leaves-in-spring', weight: 110 },
  { turns: 19, before: 'never-began', residence: 'moves-in-from-abroad', weight: 60 },
];

const drawKind = byWeight(KINDS, ({ weight }) => weight);

/** What each does next, in ten-thousandths; the rest stays outside, or emigrates. Assumed. */
const NEXT: Readonly<Record<Before, readonly (readonly [Then, number])[]>> = {
  'never-began': [['begins-programme', 500], ['begins-introduction', 3_400]],
  'dropped-out': [['begins-programme', 700], ['begins-introduction', 3_400]],
  'study-certificate': [['begins-programme', 500], ['begins-introduction', 300], ['completes', 1_000]],
  'leaves-in-autumn': [['begins-programme', 700], ['begins-introduction', 2_000]],
  'leaves-in-spring': [],
};

const EVERYONE = 10_000;
const EMIGRATES = 200;

/** Whoever turns 20 in the year it begins may begin no more. */
const mayBegin = ({ turns, residence }: Kind): boolean => turns < 20 && residence === undefined;

const nextOf = (random: Random, kind: Kind): Then => {
  const next = mayBegin(kind) ? NEXT[kind.before] : [];
  let left = random.below(EVERYONE);
  const found = next.find(([, weight]) => (left -= weight) < 0);
  if (found) return found[0];
  return kind.residence === undefined && random.chance(EMIGRATES) ? 'emigrates' : 'stays-outside';
};

/** Moves in the year, in ten-thousandths of them; assumed. */
const drawResidence = byWeight<readonly [Residing, number]>(
  [['moves-inside', 400], ['moves-out', 400], ['stays', 9_200]], ([, weight]) => weight,
);

/** What kind of youth outside school this is. */
export const outsideTraits = (random: Random): Traits => {
  const kind = drawKind(random);
  const { turns, before, residence: fixed } = kind;
  const then = nextOf(random, kind);
  const [residence] = drawResidence(random);
  return {
    year: 1, beginning: 'outside', happening: 'nothing', protection: 'none', leaving: 'none',
    residence: fixed ?? (then === 'emigrates' ? 'stays' : residence),
    newAddress: false, certificate: false, sports: false, outside: { turns, before, then },
  };
};

/** Numbers by which one is under 20 when the school year begins. */
export const numbersOutside = (
  numbers: NumberPool, { turns, unregistered }: Pick<Outside, 'turns' | 'unregistered'>,
  year: Pick<SchoolYear, 'first' | 'july'>,
): { readonly number: string; readonly replacement?: string } => {
  const number = numbers.takeOfAnyMonth(year.first - turns);
  // Taken all the same, so that others have the numbers and birthdays that they would have had.
  if (unregistered) return { number: unregistered.coordinationNumber, replacement: unregistered.successor };
  return addYears(birthdayOf(number), 20) > year.july ? { number } : numbersOutside(numbers, { turns }, year);
};
