import { categoryOf } from '../../src/domain/catalogue.js';
import type { Clock } from '../../src/application/ports/clock.js';
import {
  APPEND_LIMIT_BYTES, type AppendResult, BEGINNING, type EventHandler, type EventStore, EventTooLarge,
  type EventToAppend, type ExpectedRevision, type Position, type ReadAllOptions, type StoredEvent,
  StoreRefused, StoreUnavailable, type SubscribeOptions, type Subscription, WrongExpectedRevision,
} from '../../src/application/ports/event-store.js';

const positionOf = (index: number): Position => String(index + 1).padStart(16, '0');

/** A ledger that lasts as long as its test: the whole port, honestly, and nothing on disk. */
export class InMemoryEventStore implements EventStore {
  private readonly events: StoredEvent[] = [];
  private readonly streams = new Map<string, StoredEvent[]>();
  private readonly waiting = new Set<() => void>();
  private wakes = 0;
  private isClosed = false;
  private refuses = false;

  constructor(private readonly clock: Clock) {}

  /** Another one with the same in it, as a copy on disk would be. */
  copied(): InMemoryEventStore {
    const copy = new InMemoryEventStore(this.clock);
    copy.events.push(...this.events);
    for (const [name, events] of this.streams) copy.streams.set(name, [...events]);
    return copy;
  }

  async append(
    stream: string, expectedRevision: ExpectedRevision, events: readonly EventToAppend[],
  ): Promise<AppendResult> {
    this.mustBeOpen();
    categoryOf(stream);
    const bytes = events.reduce((sum, event) => sum + sizeOf(event), 0);
    if (bytes > APPEND_LIMIT_BYTES) throw new EventTooLarge(bytes, APPEND_LIMIT_BYTES);
    const recorded = this.streams.get(stream) ?? [];
    const there = recorded.slice(expectedRevision + 1, expectedRevision + 1 + events.length);
    if (there.length === events.length && there.every(({ id }, index) => id === events[index]!.id)) {
      return resultOf(there.at(-1)!);
    }
    if (recorded.length - 1 !== expectedRevision) {
      throw new WrongExpectedRevision(stream, expectedRevision, recorded.length - 1);
    }
    for (const event of events) this.record(stream, recorded, event);
    this.streams.set(stream, recorded);
    this.wake();
    return resultOf(recorded.at(-1)!);
  }

  async readStream(stream: string, fromRevision = 0): Promise<StoredEvent[]> {
    this.mustBeOpen();
    return (this.streams.get(stream) ?? []).slice(fromRevision);
  }

  readStreams(streams: readonly string[]): Promise<StoredEvent[][]> {
    return Promise.all(streams.map((stream) => this.readStream(stream)));
  }

  async readAll(after: Position, options: ReadAllOptions): Promise<StoredEvent[]> {
    this.mustBeOpen();
    const { categories, limit, direction = 'forwards' } = options;
    const found: StoredEvent[] = [];
    const step = direction === 'forwards' ? 1 : -1;
    for (let index = this.startOf(after, direction); found.length < limit; index += step) {
      const event = this.events[index];
      if (!event) break;
      if (!categories || categories.includes(categoryOf(event.stream))) found.push(event);
    }
    return found;
  }

  async readAt(positions: readonly Position[]): Promise<StoredEvent[]> {
    this.mustBeOpen();
    return positions.flatMap((wanted) => this.events.find(({ position }) => position === wanted) ?? []);
  }

  subscribeAll(after: Position, options: SubscribeOptions, handler: EventHandler): Subscription {
    const state = { stopped: false };
    const done = this.deliver(after, options, handler, state);
    const stop = async (): Promise<void> => {
      state.stopped = true;
      this.wake();
      await done;
    };
    return { stop, done };
  }

  isPosition(text: string): boolean {
    return /^\d{16}$/.test(text);
  }

  async head(): Promise<Position> {
    this.mustBeOpen();
    return this.events.at(-1)?.position ?? BEGINNING;
  }

  async positionAt(instantMs: number): Promise<Position> {
    this.mustBeOpen();
    return this.events.findLast(({ recordedAt }) => recordedAt <= instantMs)?.position ?? BEGINNING;
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.wake();
  }

  /** Lets nobody in, until it is told otherwise; who follows it is told so, too. */
  refuse(refuses: boolean): void {
    this.refuses = refuses;
    this.wake();
  }

  /** Takes calls again, as a store on disk does when it is opened anew. */
  reopen(): this {
    this.isClosed = false;
    return this;
  }

  private async deliver(
    after: Position, { categories, batch }: SubscribeOptions, handler: EventHandler,
    state: { readonly stopped: boolean },
  ): Promise<void> {
    for (let position = after; !state.stopped && !this.isClosed;) {
      const { wakes } = this;
      const events = await this.readAll(position, { categories, limit: batch });
      if (events.length > 0) await handler(events);
      else if (wakes === this.wakes) await new Promise<void>((resolve) => this.waiting.add(resolve));
      position = events.at(-1)?.position ?? position;
    }
  }

  private mustBeOpen(): void {
    if (this.isClosed) throw new StoreUnavailable('The ledger is closed', false);
    if (this.refuses) throw new StoreRefused('The ledger lets nobody in, as the test wants it');
  }

  private record(stream: string, recorded: StoredEvent[], event: EventToAppend): void {
    const recordedAt = Math.max(this.clock.now(), this.events.at(-1)?.recordedAt ?? 0);
    const position = positionOf(this.events.length);
    const stored = { ...event, stream, revision: recorded.length, position, recordedAt };
    recorded.push(stored);
    this.events.push(stored);
  }

  private startOf(after: Position, direction: 'forwards' | 'backwards'): number {
    if (direction === 'forwards') return Number(after || 0);
    return after === BEGINNING ? this.events.length - 1 : Number(after) - 2;
  }

  private wake(): void {
    this.wakes += 1;
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}

const sizeOf = ({ payload, meta }: EventToAppend): number => payload.length + JSON.stringify(meta).length;

const resultOf = ({ revision, position }: StoredEvent): AppendResult => ({ revision, position });
