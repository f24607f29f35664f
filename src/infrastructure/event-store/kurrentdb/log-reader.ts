import type { ReadPosition } from '@eventstore/db-client';
import {
  BEGINNING, type Position, type ReadAllOptions, type StoredEvent,
} from '../../../application/ports/event-store.js';
import type { Driver, Recorded } from './driver.js';
import { isImpossiblePosition, isStreamMissing } from './driver-error.js';
import { storedEvent } from './event-format.js';
import { Paging } from './paging.js';
import { whileItComes } from './retrying.js';
import { logPosition, mustBePosition, positionText } from './position-text.js';
import type { StreamNames } from './stream-names.js';

const AT_ONCE = 16;
const ALL = Number.MAX_SAFE_INTEGER;

/**
 * Reads one ledger out of the log of a whole server, which may hold other things, and always holds the
 * server's own: what is none of the ledger's is passed over. The ledger begins at `start`. It is read where
 * nothing is missing: not from a copy that may be behind.
 */
export class LogReader {
  /** The newest event seen so far: nothing before it has to be looked at to find the newest one now. */
  private newest: Position = BEGINNING;
  /** As far as the server's log was searched for it, whoever wrote what is there. */
  private searched: Position = BEGINNING;

  constructor(
    private readonly driver: Driver, private readonly names: StreamNames, private readonly start: Position,
    private readonly deadlineMs: number,
  ) {}

  async stream(stream: string, fromRevision: number, limit = ALL): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    const options = { maxCount: limit, direction: 'forwards', requiresLeader: true } as const;
    try {
      const from = BigInt(Math.max(0, fromRevision));
      const reading = this.driver.readStream(this.names.inLog(stream), from, options);
      for await (const { event } of whileItComes(reading, this.deadlineMs)) {
        if (event) events.push(storedEvent(this.driver, event, stream));
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
    const events: StoredEvent[] = [];
    if (categories?.length === 0) return events;
    const isWanted = this.names.wanted(categories);
    for await (const event of this.walk(after, direction, limit, { isWanted })) {
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
    let end = this.searched;
    const until = [this.newest, this.searched, this.start].sort().at(-1);
    const onPage = ([last]: readonly Placed[]): void => {
      if (last && last.position > end) end = last.position;
    };
    for await (const { position } of this.walk(BEGINNING, 'backwards', 1, { until, onPage })) {
      this.saw(position);
      break;
    }
    if (end > this.searched) this.searched = end; // another search may have come further meanwhile
    return this.newest;
  }

  /** The newest position recorded at or before an instant; found from the end, where most are asked for. */
  async positionAt(instantMs: number): Promise<Position> {
    for await (const { recordedAt, position } of this.walk(BEGINNING, 'backwards', 1)) {
      if (recordedAt <= instantMs) return position;
    }
    return BEGINNING;
  }

  get newestSeen(): Position {
    return this.newest;
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
    after: Position, direction: Direction, expected: number,
    { until = this.start, isWanted, onPage }: Walk = {},
  ): AsyncGenerator<StoredEvent> {
    const isForwards = direction === 'forwards';
    const paging = new Paging(expected);
    let last = isForwards && after < this.start ? this.start : after;
    for (;;) {
      const from = logPosition(last) ?? (isForwards ? 'start' : 'end');
      const page = await this.page(from, direction, paging.size);
      onPage?.(page);
      for (const placed of page) {
        if (!isForwards && placed.position <= until) return;
        if (!isBeyond(placed.position, last, direction)) continue;
        const event = this.ours(placed, isWanted);
        if (!event) continue;
        paging.found += 1;
        yield event;
      }
      if (page.length < paging.size) return;
      last = page.at(-1)!.position;
      paging.next();
    }
  }

  /**
   * Read to its end, always: the newer client cannot leave a read half-way. Of what others wrote, which may
   * be large, only the places are kept.
   */
  private async page(from: ReadPosition, direction: Direction, maxCount: number): Promise<Placed[]> {
    const page: Placed[] = [];
    const reading = this.driver.readAll(from, { maxCount, direction, requiresLeader: true });
    for await (const { event } of whileItComes(reading, this.deadlineMs)) {
      if (!event) continue;
      const isOurs = this.names.inLedger(event.streamId) !== undefined;
      page.push({ position: positionText(event.position), ...isOurs && { recorded: event } });
    }
    return page;
  }

  private ours({ position, recorded }: Placed, isWanted?: Walk['isWanted']): StoredEvent | undefined {
    const stream = recorded && this.names.inLedger(recorded.streamId);
    if (stream === undefined || isWanted?.(stream) === false) return undefined;
    return storedEvent(this.driver, recorded!, stream, position);
  }
}

type Direction = 'forwards' | 'backwards';
type Placed = { readonly position: Position; readonly recorded?: Recorded };

/** Where a walk ends, and which streams of the ledger it is about. */
interface Walk {
  readonly until?: Position;
  readonly isWanted?: (stream: string) => boolean;
  /** Told what was read, whoever wrote it. */
  readonly onPage?: (page: readonly Placed[]) => void;
}

const isBeyond = (position: Position, last: Position, direction: Direction): boolean =>
  last === BEGINNING || (direction === 'forwards' ? position > last : position < last);
