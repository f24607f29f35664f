import { setTimeout as sleep } from 'node:timers/promises';
import { median } from './measure.js';
import { below, type Figure } from './result.js';
import type { Rig } from './rig.js';
import { serving } from './serving.js';

const MOST_SECONDS = 3;
const PAUSE_MS = 10;

/** From starting the program on a large data folder until it says that it is ready. */
export const startBench = async (rig: Rig): Promise<Figure[]> => {
  const { dataFolder, outcome: { events } } = await rig.large();
  const rounds: number[] = [];
  for (let round = 0; round < rig.sizes.rounds; round += 1) rounds.push(await secondsToReady(dataFolder));
  const what = `start to ready with ${events.toLocaleString('en')} events`;
  return [below(what, median(rounds), 's', MOST_SECONDS, { rounds })];
};

const secondsToReady = async (dataFolder: string): Promise<number> => {
  const startMs = performance.now();
  return serving(dataFolder, async ({ url }) => {
    while (!(await fetch(`${url}/health/ready`)).ok) await sleep(PAUSE_MS);
    return (performance.now() - startMs) / 1_000;
  });
};
