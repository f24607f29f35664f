import type { ReadPosition } from '@eventstore/db-client';
import {
  BEGINNING, type Position, type ReadAllOptions, type StoredEvent,
} from '../../../application/ports/event-store.js';
import type { Driver, Recorded } from './driver.js';
import { isImpossiblePosition, isStreamMissing } from './driver-error.js';
import { storedEvent } from './event-format.js';
import { whileItComes } from './retrying.js';
import { logPosition, mustBePosition, positionText } from './position-text.js';
import type { StreamNames } from './stream-names.js';

const PAGE_EVENTS = { least: 16, most: 2_000 } as const;
/** How much larger each page is than the one before: most walks end soon. */
const GROWTH = 4;
const AT_ONCE = 16;
const ALL = Number.MAX_SAFE_INTEGER;

/**
 * Reads one ledger out of the log of a whole server, which may hold other things, and always holds the
 * server's own: what is none of the ledger's is passed over. The ledger begins at `start`.
 */
export class LogReader {
  /** The newest event seen so far: nothing before it has to be looked at to find the newest one now. */
  private newest: Position = BEGINNING;

  constructor(
    private readonly driver: Driver, private readonly names: StreamNames, private readonly start: Position,
    private readonly deadlineMs: number,
  ) {}

  /** Read where nothing is missing: not from a copy that may be behind. */
  async stream(stream: string, fromRevision: number, limit = ALL): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    const options = { maxCount: limit, direction: 'forwards', requiresLeader: true } as const;
    try {
      const from = BigInt(Math.max(0, fromRevision));
      const reading = this.driver.readStream(this.names.inLog(stream), from, options);
      for await (const { event } of whileItComes(reading, this.deadlineMs)) {
        if (event) events.push(storedEvent(event, stream));
      }
    } catch (error) {
      if (!isStreamMissing(error)) throw error;
    }
    return events;
  }

  async all(
    after: Position, { categories, limit, direction = 'forwards' }: ReadAllOptions,
  ): Promise<StoredEvent[]> {
    mustBePosition(after);
    const isWanted = this.names.wanted(categories);
    const events: StoredEvent[] = [];
    if (categories?.length === 0) return events;
    for await (const event of this.walk(after, direction, limit)) {
      if (!isWanted(event.stream)) continue;
      if (events.push(event) >= limit) break;
    }
    return events;
  }

  /** The events at positions, in the order asked; a text that names none is left out. */
  async at(positions: readonly Position[]): Promise<StoredEvent[]> {
    const found: (StoredEvent | undefined)[] = [];
    for (let from = 0; from < positions.length; from += AT_ONCE) {
      const some = positions.slice(from, from + AT_ONCE);
      found.push(...await Promise.all(some.map((position) => this.one(position))));
    }
    return found.filter((event) => event !== undefined);
  }

  async head(): Promise<Position> {
    const until = this.newest > this.start ? this.newest : this.start;
    for await (const { position } of this.walk(BEGINNING, 'backwards', 1, until)) {
      this.saw(position);
      break;
    }
    return this.newest;
  }

  /** The newest position recorded at or before an instant; found from the end, where most are asked for. */
  async positionAt(instantMs: number): Promise<Position> {
    for await (const { recordedAt, position } of this.walk(BEGINNING, 'backwards', 1)) {
      if (recordedAt <= instantMs) return position;
    }
    return BEGINNING;
  }

  saw(position: Position): void {
    if (position > this.newest) this.newest = position;
  }

  private async one(position: Position): Promise<StoredEvent | undefined> {
    const from = logPosition(position);
    if (!from) return undefined;
    try {
      const [found] = await this.page(from, 'forwards', 1);
      return found?.position === position ? this.ours(found) : undefined;
    } catch (error) {
      if (!isImpossiblePosition(error)) throw error;
      return undefined;
    }
  }

  /**
   * The ledger's events after a position (before it, backwards), page by page, as far as `until`. Whether a
   * server counts the event at a position in or out is not relied on.
   */
  private async *walk(
    after: Position, direction: Direction, expected: number, until: Position = this.start,
  ): AsyncGenerator<StoredEvent> {
    const isForwards = direction === 'forwards';
    let last = isForwards && after < this.start ? this.start : after;
    for (let size = Math.max(PAGE_EVENTS.least, Math.min(PAGE_EVENTS.most, expected + 1)); ;) {
      const page = await this.page(logPosition(last) ?? (isForwards ? 'start' : 'end'), direction, size);
      for (const placed of page) {
        const { position } = placed;
        if (!isForwards && position <= until) return;
        if (last !== BEGINNING && (isForwards ? position <= last : position >= last)) continue;
        const event = this.ours(placed);
        if (event) yield event;
      }
      if (page.length < size) return;
      last = page.at(-1)!.position;
      size = Math.min(PAGE_EVENTS.most, GROWTH * size);
    }
  }

  /** Read to its end, always: a driver's read that is left half-way stays open. */
  private async page(from: ReadPosition, direction: Direction, maxCount: number): Promise<Placed[]> {
    const page: Placed[] = [];
    const reading = this.driver.readAll(from, { maxCount, direction });
    for await (const { event } of whileItComes(reading, this.deadlineMs)) {
      if (event) page.push({ position: positionText(event.position), event });
    }
    return page;
  }

  private ours({ event }: Placed): StoredEvent | undefined {
    const stream = this.names.inLedger(event.streamId);
    return stream === undefined ? undefined : storedEvent(event, stream);
  }
}

type Direction = 'forwards' | 'backwards';
type Placed = { readonly position: Position; readonly event: Recorded };
