import {
  APPEND_LIMIT_BYTES, type EventToAppend, EventTooLarge,
} from '../../../application/ports/event-store.js';
import { writeUuid } from '../../uuid-bytes.js';
import type { AppendRequest, EncodedEvent } from './append-request.js';

/** Enough for a message of usual size; it grows for larger ones. */
const CAPACITY_BYTES = 64 * 1024;
const MOST_BYTES_PER_CHARACTER = 3;
const UUID_BYTES = 16;
/** More than the numbers and lengths of one append, or of one event, take. */
const FRAME_BYTES = 64;

/**
 * Packs appends into one buffer, which then moves to the writer's thread: cloning them as objects would cost
 * several times more than writing them.
 *
 * An append: expected revision (i32), number of events (u32), stream. An event: id (16 bytes), version (u32),
 * type, metadata as JSON, payload. Texts and byte strings have their length (u32) before them.
 */
export class AppendPacker {
  private buffer = Buffer.allocUnsafeSlow(CAPACITY_BYTES);
  private length = 0;
  private count = 0;

  /** The number of appends packed since the last `take`. */
  get appends(): number {
    return this.count;
  }

  /** Adds all of it or throws: `EventTooLarge`; `TypeError` for no events, or an id that is no UUID. */
  add(stream: string, expectedRevision: number, events: readonly EventToAppend[]): void {
    if (events.length === 0) throw new TypeError('An append has at least one event');
    const metas = events.map((event) => JSON.stringify(event.meta));
    const bytes = events.reduce((sum, event, index) => sum + sizeOf(event, metas[index]!), 0);
    if (bytes > APPEND_LIMIT_BYTES) throw new EventTooLarge(bytes, APPEND_LIMIT_BYTES);
    const start = this.length;
    try {
      this.addHeading(stream, expectedRevision, events.length);
      events.forEach((event, index) => this.addEvent(event, metas[index]!));
      this.count += 1;
    } catch (error) {
      this.length = start;
      throw error;
    }
  }

  /** All that was packed, as a buffer of its own, which may be given away. */
  take(): ArrayBuffer {
    const packed = this.buffer.buffer.slice(0, this.length);
    if (this.buffer.length > CAPACITY_BYTES) this.buffer = Buffer.allocUnsafeSlow(CAPACITY_BYTES);
    this.length = 0;
    this.count = 0;
    return packed;
  }

  private addHeading(stream: string, expectedRevision: number, events: number): void {
    this.reserve(FRAME_BYTES + stream.length * MOST_BYTES_PER_CHARACTER);
    this.length = this.buffer.writeInt32LE(expectedRevision, this.length);
    this.length = this.buffer.writeUInt32LE(events, this.length);
    this.addText(stream);
  }

  private addEvent({ id, type, version, payload }: EventToAppend, meta: string): void {
    this.reserve(FRAME_BYTES + (type.length + meta.length) * MOST_BYTES_PER_CHARACTER + payload.length);
    writeUuid(id, this.buffer, this.length);
    this.length = this.buffer.writeUInt32LE(version, this.length + UUID_BYTES);
    this.addText(type);
    this.addText(meta);
    this.length = this.buffer.writeUInt32LE(payload.length, this.length);
    this.buffer.set(payload, this.length);
    this.length += payload.length;
  }

  private addText(text: string): void {
    const start = this.length + 4;
    const bytes = this.buffer.write(text, start);
    this.buffer.writeUInt32LE(bytes, this.length);
    this.length = start + bytes;
  }

  private reserve(bytes: number): void {
    const needed = this.length + bytes;
    if (needed <= this.buffer.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.buffer.length));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

const sizeOf = (event: EventToAppend, meta: string): number => Buffer.byteLength(meta) + event.payload.length;

/** Reads packed appends. Byte strings are views into the buffer. */
export const unpackAppends = (packed: ArrayBuffer): AppendRequest[] => {
  const cursor = new Cursor(Buffer.from(packed));
  const requests: AppendRequest[] = [];
  while (!cursor.isAtEnd()) requests.push(readAppend(cursor));
  return requests;
};

const readAppend = (cursor: Cursor): AppendRequest => {
  const expectedRevision = cursor.signed();
  const count = cursor.unsigned();
  const stream = cursor.text();
  const events: EncodedEvent[] = [];
  for (let index = 0; index < count; index += 1) events.push(readEvent(cursor));
  return { stream, expectedRevision, events };
};

const readEvent = (cursor: Cursor): EncodedEvent => ({
  id: cursor.bytes(UUID_BYTES),
  version: cursor.unsigned(),
  type: cursor.text(),
  meta: cursor.bytes(cursor.unsigned()),
  payload: cursor.bytes(cursor.unsigned()),
});

class Cursor {
  private at = 0;

  constructor(private readonly buffer: Buffer) {}

  isAtEnd(): boolean {
    return this.at === this.buffer.length;
  }

  signed(): number {
    this.at += 4;
    return this.buffer.readInt32LE(this.at - 4);
  }

  unsigned(): number {
    this.at += 4;
    return this.buffer.readUInt32LE(this.at - 4);
  }

  bytes(length: number): Uint8Array {
    this.at += length;
    return this.buffer.subarray(this.at - length, this.at);
  }

  text(): string {
    const length = this.unsigned();
    this.at += length;
    return this.buffer.toString('utf8', this.at - length, this.at);
  }
}
