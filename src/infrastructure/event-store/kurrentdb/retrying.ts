import { setTimeout as sleep } from 'node:timers/promises';
import { leave, type Reading } from './driver.js';
import { isPassing, NoAnswerInTime, storeError } from './driver-error.js';

/** Waits before a call is made again; after the last, the caller is told. */
export const RETRY_AFTER_MS = [50, 200, 800] as const;

/** Waits, or until the signal comes. */
export const pause = async (
  ms: number, signal?: AbortSignal, options: { readonly ref?: boolean } = {},
): Promise<void> => {
  await sleep(ms, undefined, { signal, ...options }).catch((error: unknown) => {
    if (!signal?.aborted) throw error;
  });
};

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

/**
 * What is read, as long as something comes: the drivers' reads have no deadline on this side either. What is
 * not read to its end is left.
 */
export async function* whileItComes<T>(reading: Reading<T>, ms: number): AsyncGenerator<T> {
  const iterator = reading[Symbol.asyncIterator]();
  let giveUp = (): void => undefined;
  const timer = setTimeout(() => giveUp(), ms);
  let isOver = false;
  try {
    while (!isOver) {
      const next = await new Promise<IteratorResult<T>>((resolve, reject) => {
        giveUp = () => reject(new NoAnswerInTime(ms));
        iterator.next().then(resolve, reject);
      });
      isOver = next.done === true;
      timer.refresh();
      if (!next.done) yield next.value;
    }
  } finally {
    clearTimeout(timer);
    if (!isOver) leave(reading);
  }
}

/** The drivers' shared stream of appends has no deadline on this side: a silent server would hold it up. */
export const inTime = <T>(work: Promise<T>, ms: number): Promise<T> => new Promise((resolve, reject) => {
  const timer = setTimeout(() => reject(new NoAnswerInTime(ms)), ms);
  void work.then(resolve, reject).finally(() => clearTimeout(timer));
});
