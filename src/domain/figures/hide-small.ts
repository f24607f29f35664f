import { movesWithin } from './moves.js';

/** Counts by their names, which say what is counted where, such as `1480|new`. */
export type Counts = ReadonlyMap<string, number>;

/** A count that is the sum of others, as whoever reads the figures knows. */
export interface Sum {
  readonly whole: string;
  readonly parts: readonly string[];
}

/**
 * Which counts are hidden so that none below a threshold can be told, save zero, which tells of nobody.
 * Hiding the small ones alone is not enough: where all others of a sum are shown, the one that is hidden is
 * the difference. So others are hidden with them, the smallest first, until for each one that is hidden there
 * are other counts, none below zero, that agree with everything shown and have another number there.
 */
export const hiddenOf = (
  counts: Counts, sums: readonly Sum[], threshold: number,
): ReadonlySet<string> => {
  const hidden = new Set<string>();
  for (const [name, count] of counts) if (count > 0 && count < threshold) hidden.add(name);
  for (let next = nextOf({ counts, sums, hidden }); next !== undefined;) {
    hidden.add(next);
    next = nextOf({ counts, sums, hidden });
  }
  return hidden;
};

interface Figures {
  readonly counts: Counts;
  readonly sums: readonly Sum[];
  readonly hidden: ReadonlySet<string>;
}

/** What is to be hidden next; nothing once nothing is told that is hidden. */
const nextOf = (figures: Figures): string | undefined => {
  for (const name of told(figures)) {
    const next = nextToHide(name, figures);
    if (next !== undefined) return next;
  }
  return undefined;
};

/** Hidden counts that could be worked out all the same, as far as is easily seen. */
const told = ({ counts, sums, hidden }: Figures): string[] => {
  const names = [...hidden];
  const equations = sums.map(({ whole, parts }) =>
    names.map((name) => Number(name === whole) - Number(parts.includes(name))))
    .filter((row) => row.some((value) => value !== 0));
  const moves = movesWithin(equations, names.length)
    .filter((move) => isPossible(move, 1) || isPossible(move, -1));
  function isPossible(move: readonly number[], direction: 1 | -1): boolean {
    return move.every((by, index) => counts.get(names[index]!)! + direction * by >= 0);
  }
  return names.filter((_, index) => !moves.some((move) => move[index] !== 0));
};

/**
 * The smallest count that is shown beside one that is told, in its own sums before those that hang together
 * with them; zeros last, since they cannot become less. None where all that hang together are hidden: nothing
 * is told of them then.
 */
const nextToHide = (name: string, { counts, sums, hidden }: Figures): string | undefined => {
  const near = beside([name], sums);
  const far = [...hangingTogether(near, sums)];
  const shown = (names: readonly string[], isWanted: (count: number) => boolean): string | undefined => names
    .filter((each) => !hidden.has(each) && isWanted(counts.get(each)!))
    .sort((a, b) => counts.get(a)! - counts.get(b)! || (a < b ? -1 : 1))[0];
  const isSome = (count: number): boolean => count > 0;
  return shown(near, isSome) ?? shown(far, isSome) ?? shown(far, () => true);
};

const namesIn = ({ whole, parts }: Sum): string[] => [whole, ...parts];

const beside = (names: readonly string[], sums: readonly Sum[]): string[] =>
  [...new Set(sums.map(namesIn).filter((each) => each.some((name) => names.includes(name))).flat())];

const hangingTogether = (names: readonly string[], sums: readonly Sum[]): string[] => {
  const more = [...new Set([...names, ...beside(names, sums)])];
  return more.length === names.length ? more : hangingTogether(more, sums);
};
