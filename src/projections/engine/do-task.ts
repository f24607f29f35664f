import { makeRange } from './make-range.js';
import type { MakerControl, MakeRanges, MakerSetting, RangeTask } from './range-task.js';
import { sweepRange } from './sweep-range.js';

export const doTask = (setting: MakerSetting, task: RangeTask, control: MakerControl): Promise<void> =>
  (task.does === 'make' ? makeRange(setting, task, control) : sweepRange(setting, task, control));

/** One after the other, in the thread of the caller. */
export const inThisThread = (setting: MakerSetting): MakeRanges => async (tasks, control) => {
  for (const task of tasks) await doTask(setting, task, control);
};
