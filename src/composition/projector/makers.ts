import { availableParallelism } from 'node:os';
import { startable } from '../../infrastructure/program-files.js';
import { doShared, inThisThread, takeNoMore } from '../../projections/engine/do-task.js';
import type {
  MakerControl, MakeRanges, MakerSetting, RangeTask, SharedTasks,
} from '../../projections/engine/range-task.js';
import { AskedThread } from '../asked-thread.js';
import type { ProjectorStart, RangeMade } from './messages.js';

/** A thread takes about a quarter of a second to start: so many persons are made faster without. */
const FEW_PERSONS = 1_000;
/** More would wait for each other at the read models, which one writes at a time. */
const MOST_THREADS = 4;

/** Does tasks until none is left. */
type Hand = (shared: SharedTasks, control: MakerControl) => Promise<unknown>;

/**
 * Does tasks in threads of their own, one for each core, which end when all is done. Who asks for a sweep
 * has nothing else to do, and takes part in place of one of them: its code is warm.
 */
export const inThreads = (
  start: ProjectorStart, setting: MakerSetting, fewPersons = FEW_PERSONS,
): MakeRanges => {
  const alone = inThisThread(setting);
  return async (tasks, control) => {
    const some = await setting.vault.personsAfter('', fewPersons + 1);
    if (some.length <= fewPersons) return alone(tasks, control);
    const count = Math.min(availableParallelism(), MOST_THREADS, tasks.length);
    const own: Hand[] = tasks.some(({ does }) => does === 'sweep')
      ? [(shared, along) => doShared(setting, shared, along)] : [];
    const makers = Array.from({ length: count - own.length }, () => makerThread(start));
    try {
      await together(tasks, [...makers.map((maker): Hand => maker.ask.bind(maker)), ...own], control);
    } finally {
      await Promise.all(makers.map((maker) => maker.stop()));
    }
  };
};

/** Whoever is free takes the next task. When one fails, the others are told to stop. */
const together = async (
  tasks: readonly RangeTask[], hands: readonly Hand[], { signal, onProgress }: MakerControl,
): Promise<void> => {
  const shared: SharedTasks = { tasks, next: new Int32Array(new SharedArrayBuffer(4)) };
  const failing = new AbortController();
  const control = { onProgress, signal: AbortSignal.any([signal, failing.signal]) };
  const work = hands.map((hand) => hand(shared, control));
  try {
    await Promise.all(work);
  } finally {
    takeNoMore(shared);
    failing.abort();
    await Promise.allSettled(work);
  }
};

/** One thread that makes ranges. */
const makerThread = (start: ProjectorStart): AskedThread<SharedTasks, RangeMade> => new AskedThread({
  url: startable('composition/projector/maker-thread.js'), name: 'read-model-maker', start,
  does: 'makes read models',
});
