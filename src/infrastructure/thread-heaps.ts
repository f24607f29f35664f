import { setFlagsFromString } from 'node:v8';
import type { ResourceLimits } from 'node:worker_threads';

/** Half of what is young in a heap, in MiB, as node was told for all of them; `npm start` tells it 4. */
const [, halfMib] = /--max-semi-space-size=(\d+)/.exec(process.execArgv.join(' ')) ?? [];

/** V8 makes it of two halves, and of as much again for what is large. */
const youngOf = (half: number): ResourceLimits => ({ maxYoungGenerationSizeMb: 3 * half });

/** Of threads that last: as node was told, since all of them are there at once. */
export const lastingHeap: ResourceLimits = halfMib === undefined ? {} : youngOf(Number(halfMib));

/** Of threads that end with what they are asked: small ones take a tenth more time to collect garbage. */
export const briefHeap: ResourceLimits = youngOf(16);

/** What node was told goes before what a thread is given: from now on it is for those alone that last. */
export const sizeHeapsByThread = (): void => {
  if (halfMib !== undefined) setFlagsFromString('--max-semi-space-size=0');
};
