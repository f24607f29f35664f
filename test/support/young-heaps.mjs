// A process with a thread that lasts and one that does not: `node [--max-semi-space-size=4] young-heaps.mjs`.
// Prints as JSON how large the young part of either heap became, in MiB, while much was thrown away.
import { fileURLToPath } from 'node:url';
import { getHeapSpaceStatistics } from 'node:v8';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { briefHeap, lastingHeap, sizeHeapsByThread } from '../../.build/src/infrastructure/thread-heaps.js';

const OBJECTS = 3_000_000;
const KEPT = 200_000;

const youngMib = () => getHeapSpaceStatistics().find((space) => space.space_name === 'new_space').space_size
  / 1024 / 1024;

const grown = () => {
  let [kept, most] = [[], 0];
  for (let made = 0; made < OBJECTS; made += 1) {
    kept.push({ made });
    if (kept.length < KEPT) continue;
    kept = [];
    most = Math.max(most, youngMib());
  }
  return Math.round(most);
};

const inThread = (resourceLimits) => new Promise((resolve, reject) => {
  const thread = new Worker(fileURLToPath(import.meta.url), { resourceLimits });
  thread.once('message', resolve).once('error', reject);
});

if (isMainThread) {
  sizeHeapsByThread();
  const [lasting, brief] = [await inThread(lastingHeap), await inThread(briefHeap)];
  process.stdout.write(JSON.stringify({ lasting, brief }));
} else {
  parentPort.postMessage(grown());
}
