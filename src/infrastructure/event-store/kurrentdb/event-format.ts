import type { BinaryEventData } from '@eventstore/db-client';
import {
  APPEND_LIMIT_BYTES, type EventMeta, EventTooLarge, type EventToAppend, type StoredEvent,
} from '../../../application/ports/event-store.js';
import { writeUuid } from '../../uuid-bytes.js';
import type { Driver, Recorded } from './driver.js';
import { positionText } from './position-text.js';

/** What the server takes in one append, of everything together. */
const SERVER_LIMIT_BYTES = 1_048_576;
/** More than the server counts for an event beside its data, metadata and type. */
const EVENT_BYTES = 32;
const BYTES_PER_TYPE_CHARACTER = 2;
/** Where ids are written to see that they can be. */
const uuidBytes = new Uint8Array(16);

/**
 * How an event's metadata is written: the port's, and beside it the version of the event's shape and, of an
 * event that another ledger recorded first, when that was.
 */
type WrittenMeta = EventMeta & { readonly schemaVersion: number; readonly recordedAt?: number };

/**
 * Events as the drivers take them: bytes already, for both what cannot be written as JSON and what is too
 * large would harm other appends in flight. Throws `EventTooLarge`, and `TypeError` for what no store takes.
 * The metadata of all is written into one buffer: much of what an append takes is collecting garbage.
 */
export const encoded = (events: readonly EventToAppend[], recordedAt?: number): BinaryEventData[] => {
  if (events.length === 0) throw new TypeError('An append has at least one event');
  const metas = events.map(({ version, meta }) => metaTextOf(version, meta, recordedAt));
  const metaBytes = Buffer.allocUnsafe(metas.reduce((sum, { bytes }) => sum + bytes, 0));
  let [at, bytes, serverBytes] = [0, 0, 0];
  const made = events.map(({ id, type, payload }, index) => {
    writeUuid(id, uuidBytes, 0);
    if (type === '') throw new TypeError('An event has a type');
    const meta = metas[index]!;
    metaBytes.write(meta.text, at);
    const metadata = plain(metaBytes, at, meta.bytes);
    at += meta.bytes;
    bytes += payload.length + meta.bytes - meta.besideBytes;
    serverBytes += payload.length + meta.bytes + BYTES_PER_TYPE_CHARACTER * type.length + EVENT_BYTES;
    return { id, type, contentType: 'application/octet-stream' as const, data: plain(payload), metadata };
  });
  if (bytes > APPEND_LIMIT_BYTES) throw new EventTooLarge(bytes, APPEND_LIMIT_BYTES);
  if (serverBytes > SERVER_LIMIT_BYTES) throw new EventTooLarge(serverBytes, SERVER_LIMIT_BYTES);
  return made;
};

/** What an append comes to, without what the server counts beside. */
export const bytesOf = (written: readonly BinaryEventData[]): number => written.reduce(
  (bytes, { data, metadata }) => bytes + data.length + (metadata as Uint8Array).length, 0);

const SECOND_MS = 1_000;

/** The event of a stream under its name in the ledger: the same one, however the driver was asked for it. */
export const storedEvent = (
  { tellsSeconds }: Pick<Driver, 'tellsSeconds'>, recorded: Recorded, stream: string,
  position = positionText(recorded.position!),
): StoredEvent => {
  const createdMs = recorded.created.getTime();
  const takenAt = tellsSeconds ? createdMs - createdMs % SECOND_MS : createdMs;
  const { schemaVersion, recordedAt, ...meta } = recorded.metadata as unknown as WrittenMeta;
  return {
    position, stream, revision: Number(recorded.revision),
    id: recorded.id, type: recorded.type, version: schemaVersion, meta,
    recordedAt: recordedAt ?? takenAt, payload: recorded.data as Uint8Array,
  };
};

interface MetaText {
  readonly text: string;
  readonly bytes: number;
  /** What is written beside the port's metadata. */
  readonly besideBytes: number;
}

/** The port's metadata, which has something in it always, with what is written beside it (`WrittenMeta`). */
const metaTextOf = (schemaVersion: number, meta: EventMeta, recordedAt: number | undefined): MetaText => {
  const beside = recordedAt === undefined
    ? `"schemaVersion":${schemaVersion},` : `"schemaVersion":${schemaVersion},"recordedAt":${recordedAt},`;
  const text = `{${beside}${JSON.stringify(meta).slice(1)}`;
  return { text, bytes: Buffer.byteLength(text), besideBytes: beside.length };
};

/** The drivers write a `Buffer` as JSON, digit by digit; only its class tells it from plain bytes. */
const plain = (bytes: Uint8Array, at = 0, length = bytes.byteLength): Uint8Array =>
  new Uint8Array(bytes.buffer, bytes.byteOffset + at, length);
