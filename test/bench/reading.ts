import { KeyRing } from '../../src/application/ledger/key-ring.js';
import type { OpenedEvent } from '../../src/application/ledger/opened-event.js';
import { BEGINNING, type EventStore, type StoredEvent } from '../../src/application/ports/event-store.js';
import type { Liggare } from '../../src/composition/embedded.js';

const BATCH = 5_000;
const KEYS_REMEMBERED = 1_000_000;

/** The whole ledger as it is stored, oldest first. */
export async function* storedBatches(store: EventStore, limit = BATCH): AsyncGenerator<StoredEvent[]> {
  for (let after = BEGINNING; ;) {
    const batch = await store.readAll(after, { limit });
    if (batch.length > 0) yield batch;
    if (batch.length < limit) return;
    after = batch.at(-1)!.position;
  }
}

/** The whole ledger opened and parsed, as a projector reads it: with the keys remembered. */
export async function* openedBatches({ store, vault, sealer }: Liggare): AsyncGenerator<OpenedEvent[]> {
  const ring = new KeyRing(vault, sealer, KEYS_REMEMBERED);
  for await (const batch of storedBatches(store)) yield await ring.open(batch);
}
