import { Worker } from 'node:worker_threads';

/** As many cores as the limits were set for. */
const CORES = 2;

/**
 * How fast the machine is at the moment: rounds a second, on each of two cores at once, of work that never
 * changes. Seconds of two runs compare where this is the same, which on a shared machine it seldom is.
 */
export const pace = async (): Promise<number> => {
  const rounds = await Promise.all(Array.from({ length: CORES }, roundsOfOne));
  return Math.round(rounds.reduce((sum, each) => sum + each, 0) / CORES);
};

const roundsOfOne = (): Promise<number> => new Promise((resolve, reject) => {
  const worker = new Worker(new URL('./pace-thread.js', import.meta.url));
  worker.once('message', resolve).once('error', reject);
});
