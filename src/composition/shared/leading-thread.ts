import { parentPort, workerData } from 'node:worker_threads';
import { openMongoReadStore } from '../../infrastructure/read-store/mongodb/mongo-read-store.js';
import { inThreads } from '../projector/makers.js';
import { openStoresOver } from '../projector/opened-stores.js';
import type { LeadingStart, ToldByLeading } from './messages.js';
import { SharedProjector } from './shared-projector.js';

/** The thread that makes read models which other processes may make, too. */
const { places, readModels, holder, takeOverMs } = workerData as LeadingStart;
const port = parentPort!;
const tell = (message: ToldByLeading): void => port.postMessage(message);

const stores = await openStoresOver({ ...places, readModels }, async (opened) =>
  opened.add(await openMongoReadStore(readModels), (one) => one.close()));
const projector = new SharedProjector({
  ...stores, holder, takeOverMs,
  makeRanges: (leases, setting) => inThreads({ ...places, readModels, leases }, setting),
  onStanding: ({ fails }) => tell({ is: 'standing', fails }),
  onFailure: (error) => {
    const { name, message } = error as Error;
    tell({ is: 'failure', name, message });
  },
});

port.once('message', () => {
  void projector.stop().then(() => stores.close()).finally(() => port.close());
});
tell({ is: 'started' });
