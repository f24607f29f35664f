import type { NumberPool } from './number-pool.js';
import { Random } from './random.js';
import type { SchoolYear } from './school-year.js';
import type { Outside, Traits } from './traits.js';

/** Streams of chance of who is rare, far from those of pupils and of those outside school. */
const RARE_STREAM = 0xc000_0000;

/** Each in ten-thousandths of those it may befall: assumed. The first of them it befalls for certain. */
const HOW_RARE = 60;

interface Rarity {
  readonly mayBefall: (outside: Outside) => boolean;
  /** The same youth, with what is rare. */
  readonly befall: (traits: Traits & { readonly outside: Outside }) => Traits;
}

const isUnder20 = ({ turns }: Outside): boolean => turns < 20;
/** Of whom no school has said anything, so that it knows no other number. */
const isUnheardOf = (outside: Outside): boolean => isUnder20(outside) && outside.before === 'never-began';

const rarities = (numbers: NumberPool, year: SchoolYear): readonly Rarity[] => [
  { mayBefall: () => true, befall: ({ outside, ...traits }) =>
    ({ ...traits, outside: { ...outside, then: 'dies' } }) },
  { mayBefall: isUnder20, befall: (traits) => ({ ...traits, protection: 'protected-registration' }) },
  {
    mayBefall: (outside) => isUnheardOf(outside) && numbers.hasCoordination(year.first - outside.turns),
    befall: ({ outside, ...traits }) => {
      const coordinationNumber = numbers.takeCoordination(year.first - outside.turns);
      const successor = numbers.takeSuccessor(coordinationNumber);
      return { ...traits, outside: { ...outside, unregistered: { coordinationNumber, successor } } };
    },
  },
];

/**
 * Gives some of those who would stay outside school, and where they are, something that is rare. They have no
 * place at a school in the year, so that no cost depends on it.
 */
export const raritiesOutside = (seed: number, numbers: NumberPool, year: SchoolYear) => {
  const waiting = new Set(rarities(numbers, year));
  const all = [...waiting];
  return (traits: Traits, nth: number): Traits => {
    const { outside, residence } = traits;
    if (outside?.then !== 'stays-outside' || residence !== 'stays' || IS_AT_SCHOOL.has(outside.before)) {
      return traits;
    }
    const random = Random.of(seed, RARE_STREAM + nth);
    const rarity = all.find((one) => one.mayBefall(outside) && (waiting.has(one) || random.chance(HOW_RARE)));
    if (!rarity) return traits;
    waiting.delete(rarity);
    return rarity.befall({ ...traits, outside });
  };
};

const IS_AT_SCHOOL: ReadonlySet<Outside['before']> = new Set(['leaves-in-autumn', 'leaves-in-spring']);
