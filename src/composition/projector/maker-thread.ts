import { workerData } from 'node:worker_threads';
import { doShared } from '../../projections/engine/do-task.js';
import type { SharedTasks } from '../../projections/engine/range-task.js';
import { answering } from '../asked-thread.js';
import type { ProjectorStart, RangeMade } from './messages.js';
import { openStores } from './opened-stores.js';

/** A thread that makes documents, range by range, as long as the projector has some left. */
await answering<SharedTasks, RangeMade>(async (signal) => {
  const stores = await openStores(workerData as ProjectorStart, { signal, beside: true });
  return {
    answer: async (shared, asking) => {
      await doShared(stores, shared, asking);
      return { is: 'done' };
    },
    close: () => stores.close(),
  };
});
