/**
 * Some of what is enough together, of which none could be left out. The others are left out in runs, which
 * are halved once none of their length can go, so that thousands take few tries. What is enough need not stay
 * so with more of them (a withdrawal, for one): only what was found to be enough is gone on from.
 *
 * @example neededOf(facts, (some) => lineFrom(some) === line)
 */
export const neededOf = <T>(all: readonly T[], isEnough: (some: readonly T[]) => boolean): T[] => {
  let needed = [...all];
  for (let run = Math.ceil(needed.length / 2); run > 0; run = run > 1 ? Math.ceil(run / 2) : 0) {
    needed = withoutRuns(needed, run, isEnough);
  }
  return needed;
};

/** Without each run of a length that can go; single ones are gone through again until none of them can. */
const withoutRuns = <T>(
  all: readonly T[], run: number, isEnough: (some: readonly T[]) => boolean,
): T[] => {
  let left = [...all];
  for (let at = 0; at < left.length;) {
    const others = [...left.slice(0, at), ...left.slice(at + run)];
    if (isEnough(others)) left = others;
    else at += run;
  }
  return run === 1 && left.length < all.length ? withoutRuns(left, 1, isEnough) : left;
};
