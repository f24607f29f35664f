import { apart } from './apart.js';
import { below, type Figure } from './result.js';
import type { Rig } from './rig.js';

const [MOST_S, MOST_MIB] = [15, 500];

/** How long the whole region and a school year take in a process of its own, and its most memory. */
export const whatIfBench = async (rig: Rig): Promise<Figure[]> => {
  const { folder: dataFolder } = await rig.filled();
  const { seconds, peakMiB, ...amounts } = await apart({ does: 'what-if', dataFolder });
  const details = { pupils: rig.sizes.pupils, ...amounts };
  return [
    below('what if: a school year by a measuring day', seconds, 's', MOST_S, details),
    below('memory of that', peakMiB, 'MiB', MOST_MIB, details),
  ];
};
