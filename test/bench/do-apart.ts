import type * as embedded from '../../src/composition/embedded.js';
import { startable } from '../../src/infrastructure/program-files.js';
import type { Amounts, Task } from './apart.js';
import { askedWhatIf } from './asked-what-if.js';
import { timed, withPeakMemory } from './measure.js';
import { storedBatches } from './reading.js';
import { takeIn, untilProjected } from './take-in.js';

/** The process that `apart` starts: does one task, with the program as it is run, and prints what it took. */
const { openEmbedded } = await import(startable('composition/embedded.js').href) as typeof embedded;
const task = JSON.parse(process.argv[2]!) as Task;

const work = async (liggare: embedded.Liggare): Promise<Amounts['what-if'] | undefined> => {
  if (task.does === 'what-if') return askedWhatIf(liggare);
  if (task.does === 'intake') await takeIn(liggare, task.region);
  else await liggare.projections.rebuild([]);
  return undefined;
};

const measured = async () => {
  const liggare = await openEmbedded({ dataFolder: task.dataFolder });
  try {
    await untilProjected(liggare);
    return await timed(() => work(liggare));
  } finally {
    await liggare.close();
  }
};

const eventsIn = async (dataFolder: string): Promise<number> => {
  let events = 0;
  const counted = await openEmbedded({ dataFolder });
  for await (const batch of storedBatches(counted.store)) events += batch.length;
  await counted.close();
  return events;
};

const { result: { result, seconds }, peakMiB } = await withPeakMemory(measured);
const amounts = result ?? { events: await eventsIn(task.dataFolder) };
process.stdout.write(JSON.stringify({ ...amounts, seconds, peakMiB }));
