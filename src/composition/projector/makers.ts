import { availableParallelism } from 'node:os';
import { startable } from '../../infrastructure/program-files.js';
import { inThisThread } from '../../projections/engine/do-task.js';
import type { MakeRanges, MakerSetting, RangeTask } from '../../projections/engine/range-task.js';
import { AskedThread } from '../asked-thread.js';
import type { ProjectorStart, RangeMade } from './messages.js';

/** A thread takes about a quarter of a second to start: so many persons are made faster without. */
const FEW_PERSONS = 1_000;
/** More would wait for each other at the read models, which one writes at a time. */
const MOST_THREADS = 4;

/** Makes ranges in threads of their own, one for each core, which end when all are made. */
export const inThreads = (
  start: ProjectorStart, setting: MakerSetting, fewPersons = FEW_PERSONS,
): MakeRanges => {
  const alone = inThisThread(setting);
  return async (tasks, control) => {
    const some = await setting.vault.personsAfter('', fewPersons + 1);
    if (some.length <= fewPersons) return alone(tasks, control);
    const waiting = [...tasks];
    const count = Math.min(availableParallelism(), MOST_THREADS, tasks.length);
    const makers = Array.from({ length: count }, () => makerThread(start));
    try {
      await Promise.all(makers.map(async (maker) => {
        for (let task = waiting.shift(); task; task = waiting.shift()) await maker.ask(task, control);
      }));
    } finally {
      waiting.length = 0;
      await Promise.all(makers.map((maker) => maker.stop()));
    }
  };
};

/** One thread that makes ranges. */
const makerThread = (start: ProjectorStart): AskedThread<RangeTask, RangeMade> => new AskedThread({
  url: startable('composition/projector/maker-thread.js'), name: 'read-model-maker', start,
  does: 'makes read models',
});
