import type * as embedded from '../../src/composition/embedded.js';
import { startable } from '../../src/infrastructure/program-files.js';
import type { Outcome, Task } from './apart.js';
import { timed, withPeakMemory } from './measure.js';
import { storedBatches } from './reading.js';
import { takeIn, untilProjected } from './take-in.js';

/** The process that `apart` starts: does one task, with the program as it is run, and prints what it took. */
const { openEmbedded } = await import(startable('composition/embedded.js').href) as typeof embedded;
const task = JSON.parse(process.argv[2]!) as Task;

const work = async (): Promise<void> => {
  const liggare = await openEmbedded({ dataFolder: task.dataFolder });
  try {
    if (task.does === 'intake') return await takeIn(liggare, task.region);
    await untilProjected(liggare);
    await liggare.projections.rebuild([]);
  } finally {
    await liggare.close();
  }
};

const { result: { seconds }, peakMiB } = await withPeakMemory(() => timed(work));

let events = 0;
const counted = await openEmbedded({ dataFolder: task.dataFolder });
for await (const batch of storedBatches(counted.store)) events += batch.length;
await counted.close();

const outcome: Outcome = { events, seconds, peakMiB };
process.stdout.write(JSON.stringify(outcome));
