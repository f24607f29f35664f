import type { Outcome } from './append-request.js';

/** Appends that travel together, packed, and the time by the caller's clock. */
export interface AppendMessage {
  readonly packed: ArrayBuffer;
  readonly now: number;
}

/** To the writer's thread; nothing comes after `close`. */
export type ToWriter = AppendMessage | 'close';

/** From the writer's thread: first `ready`, then one answer per transaction, for the oldest open appends. */
export type FromWriter = { readonly kind: 'ready' } | Committed | Failed;

export interface Committed {
  readonly kind: 'committed';
  readonly outcomes: Float64Array;
}

export interface Failed {
  readonly kind: 'failed';
  /** How many appends it was. */
  readonly appends: number;
  readonly reason: string;
  readonly outcomeUnknown: boolean;
}

const FIELDS = 3;
const REFUSED = -1;

/** Three numbers each: revision, position and time; for a refused append the actual revision and twice -1. */
export const packOutcomes = (outcomes: readonly Outcome[]): Float64Array => {
  const packed = new Float64Array(outcomes.length * FIELDS);
  outcomes.forEach((outcome, index) => {
    const at = index * FIELDS;
    packed[at] = outcome.appended ? outcome.revision : outcome.actual;
    packed[at + 1] = outcome.appended ? outcome.position : REFUSED;
    packed[at + 2] = outcome.appended ? outcome.recordedAt : REFUSED;
  });
  return packed;
};

export const unpackOutcomes = (packed: Float64Array): Outcome[] =>
  Array.from({ length: packed.length / FIELDS }, (_, index) => {
    const at = index * FIELDS;
    const [revision, position, recordedAt] = [packed[at]!, packed[at + 1]!, packed[at + 2]!];
    return position === REFUSED
      ? { appended: false, actual: revision }
      : { appended: true, revision, position, recordedAt };
  });
