import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { workerUrl } from '../../infrastructure/worker-url.js';
import {
  inThisThread, type MakeRanges, type MakerControl, type MakerSetting, type RangeTask,
} from '../../projections/engine/make-range.js';
import { type FromMaker, HEAP_MIB, type ProjectorStart, type ToMaker } from './messages.js';

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
    const makers = Array.from({ length: count }, () => new Maker(start));
    try {
      await Promise.all(makers.map((maker) => maker.makeAll(waiting, control)));
    } finally {
      waiting.length = 0;
      await Promise.all(makers.map((maker) => maker.stop()));
    }
  };
};

/** One thread that makes ranges. */
class Maker {
  private readonly worker: Worker;
  private readonly gone: Promise<unknown>;

  constructor(start: ProjectorStart) {
    this.worker = new Worker(workerUrl('./maker-thread.js', import.meta.url), {
      name: 'read-model-maker', workerData: start, resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    });
    this.gone = once(this.worker, 'exit');
    this.gone.catch(() => undefined); // whoever waits for an answer hears of the error
  }

  /** Makes tasks of the list until there are none left, in this thread or another. */
  async makeAll(waiting: RangeTask[], control: MakerControl): Promise<void> {
    for (let task = waiting.shift(); task; task = waiting.shift()) await this.make(task, control);
  }

  async stop(): Promise<void> {
    this.post('stop');
    await Promise.allSettled([this.gone]);
  }

  private make(task: RangeTask, { signal, onProgress }: MakerControl): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (conclude: () => void): void => {
        this.worker.off('message', take).off('error', fail).off('exit', end);
        signal.removeEventListener('abort', abort);
        conclude();
      };
      const take = (message: FromMaker): void => {
        if (message.is === 'progress') onProgress(message.events);
        else settle(() => (message.is === 'done' ? resolve() : reject(errorOf(message))));
      };
      const fail = (error: Error): void => settle(() => reject(error));
      const end = (): void => fail(new Error('A thread that makes read models has ended'));
      const abort = (): void => settle(() => reject(signal.reason as Error));
      this.worker.on('message', take).once('error', fail).once('exit', end);
      signal.addEventListener('abort', abort);
      if (signal.aborted) abort();
      else this.post(task);
    });
  }

  private post(message: ToMaker): void {
    this.worker.postMessage(message);
  }
}

const errorOf = ({ name, message }: Extract<FromMaker, { is: 'failure' }>): Error =>
  Object.assign(new Error(message), { name });
