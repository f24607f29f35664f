import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { workerUrl } from '../../infrastructure/worker-url.js';
import { HEAP_MIB } from '../projector/messages.js';
import type { LeadingStart, ToldByLeading } from './messages.js';

/** A thread that makes the read models that no other process makes. */
export interface Leading {
  /** Lets what is at hand be committed, and gives up the leases. */
  stop(): Promise<void>;
}

/** Starts the thread; resolves when its stores are open. */
export const startLeading = async (
  start: LeadingStart, onFailure: (error: Error) => void,
): Promise<Leading> => {
  const worker = new Worker(workerUrl('./leading-thread.js', import.meta.url), {
    name: 'projector', workerData: start, resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
  });
  const gone = once(worker, 'exit').catch(() => undefined); // its error is told below
  let isStarted = false;
  await new Promise<void>((resolve, reject) => {
    worker.on('error', (error) => (isStarted ? onFailure(error) : reject(error)));
    worker.on('message', (told: ToldByLeading) => {
      if (told.is === 'started') {
        isStarted = true;
        resolve();
      } else onFailure(Object.assign(new Error(told.message), { name: told.name }));
    });
  });
  return {
    stop: async () => {
      worker.postMessage('stop');
      await gone;
    },
  };
};
