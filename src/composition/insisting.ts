import { setTimeout as pauseOf } from 'node:timers/promises';
import { StoreRefused, StoreUnavailable } from '../application/ports/event-store.js';

/** What may be on another machine, as messages and `/health/ready` name it. */
export type StoreName = 'ledger' | 'vault' | 'fence-journal' | 'read-store';

/** Whoever waits, at the start, for stores that other machines keep. */
export interface StoresAway {
  /** Each time that one does not answer. */
  readonly onAway?: (which: StoreName, reason: unknown) => void;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

const AGAIN_AFTER_MS = 1_000;

/**
 * At the start: does something with a store that is elsewhere again until it answers, or the signal comes. A
 * store that went between its first answer and the next is waited for as one that never answered.
 */
export const insisting = async <T>(
  which: StoreName, { onAway, signal }: StoresAway, work: () => Promise<T>,
): Promise<T> => {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const mayComeBack = error instanceof StoreUnavailable && !(error instanceof StoreRefused);
      if (!mayComeBack || signal?.aborted) throw error;
      onAway?.(which, error);
      await pauseOf(AGAIN_AFTER_MS, undefined, { signal }).catch((reason: unknown) => {
        if (!signal?.aborted) throw reason;
      });
      if (signal?.aborted) throw error;
    }
  }
};
