import { openEvent } from '../../application/ledger/event-codec.js';
import type { OpenedEvent } from '../../application/ledger/opened-event.js';
import { BEGINNING, type EventStore, type Position } from '../../application/ports/event-store.js';
import type { Sealer } from '../../application/ports/sealer.js';
import { interestsOf, readerOf } from './interests.js';
import type { Reference, References } from './projection.js';

const EVENTS_AT_ONCE = 1_000;

/** The events up to a position that references are made from, as the ledger has them. */
export async function* referenceEvents(
  { events, sealer }: { readonly events: EventStore; readonly sealer: Sealer },
  references: readonly Reference[], end?: Position,
): AsyncGenerator<OpenedEvent> {
  const { categories } = interestsOf([readerOf(references, false)]);
  for (let after = BEGINNING; ;) {
    const stored = await events.readAll(after, { categories, limit: EVENTS_AT_ONCE });
    for (const event of stored) {
      if (end !== undefined && event.position > end) return;
      yield openEvent(sealer, event, undefined);
    }
    if (stored.length < EVENTS_AT_ONCE) return;
    after = stored.at(-1)!.position;
  }
}

/**
 * What references came to at a position: folded from the ledger, since read models keep what they are now.
 * Their streams are about nobody, so there is nothing to open.
 */
export const referencesUpTo = async (
  ledger: { readonly events: EventStore; readonly sealer: Sealer },
  references: readonly Reference[], end: Position,
): Promise<References> => {
  const values: Record<string, unknown> = {};
  for (const { name, init } of references) values[name] = init();
  for await (const event of referenceEvents(ledger, references, end)) take(values, references, event);
  return values;
};

const take = (
  values: Record<string, unknown>, references: readonly Reference[], event: OpenedEvent,
): void => {
  if (event.erased) return;
  for (const { name, handles, evolve } of references) {
    if (handles.some(({ type }) => type === event.type)) values[name] = evolve(values[name], event);
  }
};
