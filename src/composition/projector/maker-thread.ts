import { workerData } from 'node:worker_threads';
import { doTask } from '../../projections/engine/do-task.js';
import type { RangeTask } from '../../projections/engine/range-task.js';
import { answering } from '../asked-thread.js';
import type { ProjectorStart, RangeMade } from './messages.js';
import { openStores } from './opened-stores.js';

/** A thread that makes documents, range by range, as the projector asks. */
await answering<RangeTask, RangeMade>(async (signal) => {
  const stores = await openStores(workerData as ProjectorStart, { signal });
  return {
    answer: async (task, asking) => {
      await doTask(stores, task, asking);
      return { is: 'done' };
    },
    close: () => stores.close(),
  };
});
