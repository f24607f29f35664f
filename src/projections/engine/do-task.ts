import { makeRange } from './make-range.js';
import type { MakerControl, MakeRanges, MakerSetting, RangeTask, SharedTasks } from './range-task.js';
import { sweepRange } from './sweep-range.js';

export const doTask = (setting: MakerSetting, task: RangeTask, control: MakerControl): Promise<void> =>
  (task.does === 'make' ? makeRange(setting, task, control) : sweepRange(setting, task, control));

/** Does tasks that others take from too, until none is left. */
export const doShared = async (
  setting: MakerSetting, { tasks, next }: SharedTasks, control: MakerControl,
): Promise<void> => {
  for (let task = tasks[Atomics.add(next, 0, 1)]; task; task = tasks[Atomics.add(next, 0, 1)]) {
    await doTask(setting, task, control);
  }
};

/** Nobody takes any more of them. */
export const takeNoMore = ({ tasks, next }: SharedTasks): void => { Atomics.store(next, 0, tasks.length); };

/** One after the other, in the thread of the caller. */
export const inThisThread = (setting: MakerSetting): MakeRanges => async (tasks, control) => {
  for (const task of tasks) await doTask(setting, task, control);
};
