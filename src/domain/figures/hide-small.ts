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
  for (const together of apart(sums)) hideWith(hidden, counts, together);
  return hidden;
};

/** Hides what would tell hidden counts, among counts that have sums in common. */
const hideWith = (all: Set<string>, counts: Counts, sums: readonly Sum[]): void => {
  const names = new Set(sums.flatMap(namesIn));
  const hidden = new Set([...all].filter((name) => names.has(name)));
  for (let next = nextOf({ counts, sums, hidden }); next.length > 0;) {
    for (const name of next) {
      hidden.add(name);
      all.add(name);
    }
    next = nextOf({ counts, sums, hidden });
  }
};

/** Sums in groups that have no count in common: nothing of the one tells anything of the other. */
const apart = (sums: readonly Sum[]): Sum[][] => {
  let groups: { readonly names: Set<string>; readonly sums: Sum[] }[] = [];
  for (const sum of sums) {
    const names = namesIn(sum);
    const joined = groups.filter((group) => names.some((name) => group.names.has(name)));
    const others = groups.filter((group) => !joined.includes(group));
    groups = [...others, {
      names: new Set([...joined.flatMap((group) => [...group.names]), ...names]),
      sums: [...joined.flatMap((group) => group.sums), sum],
    }];
  }
  return groups.map((group) => group.sums);
};

/** Counts that hang together. */
interface Figures {
  readonly counts: Counts;
  readonly sums: readonly Sum[];
  readonly hidden: ReadonlySet<string>;
}

/**
 * What is to be hidden next, one count for each that is told; nothing once nothing is. One that has a sum in
 * common with what is to be hidden already has to be looked at again first: it may no longer be told.
 */
const nextOf = (figures: Figures): string[] => {
  const next: string[] = [];
  for (const name of told(figures)) {
    const near = beside(name, figures);
    const more = near.some((each) => next.includes(each)) ? undefined : nextToHide(near, figures);
    if (more !== undefined) next.push(more);
  }
  return next;
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
 * The smallest count that is shown beside one that is told, before all that hang together with it; zeros
 * last, since they cannot become less. None where all that hang together are hidden: nothing is told of
 * them then.
 */
const nextToHide = (near: readonly string[], { counts, sums, hidden }: Figures): string | undefined => {
  const shown = (names: readonly string[], isWanted: (count: number) => boolean): string | undefined => names
    .filter((each) => !hidden.has(each) && isWanted(counts.get(each)!))
    .sort((a, b) => counts.get(a)! - counts.get(b)! || (a < b ? -1 : 1))[0];
  const isSome = (count: number): boolean => count > 0;
  const all = [...new Set(sums.flatMap(namesIn))];
  return shown(near, isSome) ?? shown(all, isSome) ?? shown(all, () => true);
};

const namesIn = ({ whole, parts }: Sum): string[] => [whole, ...parts];

/** Everything that is in one sum with a hidden count: in those where it alone is hidden, if there are any. */
const beside = (name: string, { sums, hidden }: Figures): string[] => {
  const own = sums.map(namesIn).filter((each) => each.includes(name));
  const telling = own.filter((each) => each.every((other) => other === name || !hidden.has(other)));
  return [...new Set((telling.length > 0 ? telling : own).flat())];
};
