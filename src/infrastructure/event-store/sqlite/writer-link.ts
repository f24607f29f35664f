import { Worker } from 'node:worker_threads';
import type { Clock } from '../../../application/ports/clock.js';
import {
  type AppendResult, type EventToAppend, StoreUnavailable, WrongExpectedRevision,
} from '../../../application/ports/event-store.js';
import { startable } from '../../program-files.js';
import { AppendPacker } from './append-message.js';
import type { Outcome } from './append-request.js';
import { positionText } from './position-text.js';
import { type FromWriter, type ToWriter, unpackOutcomes } from './writer-messages.js';

/**
 * A message leaves when it has so many appends, or else at the end of the turn of the event loop. More would
 * leave the writer idle while they are packed; fewer would cost more in messages than they gain.
 */
const MESSAGE_APPENDS = 32;

/** An append without an answer yet. */
interface Pending {
  readonly stream: string;
  readonly expectedRevision: number;
  readonly resolve: (result: AppendResult) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The way to the writer's thread. Appends of one turn of the event loop travel as one message, and are
 * answered together; the next message does not wait for the answer to the one before.
 */
export class WriterLink {
  private readonly packer = new AppendPacker();
  /** In the order in which they were packed, which is the order of the answers. */
  private readonly pending: Pending[] = [];
  private readonly worker: Worker;
  private readonly ready: Promise<void>;
  private readonly ended: Promise<void>;
  private refusal: StoreUnavailable | undefined;

  private constructor(file: string, private readonly clock: Clock) {
    this.worker = new Worker(startable('infrastructure/event-store/sqlite/writer-thread.js'), {
      name: 'ledger-writer', workerData: { file },
    });
    this.ready = new Promise((resolve, reject) => {
      this.worker.once('message', () => resolve());
      this.worker.once('error', (error) => reject(
        new StoreUnavailable(error.message, false, { cause: error }),
      ));
    });
    this.ended = new Promise((resolve) => { this.worker.once('exit', () => resolve()); });
    this.worker.on('message', (message: FromWriter) => this.settle(message));
    this.worker.once('error', (error) => this.giveUp(error));
    this.worker.once('exit', () => this.giveUp());
  }

  /** Starts the writer; resolves when it has opened the file. Rejects with `StoreUnavailable`. */
  static async start(file: string, clock: Clock): Promise<WriterLink> {
    const link = new WriterLink(file, clock);
    await link.ready;
    return link;
  }

  append(
    stream: string, expectedRevision: number, events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    return new Promise((resolve, reject) => {
      if (this.refusal) throw this.refusal;
      this.packer.add(stream, expectedRevision, events);
      this.pending.push({ stream, expectedRevision, resolve, reject });
      if (this.packer.appends === 1) setImmediate(() => this.send());
      if (this.packer.appends === MESSAGE_APPENDS) this.send();
    });
  }

  /** Ends the thread when all appends so far are answered. */
  async close(): Promise<void> {
    this.send();
    this.refusal ??= new StoreUnavailable('The ledger is closed', false);
    this.post('close');
    await this.ended;
  }

  private send(): void {
    if (this.packer.appends === 0) return;
    const packed = this.packer.take();
    this.post({ packed, now: this.clock.now() }, [packed]);
  }

  private post(message: ToWriter, transferred: readonly ArrayBuffer[] = []): void {
    this.worker.postMessage(message, transferred);
  }

  private settle(message: FromWriter): void {
    if (message.kind === 'committed') {
      const outcomes = unpackOutcomes(message.outcomes);
      this.pending.splice(0, outcomes.length).forEach((append, index) => conclude(append, outcomes[index]!));
    } else if (message.kind === 'failed') {
      const error = new StoreUnavailable(message.reason, message.outcomeUnknown);
      for (const append of this.pending.splice(0, message.appends)) append.reject(error);
    }
  }

  /** The thread is gone: what it was asked and has not answered may be on disk, or not. */
  private giveUp(cause?: Error): void {
    const reason = 'The thread that writes the ledger has ended';
    this.refusal ??= new StoreUnavailable(reason, false, { cause });
    const unknown = new StoreUnavailable(reason, true, { cause });
    for (const append of this.pending.splice(0)) append.reject(unknown);
  }
}

const conclude = (append: Pending, outcome: Outcome): void => {
  if (outcome.appended) {
    const { revision, position } = outcome;
    append.resolve({ revision, position: positionText(position) });
  } else {
    append.reject(new WrongExpectedRevision(append.stream, append.expectedRevision, outcome.actual));
  }
};
