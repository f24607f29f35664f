import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type {
  ParkedSubject, ProjectionControl, ProjectionStatus, RebuildReport,
} from '../../application/ports/projection-control.js';
import { type Position, StoreUnavailable } from '../../application/ports/event-store.js';
import { systemClock } from '../../infrastructure/system-clock.js';
import { startable } from '../../infrastructure/program-files.js';
import { type Asked, HEAP_MIB, type ProjectorStart, type Reply } from './messages.js';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Who is told that the thread ends unasked, and that it cannot make read models for now. */
export interface ProjectorEars {
  readonly onEnd: (error: Error) => void;
  readonly onFailure: (error: unknown) => void;
}

/** The projector in a thread of its own, so that folding never holds up a request. */
export class ProjectorClient implements Pick<ProjectionControl, Asked> {
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private failure: Error | undefined;
  private awaySinceMs: number | undefined;
  private failingSinceMs: number | undefined;

  private readonly gone: Promise<unknown>;
  private isStopping = false;

  private constructor(private readonly worker: Worker, private readonly ears: ProjectorEars) {
    this.gone = once(worker, 'exit').catch(() => undefined); // its error is told below
    worker.on('message', (reply: Reply) => this.take(reply));
    worker.on('error', (error) => this.fail(error));
    worker.on('exit', () => this.fail(new Error('The projector has ended')));
  }

  /**
   * Starts the thread; resolves when its stores are open and it has begun to catch up, and rejects when it
   * ends before. Tells when it ends unasked later.
   */
  static async start(
    start: ProjectorStart, { onEnd, onFailure }: ProjectorEars, signal?: AbortSignal,
  ): Promise<ProjectorClient> {
    const worker = new Worker(startable('composition/projector/projector-thread.js'), {
      name: 'projector', workerData: start, resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    });
    let isStarted = false;
    const giveUp = (): void => worker.postMessage({ ask: 'stop' });
    signal?.addEventListener('abort', giveUp, { once: true });
    const client = await new Promise<ProjectorClient>((resolve, reject) => {
      const one = new ProjectorClient(
        worker, { onEnd: (error) => (isStarted ? onEnd : reject)(error), onFailure });
      worker.on('message', ({ is }: Reply) => {
        isStarted ||= is === 'started';
        if (isStarted) resolve(one);
      });
    }).finally(() => signal?.removeEventListener('abort', giveUp));
    return client;
  }

  /**
   * Since when read models may be behind (milliseconds since 1970): the ledger does not answer the projector,
   * or they cannot be written; undefined if they follow.
   */
  get behindSince(): number | undefined {
    return this.failingSinceMs ?? this.awaySinceMs;
  }

  status(): Promise<{ head: Position; projections: ProjectionStatus[] }> {
    return this.ask('status', []);
  }

  rebuild(
    names: readonly string[], onProgress?: (done: number, total: number) => void,
  ): Promise<RebuildReport[]> {
    return this.ask('rebuild', [names], onProgress);
  }

  parked(): Promise<ParkedSubject[]> {
    return this.ask('parked', []);
  }

  redrive(projection: string, key: string): Promise<boolean> {
    return this.ask('redrive', [projection, key]);
  }

  /** Lets the batch at hand be committed, then ends the thread. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.worker.postMessage({ ask: 'stop' });
    await this.gone;
  }

  private ask<T>(ask: Asked, args: readonly unknown[], onProgress?: Waiting['onProgress']): Promise<T> {
    if (this.failure) return Promise.reject(this.failure);
    const id = this.nextId;
    this.nextId += 1;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as Waiting['resolve'], reject, onProgress });
      this.worker.postMessage({ id, ask, args });
    });
  }

  private take(reply: Reply): void {
    switch (reply.is) {
      case 'started': return;
      case 'away': this.awaySinceMs ??= systemClock.now(); return;
      case 'there': this.awaySinceMs = undefined; return;
      case 'failing':
        this.failingSinceMs = reply.since;
        this.ears.onFailure(errorOf(reply));
        return;
      case 'well': this.failingSinceMs = undefined; return;
      case 'progress': this.waiting.get(reply.id)?.onProgress?.(reply.done, reply.total); return;
      default: this.conclude(reply);
    }
  }

  private conclude(reply: Extract<Reply, { is: 'answer' | 'refusal' }>): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if (reply.is === 'answer') waiting?.resolve(reply.value);
    else waiting?.reject(errorOf(reply));
  }

  private fail(error: Error): void {
    if (this.failure) return;
    this.failure = new StoreUnavailable('What makes read models has ended', false, { cause: error });
    for (const { reject } of this.waiting.values()) reject(this.failure);
    this.waiting.clear();
    if (!this.isStopping) this.ears.onEnd(error);
  }
}

const errorOf = ({ message, unavailable }: Extract<Reply, { is: 'refusal' | 'failing' }>): Error =>
  (unavailable ? new StoreUnavailable(message, false) : new Error(message));
