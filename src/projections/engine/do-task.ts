import { makeRange } from './make-range.js';
import type { MakerControl, MakeRanges, MakerSetting, RangeTask, SharedTasks } from './range-task.js';
import { sweepRange, SweptFolds } from './sweep-range.js';

/** Does one task after the other in this thread. */
const doing = (setting: MakerSetting, control: MakerControl): (task: RangeTask) => Promise<void> => {
  const folds = new SweptFolds(setting);
  return (task) => (task.does === 'make' ? makeRange(setting, task, control)
    : sweepRange(setting, task, folds, control));
};

/** Does tasks that others take from too, until none is left. */
export const doShared = async (
  setting: MakerSetting, { tasks, next }: SharedTasks, control: MakerControl,
): Promise<void> => {
  const does = doing(setting, control);
  for (let task = tasks[Atomics.add(next, 0, 1)]; task; task = tasks[Atomics.add(next, 0, 1)]) {
    await does(task);
  }
};

/** Nobody takes any more of them. */
export const takeNoMore = ({ tasks, next }: SharedTasks): void => { Atomics.store(next, 0, tasks.length); };

/** One after the other, in the thread of the caller. */
export const inThisThread = (setting: MakerSetting): MakeRanges => async (tasks, control) => {
  const does = doing(setting, control);
  for (const task of tasks) await does(task);
};
