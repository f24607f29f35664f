import { randomUUID } from 'node:crypto';
import type { EventMeta, EventToAppend, StoredEvent } from '../../src/application/ports/event-store.js';
import type { Category } from '../../src/domain/shared/event.js';

/** The name of a stream that no other test uses. */
export const aStream = (category: Category = 'schooling'): string =>
  `${category}-${randomUUID().replaceAll('-', '')}`;

const meta: EventMeta = { actor: 'actor-1', organisation: '1480', commandId: 'command-1' };

/** An event ready to store, about nothing in particular; its id is its own. */
export const anEvent = (parts: Partial<EventToAppend> = {}): EventToAppend =>
  ({ id: randomUUID(), type: 'Enrolled', version: 1, meta, payload: Buffer.from('payload'), ...parts });

export const someEvents = (count: number, parts: Partial<EventToAppend> = {}): EventToAppend[] =>
  Array.from({ length: count }, () => anEvent(parts));

export const idsOf = (events: readonly EventToAppend[]): string[] => events.map((event) => event.id);

/** An event without what the store adds, and with its payload as text, to compare what was stored with. */
export const contentOf = ({ id, type, version, meta: about, payload }: EventToAppend | StoredEvent): object =>
  ({ id, type, version, meta: about, payload: Buffer.from(payload).toString('hex') });
