/** A 32-bit step of mixing (Pelle Evensen's constants for splitmix32): every word has its own answer. */
const mixed = (word: number): number => {
  let bits = word | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return bits ^ (bits >>> 15);
};

const rotated = (word: number, by: number): number => (word << by) | (word >>> (32 - by));

const GOLDEN = 0x9e3779b9;
const TWO_TO_32 = 0x1_0000_0000;

type State = readonly [number, number, number, number];

/**
 * Chance that comes out the same on every machine and Node version: xoshiro128** 1.1 by Blackman and Vigna
 * (public domain), in 32-bit integers alone. Written out, since fifteen lines are less to look after than a
 * package, and since its sequence must never change.
 */
export class Random {
  private readonly state: [number, number, number, number];

  constructor(state: State) {
    this.state = [...state];
  }

  /** The stream of a seed and an index: streams of one seed never begin alike. */
  static of(seed: number, index: number): Random {
    const random = new Random([
      mixed(seed + GOLDEN), mixed(index + 2 * GOLDEN), mixed(seed ^ rotated(index, 16)),
      mixed(3 * GOLDEN - index),
    ]);
    for (let warmingUp = 0; warmingUp < 8; warmingUp += 1) random.next();
    return random;
  }

  /** The next 32 bits, from 0 to 4 294 967 295. */
  next(): number {
    const { state } = this;
    const result = Math.imul(rotated(Math.imul(state[1], 5), 7), 9) >>> 0;
    const shifted = state[1] << 9;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotated(state[3], 11);
    return result;
  }

  /** A whole number from 0 up to, not including, the limit (at most 2^21, where it is exact). */
  below(limit: number): number {
    return Math.floor((this.next() * limit) / TWO_TO_32);
  }

  /** A whole number from one to the other, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True in so many of ten thousand cases. */
  chance(ofTenThousand: number): boolean {
    return this.below(10_000) < ofTenThousand;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }
}

/** Picks among items by weight. */
export type Picker<T> = (random: Random) => T;

/** Items of no weight are never picked; without any weight there is nothing to pick, which is a fault. */
export const byWeight = <T>(items: readonly T[], weightOf: (item: T) => number): Picker<T> => {
  const total = items.reduce((sum, item) => sum + weightOf(item), 0);
  if (total === 0) throw new RangeError('Nothing has a weight, so nothing can be picked');
  return (random) => {
    let left = random.below(total);
    return items.find((item) => (left -= weightOf(item)) < 0)!;
  };
};
