import { parentPort, workerData } from 'node:worker_threads';
import { makeRange } from '../../projections/engine/make-range.js';
import type { FromMaker, ProjectorStart, ToMaker } from './messages.js';
import { openStores } from './opened-stores.js';

/** A thread that makes documents, range by range, as the projector asks. */
const port = parentPort!;
const reply = (message: FromMaker): void => port.postMessage(message);
const stopping = new AbortController();
const stores = await openStores(workerData as ProjectorStart);
let working: Promise<void> = Promise.resolve();

const stop = async (): Promise<void> => {
  stopping.abort();
  await working;
  await stores.close();
  port.close();
};

port.on('message', (message: ToMaker) => {
  if (message === 'stop') {
    void stop();
    return;
  }
  const onProgress = (events: number): void => reply({ is: 'progress', events });
  working = makeRange(stores, message, { signal: stopping.signal, onProgress }).then(
    () => reply({ is: 'done' }),
    (error: Error) => reply({ is: 'failure', name: error.name, message: error.message }),
  );
});
