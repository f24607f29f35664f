import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type {
  ParkedSubject, ProjectionControl, ProjectionStatus, RebuildReport,
} from '../../application/ports/projection-control.js';
import type { Position } from '../../application/ports/event-store.js';
import { workerUrl } from '../../infrastructure/worker-url.js';
import { type Asked, HEAP_MIB, type ProjectorStart, type Reply } from './messages.js';

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress?: (done: number, total: number) => void;
}

/** The projector in a thread of its own, so that folding never holds up a request. */
export class ProjectorClient implements ProjectionControl {
  private readonly waiting = new Map<number, Waiting>();
  private nextId = 1;
  private failure: Error | undefined;

  private constructor(private readonly worker: Worker) {
    worker.on('message', (reply: Reply) => this.take(reply));
    worker.on('error', (error) => this.fail(error));
    worker.on('exit', () => this.fail(new Error('The projector has stopped')));
  }

  /** Starts the thread; resolves when its stores are open and it has begun to catch up. */
  static async start(start: ProjectorStart): Promise<ProjectorClient> {
    const worker = new Worker(workerUrl('./projector-thread.js', import.meta.url), {
      name: 'projector', workerData: start, resourceLimits: { maxOldGenerationSizeMb: HEAP_MIB },
    });
    await new Promise<void>((resolve, reject) => {
      worker.once('message', () => resolve());
      worker.once('error', reject);
    });
    return new ProjectorClient(worker);
  }

  status(): Promise<{ head: Position; projections: ProjectionStatus[] }> {
    return this.ask('status', []);
  }

  waitFor(position: Position, limitMs: number): Promise<boolean> {
    return this.ask('waitFor', [position, limitMs]);
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
    if (this.failure) return;
    const gone = once(this.worker, 'exit');
    this.worker.postMessage({ ask: 'stop' });
    await gone;
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
    if (reply.is === 'started') return;
    const waiting = this.waiting.get(reply.id);
    if (!waiting) return;
    if (reply.is === 'progress') return waiting.onProgress?.(reply.done, reply.total);
    this.waiting.delete(reply.id);
    if (reply.is === 'answer') waiting.resolve(reply.value);
    else waiting.reject(new Error(reply.message));
  }

  private fail(error: Error): void {
    this.failure ??= error;
    for (const { reject } of this.waiting.values()) reject(this.failure);
    this.waiting.clear();
  }
}
