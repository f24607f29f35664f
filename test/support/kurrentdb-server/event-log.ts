import { EventEmitter } from 'node:events';

/** What the server takes in one append, over all its events. */
export const MAX_APPEND_BYTES = 1_048_576;

export interface Proposed {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface LogRecord extends Proposed {
  /** Where the record begins, as in a file: positions have gaps, and no two records share one. */
  readonly position: bigint;
  readonly stream: string;
  readonly revision: number;
  readonly createdMs: number;
}

export type Expected = number | 'any' | 'no-stream' | 'exists';

export type Outcome =
  | { readonly kind: 'written'; readonly revision: number; readonly position: bigint }
  | { readonly kind: 'wrong-version'; readonly actual: number }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'deleted' };

const HEADER_BYTES = 97;
const EVENTS_BETWEEN_STATISTICS = 7;

/** The log of a test server: one order over all streams, kept when the server is stopped and started. */
export class EventLog {
  readonly records: LogRecord[] = [];
  /** What it takes in one append: less, where whoever keeps the server says so. */
  maxAppendBytes = MAX_APPEND_BYTES;
  readonly growth = new EventEmitter().setMaxListeners(0);
  private readonly streams = new Map<string, number[]>();
  private readonly recentIds = new Map<string, { revision: number; position: bigint }>();
  /** By stream, the first revision that a deletion has left. */
  private readonly begins = new Map<string, number>();
  private readonly tombstones = new Set<string>();
  private nextPosition = 0n;

  constructor() {
    this.writeSystemEvent('$users', '$User');
  }

  /** As the server decides: the same ids at the same revision are the first append again. */
  append(stream: string, expected: Expected, proposed: readonly Proposed[]): Outcome {
    if (sizeOf(proposed) > this.maxAppendBytes) return { kind: 'too-large' };
    if (this.isTombstone(stream)) return { kind: 'deleted' };
    const actual = this.lastRevisionOf(stream);
    const at = expected === 'no-stream' ? -1 : expected;
    if (at === 'any' || at === 'exists') {
      return this.recentlyWritten(stream, proposed) ?? (this.isPartlyWritten(stream, proposed)
        ? { kind: 'wrong-version', actual } : this.write(stream, actual, proposed));
    }
    const isNewAgain = expected === 'no-stream' && this.ofStream(stream).length === 0;
    if (at === actual || isNewAgain) return this.write(stream, actual, proposed);
    return this.writtenBefore(stream, at, proposed) ?? { kind: 'wrong-version', actual };
  }

  ofStream(stream: string): LogRecord[] {
    return this.everOf(stream).slice(this.begins.get(stream) ?? 0);
  }

  /** A stream that is deleted may begin again, and goes on at the revision it had; one for good may not. */
  delete(stream: string, isForGood: boolean): void {
    this.begins.set(stream, this.lastRevisionOf(stream) + 1);
    if (isForGood) this.tombstones.add(stream);
  }

  isTombstone(stream: string): boolean {
    return this.tombstones.has(stream);
  }

  /** The index of the record at a position; undefined where none begins. */
  indexAt(position: bigint): number | undefined {
    const index = this.firstIndexFrom(position);
    return this.records[index]?.position === position ? index : undefined;
  }

  /** The index of the first record at or after a position. */
  firstIndexFrom(position: bigint): number {
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.records[middle]!.position < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** What a server forgets when it is started again: the ids that make ANY look idempotent. */
  forgetRecentIds(): void {
    this.recentIds.clear();
  }

  private write(stream: string, actual: number, proposed: readonly Proposed[]): Outcome {
    let result = { revision: actual, position: 0n };
    for (const [index, event] of proposed.entries()) {
      result = { revision: actual + 1 + index, position: this.nextPosition };
      this.add({ ...event, stream, ...result, createdMs: Date.now() });
      this.recentIds.set(`${stream}|${event.id}`, result);
    }
    if (this.records.length % EVENTS_BETWEEN_STATISTICS === 0) {
      this.writeSystemEvent('$stats', '$statsCollected');
    }
    this.growth.emit('grown');
    return { kind: 'written', ...result };
  }

  private add(record: LogRecord): void {
    const indexes = this.streams.get(record.stream) ?? [];
    indexes.push(this.records.push(record) - 1);
    this.streams.set(record.stream, indexes);
    this.nextPosition += BigInt(HEADER_BYTES + record.data.length + record.metadata.length);
  }

  /** A real server writes between the events of its users. */
  private writeSystemEvent(stream: string, type: string): void {
    this.add({
      id: '00000000-0000-4000-8000-000000000000', type, contentType: 'application/json',
      data: Buffer.from('{}'), metadata: new Uint8Array(), stream,
      revision: this.lastRevisionOf(stream) + 1, position: this.nextPosition, createdMs: Date.now(),
    });
  }

  private everOf(stream: string): LogRecord[] {
    return (this.streams.get(stream) ?? []).map((index) => this.records[index]!);
  }

  private lastRevisionOf(stream: string): number {
    return (this.streams.get(stream)?.length ?? 0) - 1;
  }

  private writtenBefore(stream: string, at: number, proposed: readonly Proposed[]): Outcome | undefined {
    const there = this.everOf(stream).slice(at + 1, at + 1 + proposed.length);
    const isSame = there.length === proposed.length && there.every(({ id }, i) => id === proposed[i]!.id);
    return isSame ? { kind: 'written', ...placeOf(there.at(-1)!) } : undefined;
  }

  private isPartlyWritten(stream: string, proposed: readonly Proposed[]): boolean {
    return proposed.some(({ id }) => this.recentIds.has(`${stream}|${id}`));
  }

  private recentlyWritten(stream: string, proposed: readonly Proposed[]): Outcome | undefined {
    const places = proposed.map(({ id }) => this.recentIds.get(`${stream}|${id}`));
    const last = places.at(-1);
    return last && places.every(Boolean) ? { kind: 'written', ...last } : undefined;
  }
}

const placeOf = ({ revision, position }: LogRecord): { revision: number; position: bigint } =>
  ({ revision, position });

const sizeOf = (proposed: readonly Proposed[]): number => proposed.reduce(
  (sum, { data, metadata, type }) => sum + data.length + metadata.length + 2 * type.length, 0,
);
