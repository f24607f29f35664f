import {
  type AppendResult, BEGINNING, type EventStore, type Position, type ReadAllOptions, StoreUnavailable,
  type StoredEvent, type SubscribeOptions, type EventHandler, type Subscription,
} from '../../application/ports/event-store.js';

/** Where the same events are in two ledgers: the nth of the one is the nth of the other. */
export interface Places {
  readonly original: readonly Position[];
  readonly copy: readonly Position[];
}

/** A copy of a ledger, to be read as if every event stood where it stands in the original. */
export class Renumbered implements EventStore {
  constructor(private readonly copy: EventStore, private readonly places: Places) {}

  append(): Promise<AppendResult> {
    return Promise.reject(new StoreUnavailable('The copy of a ledger is only read here', false));
  }

  async readStream(stream: string, fromRevision?: number): Promise<StoredEvent[]> {
    return (await this.copy.readStream(stream, fromRevision)).map(this.inOriginal);
  }

  async readStreams(streams: readonly string[]): Promise<StoredEvent[][]> {
    return (await this.copy.readStreams(streams)).map((events) => events.map(this.inOriginal));
  }

  async readAll(after: Position, options: ReadAllOptions): Promise<StoredEvent[]> {
    return (await this.copy.readAll(this.copyOf(after), options)).map(this.inOriginal);
  }

  async readAt(positions: readonly Position[]): Promise<StoredEvent[]> {
    return (await this.copy.readAt(positions.map((one) => this.copyOf(one)))).map(this.inOriginal);
  }

  subscribeAll(after: Position, options: SubscribeOptions, handler: EventHandler): Subscription {
    return this.copy.subscribeAll(this.copyOf(after), options, (events) =>
      handler(events.map(this.inOriginal)));
  }

  isPosition(text: string): boolean {
    return indexIn(this.places.original, text) !== undefined;
  }

  async head(): Promise<Position> {
    return this.originalOf(await this.copy.head());
  }

  async positionAt(instantMs: number): Promise<Position> {
    return this.originalOf(await this.copy.positionAt(instantMs));
  }

  close(): Promise<void> {
    return this.copy.close();
  }

  private readonly inOriginal = (event: StoredEvent): StoredEvent =>
    ({ ...event, position: this.originalOf(event.position) });

  private originalOf(position: Position): Position {
    return moved(position, this.places.copy, this.places.original);
  }

  private copyOf(position: Position): Position {
    return moved(position, this.places.original, this.places.copy);
  }
}

const moved = (position: Position, from: readonly Position[], to: readonly Position[]): Position => {
  if (position === BEGINNING) return BEGINNING;
  const index = indexIn(from, position);
  if (index === undefined) throw new Error(`No event was copied at ${position}`);
  return to[index]!;
};

/** Positions come in the order of the ledger. */
const indexIn = (positions: readonly Position[], wanted: Position): number | undefined => {
  let [low, high] = [0, positions.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (positions[middle]! < wanted) low = middle + 1;
    else high = middle;
  }
  return positions[low] === wanted ? low : undefined;
};
