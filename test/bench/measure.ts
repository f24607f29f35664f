/** Times of many runs of one thing, in milliseconds. */
export interface Timings {
  readonly count: number;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export const timings = (samplesMs: readonly number[]): Timings => {
  const sorted = [...samplesMs].sort((a, b) => a - b);
  const count = sorted.length;
  const at = (share: number): number => sorted[Math.min(count - 1, Math.floor(count * share))] ?? 0;
  return { count, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: sorted.at(-1) ?? 0 };
};

/** Runs something once; its result, and how long it took in seconds. */
export const timed = async <T>(run: () => T | Promise<T>): Promise<{ result: T; seconds: number }> => {
  const start = process.hrtime.bigint();
  const result = await run();
  return { result, seconds: Number(process.hrtime.bigint() - start) / 1e9 };
};

/** The most memory the process held while something ran, in MiB, looked at ten times a second. */
export const withPeakMemory = async <T>(run: () => Promise<T>): Promise<{ result: T; peakMiB: number }> => {
  let peak = process.memoryUsage.rss();
  const watch = setInterval(() => { peak = Math.max(peak, process.memoryUsage.rss()); }, 100);
  try {
    const result = await run();
    return { result, peakMiB: Math.round(Math.max(peak, process.memoryUsage.rss()) / 1024 / 1024) };
  } finally {
    clearInterval(watch);
  }
};

/** Runs `count` tasks, `atOnce` of them at a time. */
export const inParallel = async (
  count: number, atOnce: number, task: (index: number) => Promise<unknown>,
): Promise<void> => {
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const index = next;
      next += 1;
      await task(index);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
};

/** The middle of several runs, so that one hiccup of a shared machine decides nothing. */
export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** Rates of some work, and of what limits it. */
export interface Rates {
  readonly work: number;
  readonly limit: number;
}

/** Measures the limit and the work in turns, so that both meet the same weather; the median of each. */
export const inTurns = async (
  rounds: number, limit: () => Promise<number>, work: () => Promise<number>,
): Promise<Rates> => {
  const measured: Rates[] = [];
  for (let round = 0; round < rounds; round += 1) {
    measured.push({ limit: await limit(), work: await work() });
  }
  return { limit: median(measured.map((one) => one.limit)), work: median(measured.map((one) => one.work)) };
};
