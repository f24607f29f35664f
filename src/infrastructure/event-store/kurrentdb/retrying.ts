import { setTimeout as sleep } from 'node:timers/promises';
import type { Reading } from './driver.js';
import { isPassing, NoAnswerInTime, storeError } from './driver-error.js';

/** Waits before a call is made again; after the last, the caller is told. */
export const RETRY_AFTER_MS = [50, 200, 800] as const;

/** Reads again while the server is away for a moment; throws the port's errors. */
export const reading = async <T>(read: () => Promise<T>): Promise<T> => {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await read();
    } catch (error) {
      const delayMs = RETRY_AFTER_MS[attempt];
      if (delayMs === undefined || !isPassing(error)) throw storeError(error, false);
      await sleep(delayMs);
    }
  }
};

/** What is read, as long as something comes: the drivers' reads have no deadline on this side either. */
export async function* whileItComes<T>(reading: Reading<T>, ms: number): AsyncGenerator<T> {
  const iterator = reading[Symbol.asyncIterator]();
  let giveUp = (): void => undefined;
  const timer = setTimeout(() => giveUp(), ms);
  try {
    for (;;) {
      const next = await new Promise<IteratorResult<T>>((resolve, reject) => {
        giveUp = () => reject(new NoAnswerInTime(ms));
        iterator.next().then(resolve, reject);
      });
      if (next.done) return;
      timer.refresh();
      yield next.value;
    }
  } finally {
    clearTimeout(timer);
    reading.destroy?.();
  }
}

/** The drivers' shared stream of appends has no deadline on this side: a silent server would hold it up. */
export const inTime = <T>(work: Promise<T>, ms: number): Promise<T> => new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new NoAnswerInTime(ms)), ms);
  void work.then(resolve, reject).finally(() => clearTimeout(timer));
});
