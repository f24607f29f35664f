import { availableParallelism } from 'node:os';
import { startable } from '../../infrastructure/program-files.js';
import { doTask, inThisThread } from '../../projections/engine/do-task.js';
import type {
  MakerControl, MakeRanges, MakerSetting, RangeTask,
} from '../../projections/engine/range-task.js';
import { AskedThread } from '../asked-thread.js';
import type { ProjectorStart, RangeMade } from './messages.js';

/** A thread takes about a quarter of a second to start: so many persons are made faster without. */
const FEW_PERSONS = 1_000;
/** More would wait for each other at the read models, which one writes at a time. */
const MOST_THREADS = 4;

/** Does one task after the other. */
type Hand = (task: RangeTask, control: MakerControl) => Promise<unknown>;

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
      ? [(task, along) => doTask(setting, task, along)] : [];
    const makers = Array.from({ length: count - own.length }, () => makerThread(start));
    try {
      await shared(tasks, [...own, ...makers.map((maker): Hand => maker.ask.bind(maker))], control);
    } finally {
      await Promise.all(makers.map((maker) => maker.stop()));
    }
  };
};

/** Whoever is free takes the next task. When one fails, the others are told to stop. */
const shared = async (
  tasks: readonly RangeTask[], hands: readonly Hand[], { signal, onProgress }: MakerControl,
): Promise<void> => {
  const waiting = [...tasks];
  const failing = new AbortController();
  const control = { onProgress, signal: AbortSignal.any([signal, failing.signal]) };
  const work = hands.map(async (hand) => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await hand(task, control);
  });
  try {
    await Promise.all(work);
  } finally {
    waiting.length = 0;
    failing.abort();
    await Promise.allSettled(work);
  }
};

/** One thread that makes ranges. */
const makerThread = (start: ProjectorStart): AskedThread<RangeTask, RangeMade> => new AskedThread({
  url: startable('composition/projector/maker-thread.js'), name: 'read-model-maker', start,
  does: 'makes read models',
});
