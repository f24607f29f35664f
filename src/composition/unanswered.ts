import { setTimeout as pauseOf } from 'node:timers/promises';
import { type EventStore, StoreUnavailable } from '../application/ports/event-store.js';
import type { FenceJournal } from '../application/ports/fence-journal.js';
import type { ReadStore } from '../application/ports/read-store.js';
import type { Vault } from '../application/ports/vault.js';
import type { StoreName } from './open-stores.js';

/** Whoever asks whether all is well gives up after some seconds; an adapter may try for longer. */
const LONGEST_MS = 3_000;

interface Asked {
  readonly store: Pick<EventStore, 'head'>;
  readonly vault: Pick<Vault, 'personsAfter'>;
  readonly fences: Pick<FenceJournal, 'agreedUpTo'>;
  readonly readStore: Pick<ReadStore, 'checkpoint'>;
}

/** Asks each store for a little, and names those that do not answer within a moment. */
export const unanswered = async ({ store, vault, fences, readStore }: Asked): Promise<StoreName[]> => {
  const asked: Readonly<Record<StoreName, () => Promise<unknown>>> = {
    ledger: () => store.head(),
    vault: () => vault.personsAfter('', 1),
    'fence-journal': () => fences.agreedUpTo(),
    'read-store': () => readStore.checkpoint(''),
  };
  const names = Object.entries(asked) as [StoreName, () => Promise<unknown>][];
  const over = new AbortController();
  const tooLate = pauseOf(LONGEST_MS, false, { signal: over.signal }).catch(() => false);
  const answers = await Promise.all(names.map(([, ask]) => Promise.race([tooLate, doesAnswer(ask)])));
  over.abort();
  return names.filter((_, index) => !answers[index]).map(([name]) => name);
};

const doesAnswer = async (ask: () => Promise<unknown>): Promise<boolean> => {
  try {
    await ask();
    return true;
  } catch (error) {
    if (error instanceof StoreUnavailable) return false;
    throw error;
  }
};
