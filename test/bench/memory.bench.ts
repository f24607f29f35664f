import { apart, type Outcome } from './apart.js';
import { below, type Figure } from './result.js';
import type { Rig } from './rig.js';

const MOST_MIB = 500;

/** The most memory that taking in, and making read models again, ever holds; each in a process of its own. */
export const memoryBench = async (rig: Rig): Promise<Figure[]> => {
  const { dataFolder, outcome } = await rig.large();
  const rebuild = await apart({ does: 'rebuild', dataFolder });
  return [figure('intake', outcome), figure('rebuild', { ...rebuild, events: outcome.events })];
};

const figure = (what: string, { events, peakMiB, seconds }: Outcome): Figure =>
  below(`memory of ${what} at ${events.toLocaleString('en')} events`, peakMiB, 'MiB', MOST_MIB, { seconds });
