import { openEvent } from '../../application/ledger/event-codec.js';
import type { OpenedEvent } from '../../application/ledger/opened-event.js';
import type { EventStore, Position, StoredEvent } from '../../application/ports/event-store.js';
import type { Sealer } from '../../application/ports/sealer.js';
import type { KeyedStream, Vault } from '../../application/ports/vault.js';
import type { Category } from '../../domain/shared/event.js';
import type { Opened, Unreadable } from './opening.js';

/** Where histories are read from. */
export interface HistorySources {
  readonly events: EventStore;
  readonly vault: Vault;
  readonly sealer: Sealer;
}

export const NO_HISTORY: Opened = { events: [], unreadable: [] };

/** Reads all there is about persons, stream by stream. */
export class Histories {
  constructor(
    private readonly sources: HistorySources, private readonly wants: (type: string) => boolean,
    /** Streams of others are not read at all; absent for all there are. */
    private readonly categories?: readonly Category[],
  ) {}

  /**
   * Everything of persons up to a position, under all their ids, in the order of the ledger. By the ids that
   * they go by today; whoever has no events, or is somebody else by now, is left out.
   */
  async of(persons: readonly string[], end: Position): Promise<Map<string, Opened>> {
    const streams = (await this.sources.vault.keysOf(persons))
      .filter(({ category }) => this.categories?.includes(category) ?? true);
    const stored = await this.sources.events.readStreams(streams.map(({ stream }) => stream));
    const histories = new Map<string, Opened>();
    streams.forEach((keyed, index) => {
      const known = histories.get(keyed.person);
      const opened = this.opened(keyed, stored[index]!, end);
      histories.set(keyed.person, known ? together(known, opened) : opened);
    });
    return histories;
  }

  /** The vault has answered, so an event that cannot be opened is at fault itself. */
  private opened(keyed: KeyedStream, stored: readonly StoredEvent[], end: Position): Opened {
    const events: OpenedEvent[] = [];
    const unreadable: Unreadable[] = [];
    for (const event of stored) {
      if (event.position > end || !this.wants(event.type)) continue;
      try {
        events.push(openEvent(this.sources.sealer, event, keyed));
      } catch (error) {
        const { position, stream, type } = event;
        unreadable.push({ position, stream, type, person: keyed.person, error });
      }
    }
    return { events, unreadable };
  }
}

const together = (one: Opened, other: Opened): Opened => ({
  events: [...one.events, ...other.events].sort((a, b) => (a.position < b.position ? -1 : 1)),
  unreadable: [...one.unreadable, ...other.unreadable],
});
