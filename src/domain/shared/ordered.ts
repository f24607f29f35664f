/**
 * The index of the first item for which a test holds, in a list where it holds for every one after that; the
 * length of the list if it holds for none. Looks at a handful of items, however long the list is.
 *
 * @example firstIndex(days, (day) => day >= '2026-01-01')
 */
export const firstIndex = <T>(ordered: readonly T[], holds: (item: T) => boolean): number => {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (holds(ordered[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
};
