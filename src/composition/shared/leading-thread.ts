import { parentPort, workerData } from 'node:worker_threads';
import { openMongoReadStore } from '../../infrastructure/read-store/mongodb/mongo-read-store.js';
import { inThreads } from '../projector/makers.js';
import { openUnlessStopped } from '../asked-thread.js';
import { openStoresOver } from '../projector/opened-stores.js';
import type { LeadingStart, ToldByLeading } from './messages.js';
import { SharedProjector } from './shared-projector.js';

/** The thread that makes read models which other processes may make, too. */
const { places, readModels, holder, takeOverMs } = workerData as LeadingStart;
const port = parentPort!;
const tell = (message: ToldByLeading): void => port.postMessage(message);

const stopping = new AbortController();
/** Until there is something to stop, whoever opens it ends by the signal. */
let stop = async (): Promise<void> => undefined;
port.once('message', () => {
  stopping.abort();
  void stop().finally(() => port.close());
});

const stores = await openUnlessStopped((signal) => openStoresOver(places, async (opened) =>
  opened.add(await openMongoReadStore({ ...readModels, signal }), (one) => one.close()), { signal }),
stopping.signal);
if (stores) {
  const projector = new SharedProjector({
    ...stores, holder, takeOverMs,
    makeRanges: (leases, setting) => inThreads({ ...places, readModels, leases }, setting),
    onLead: (news) => tell({ is: 'lead', news }),
    onStanding: ({ fails }) => tell({ is: 'standing', fails }),
    onFailure: (error) => {
      const { name, message, said } = error as Error & { readonly said?: string };
      tell({ is: 'failure', name, message, said });
    },
  });
  stop = () => projector.stop().then(() => stores.close());
  if (stopping.signal.aborted) await stop();
  else tell({ is: 'started' });
}
