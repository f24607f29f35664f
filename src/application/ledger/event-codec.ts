import { kindOf, categories, categoryOf } from '../../domain/catalogue.js';
import type { Event } from '../../domain/shared/event.js';
import type { EventMeta, EventToAppend, StoredEvent } from '../ports/event-store.js';
import type { Sealer } from '../ports/sealer.js';
import type { KeyedStream } from '../ports/vault.js';
import { checkEventData } from './event-check.js';
import type { Envelope, Erased, OpenedEvent } from './opened-event.js';
import { upcast } from './upcast.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Binds a sealed payload to its place, so that it cannot be moved to another. */
const placeOf = (stream: string, revision: number, type: string, version: number): Uint8Array =>
  encoder.encode(`${stream}|${revision}|${type}|${version}`);

/** Whether payloads of this kind in this stream are sealed: all about a person, save an erasure mark. */
const isSealed = (stream: string, type: string): boolean =>
  categories[categoryOf(stream)].sealed && kindOf(type).category !== 'erasure';

/** Where one event is to be written, and as what. */
export interface Writing {
  readonly stream: string;
  readonly revision: number;
  readonly key: Uint8Array | undefined;
  readonly id: string;
  readonly meta: EventMeta;
}

/** Checks an event against its schema and makes it ready to store. */
export const encodeEvent = (sealer: Sealer, event: Event, writing: Writing): EventToAppend => {
  checkEventData(event);
  const { version } = kindOf(event.type);
  const plain = encoder.encode(JSON.stringify(event.data));
  const payload = isSealed(writing.stream, event.type)
    ? sealer.seal(keyFor(writing), plain, placeOf(writing.stream, writing.revision, event.type, version))
    : plain;
  return { id: writing.id, type: event.type, version, meta: writing.meta, payload };
};

const keyFor = (writing: Writing): Uint8Array => {
  if (!writing.key) throw new Error('A stream about a person cannot be written without its key');
  return writing.key;
};

/** An event left sealed, seen as one whose key is destroyed: that something was recorded, when, by whom. */
export const sealedEvent = (stored: StoredEvent): Erased => ({ ...envelopeOf(stored), erased: true });

const envelopeOf = (stored: StoredEvent): Envelope => ({
  position: stored.position, stream: stored.stream, category: categoryOf(stored.stream),
  revision: stored.revision, id: stored.id, type: stored.type, recordedAt: stored.recordedAt,
  meta: stored.meta,
});

/** Opens a stored event under its stream's key. From the fence on it is `Erased`, for every reader. */
export const openEvent = (
  sealer: Sealer, stored: StoredEvent, keyed: KeyedStream | undefined,
): OpenedEvent => {
  const envelope = { ...envelopeOf(stored), person: keyed?.person };
  if (!isSealed(stored.stream, stored.type)) {
    return { ...envelope, erased: false, data: parse(stored, stored.payload) };
  }
  if (!keyed?.key || keyed.state !== 'active') return { ...envelope, erased: true };
  const place = placeOf(stored.stream, stored.revision, stored.type, stored.version);
  return { ...envelope, erased: false, data: parse(stored, sealer.open(keyed.key, stored.payload, place)) };
};

const parse = (stored: StoredEvent, plain: Uint8Array): unknown =>
  upcast(stored.type, stored.version, JSON.parse(decoder.decode(plain)));
