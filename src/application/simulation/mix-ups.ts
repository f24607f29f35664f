import type { Random } from './random.js';

/** One in so many youths is taken for another, and one at the least: assumed. */
const ONE_IN = 500;

interface Somebody {
  readonly person: string;
  readonly municipality: string;
  readonly protected: boolean;
}

/** Pairs of youths of one municipality whom somebody takes for one, until it is seen; nobody twice. */
export const mixUps = <Y extends Somebody>(random: Random, youths: readonly Y[]): (readonly [Y, Y])[] => {
  const known = [...new Map(youths.map((youth) => [youth.person, youth])).values()];
  const left = known.filter((youth) => !youth.protected);
  const pairs: (readonly [Y, Y])[] = [];
  for (let wanted = Math.ceil(left.length / ONE_IN); wanted > 0; wanted -= 1) {
    const one = left.splice(random.below(left.length), 1)[0]!;
    const others = left.filter(({ municipality }) => municipality === one.municipality);
    if (others.length === 0) continue;
    const other = random.pick(others);
    left.splice(left.indexOf(other), 1);
    pairs.push([one, other]);
  }
  return pairs;
};
