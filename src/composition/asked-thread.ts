import { once } from 'node:events';
import { parentPort, Worker } from 'node:worker_threads';
import { HEAP_MIB } from './projector/messages.js';

/** What any thread that is asked may say instead of an answer. */
export type Unanswered =
  | { readonly is: 'progress'; readonly events: number }
  | { readonly is: 'failure'; readonly name: string; readonly message: string };

interface Control {
  /** Given up, the question is answered with its reason; the thread hears of it when it is stopped. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (events: number) => void;
}

interface ThreadOptions {
  readonly url: URL;
  readonly name: string;
  /** What it does, for the error when it ends unasked. */
  readonly does: string;
  readonly start: unknown;
}

/** A thread that is asked for one thing at a time, until it is told to stop. */
export class AskedThread<Question, Answer extends { readonly is: string }> {
  private readonly worker: Worker;
  private readonly gone: Promise<unknown>;
  private readonly does: string;

  constructor({ url, name, does, start }: ThreadOptions) {
    this.does = does;
    this.worker = new Worker(url, {
      name, workerData: start, resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    });
    this.gone = once(this.worker, 'exit');
    this.gone.catch(() => undefined); // whoever waits for an answer hears of the error
  }

  ask(question: Question, { signal, onProgress }: Control = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const settle = (conclude: () => void): void => {
        this.worker.off('message', take).off('error', fail).off('exit', end);
        signal?.removeEventListener('abort', abort);
        conclude();
      };
      const take = (message: Answer | Unanswered): void => {
        if (isProgress(message)) onProgress?.(message.events);
        else settle(() => (isFailure(message) ? reject(errorOf(message)) : resolve(message)));
      };
      const fail = (error: Error): void => settle(() => reject(error));
      const end = (): void => fail(new Error(`A thread that ${this.does} has ended`));
      const abort = (): void => settle(() => reject(signal!.reason as Error));
      this.worker.on('message', take).once('error', fail).once('exit', end);
      signal?.addEventListener('abort', abort);
      if (signal?.aborted) abort();
      else this.worker.postMessage(question);
    });
  }

  async stop(): Promise<void> {
    this.worker.postMessage('stop');
    await Promise.allSettled([this.gone]);
  }
}

type Progress = Extract<Unanswered, { is: 'progress' }>;
type Failure = Extract<Unanswered, { is: 'failure' }>;

const isProgress = (message: { readonly is: string }): message is Progress => message.is === 'progress';
const isFailure = (message: { readonly is: string }): message is Failure => message.is === 'failure';

const errorOf = ({ name, message }: Failure): Error => Object.assign(new Error(message), { name });

interface Asking {
  /** The thread is told to stop: what it does for nobody any more may end early. */
  readonly signal: AbortSignal;
  readonly onProgress: (events: number) => void;
}

/** What such a thread does with each question. */
export interface Answering<Question, Answer> {
  readonly answer: (question: Question, asking: Asking) => Promise<Answer>;
  readonly close: () => Promise<void>;
}

/**
 * The other side: opens what such a thread needs, answers, and closes it in the end. Told to stop while a
 * store does not answer yet, it does not wait for it.
 */
export const answering = async <Question, Answer extends { readonly is: string }>(
  open: (signal: AbortSignal) => Promise<Answering<Question, Answer>>,
): Promise<void> => {
  const port = parentPort!;
  const reply = (message: Answer | Unanswered): void => port.postMessage(message);
  const stopping = new AbortController();
  const { signal } = stopping;
  const onProgress = (events: number): void => reply({ is: 'progress', events });
  const questions: Question[] = [];
  let take = (question: Question): void => { questions.push(question); };
  let end = async (): Promise<void> => undefined; // whoever opens ends by the signal
  port.on('message', (message: Question | 'stop') => {
    if (message !== 'stop') return take(message);
    stopping.abort();
    void end();
  });
  const opened = await openUnlessStopped(open, signal);
  if (!opened) return port.close();
  let working: Promise<void> = Promise.resolve();
  end = async () => {
    await working;
    await opened.close();
    port.close();
  };
  take = (question) => {
    working = opened.answer(question, { signal, onProgress }).then(
      reply, ({ name, message: what }: Error) => reply({ is: 'failure', name, message: what }),
    );
  };
  questions.forEach(take);
  if (signal.aborted) await end();
};

/** Undefined when the signal came before it was open. */
export const openUnlessStopped = async <T>(
  open: (signal: AbortSignal) => Promise<T>, signal: AbortSignal,
): Promise<T | undefined> => {
  try {
    return await open(signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
};
