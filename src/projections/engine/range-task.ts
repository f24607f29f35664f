import type { Clock } from '../../application/ports/clock.js';
import type { Position } from '../../application/ports/event-store.js';
import type { Stores } from './batch.js';
import type { Generation } from './generation.js';
import type { KeyRange } from './key-ranges.js';
import type { Projection } from './projection.js';

/** The documents of persons in a range, of some generations, as of a position. */
export interface MakeTask {
  readonly does: 'make';
  readonly range: KeyRange;
  /** By name of their projection. */
  readonly generations: Readonly<Record<string, Generation>>;
  readonly end: Position;
  readonly personsPerCommit: number;
}

/** What the documents of a generation in a range contribute, now that references changed. */
export interface SweepTask {
  readonly does: 'sweep';
  readonly range: KeyRange;
  readonly projection: string;
  readonly generation: Generation;
  /** Reference keys; documents that used none of them are left alone. Absent for all documents. */
  readonly touched?: readonly string[];
  /** Whether only what follows from what documents have alike is made anew. */
  readonly onlyAlike?: boolean;
  /** Documents that contribute by the new references anyway. */
  readonly except: readonly string[];
}

/** Can be sent as a message. */
export type RangeTask = MakeTask | SweepTask;

/** Tasks that several threads do, each taking the next when it has done one. Can be sent as a message. */
export interface SharedTasks {
  readonly tasks: readonly RangeTask[];
  /** How many are taken, in memory that the threads share: nobody waits for another to be told of one. */
  readonly next: Int32Array<SharedArrayBuffer>;
}

/** What it takes to do a task, in whatever thread. */
export interface MakerSetting extends Stores {
  readonly clock: Clock;
  readonly projections: readonly Projection[];
}

export interface MakerControl {
  readonly signal: AbortSignal;
  /** So many more events are folded and committed. */
  readonly onProgress: (events: number) => void;
}

/** Does all that is asked for, in some order; what was committed before is not done again. */
export type MakeRanges = (tasks: readonly RangeTask[], control: MakerControl) => Promise<void>;
