import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '../../application/ports/event-store.js';
import type { LeadNews } from '../../application/ports/leases.js';
import { startable } from '../../infrastructure/program-files.js';
import { HEAP_MIB } from '../projector/messages.js';
import type { LeadingStart, ToldByLeading } from './messages.js';

/** A thread that makes the read models that no other process makes. */
export interface Leading {
  /** It cannot make what it leads. */
  readonly fails: boolean;
  /** Lets what is at hand be committed, and gives up the leases. */
  stop(): Promise<void>;
}

export interface LeadingHeard {
  /** Something did not go well, and is tried again. */
  readonly onFailure: (error: Error) => void;
  readonly onLead: (news: LeadNews) => void;
  /** It has ended unasked. */
  readonly onEnd: (error: Error) => void;
  /** It is not wanted any more, though it may not have started yet. */
  readonly signal?: AbortSignal;
}

/** Starts the thread; resolves when its stores are open, and rejects when it ends before. */
export const startLeading = async (
  start: LeadingStart, { onFailure, onLead, onEnd, signal }: LeadingHeard,
  thread = startable('composition/shared/leading-thread.js'),
): Promise<Leading> => {
  const worker = new Worker(thread, {
    name: 'projector', workerData: start, resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
  });
  const gone = once(worker, 'exit').catch(() => undefined); // its error is told below
  let [isStarted, isStopping, hasEnded, isFailing] = [false, false, false, false];
  const giveUp = (): void => worker.postMessage('stop');
  await new Promise<void>((resolve, reject) => {
    const end = (error: Error): void => {
      if (!hasEnded && !isStopping) (isStarted ? onEnd : reject)(error);
      hasEnded = true;
    };
    worker.on('error', end); // from which it ends
    worker.on('exit', () => end(new Error(signal?.aborted
      ? 'It was told to stop before everything was open' : 'The thread that makes read models has ended')));
    worker.on('message', (told: ToldByLeading) => {
      if (told.is === 'failure') onFailure(errorOf(told));
      else if (told.is === 'lead') onLead(told.news);
      else if (told.is === 'standing') isFailing = told.fails;
      else {
        isStarted = true;
        resolve();
      }
    });
    signal?.addEventListener('abort', giveUp, { once: true });
  }).finally(() => signal?.removeEventListener('abort', giveUp));
  return {
    get fails() { return isFailing; },
    stop: async () => {
      isStopping = true;
      worker.postMessage('stop');
      await gone;
    },
  };
};

const errorOf = ({ name, message, said }: Extract<ToldByLeading, { is: 'failure' }>): Error =>
  (name === 'StoreUnavailable' ? new StoreUnavailable(message, false, { said })
    : Object.assign(new Error(message), { name }));
