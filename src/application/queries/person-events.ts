import { type PersonEvent, PersonFactWithdrawn } from '../../domain/person/events.js';
import { joinedBy } from '../../domain/person/joins.js';
import type { Category } from '../../domain/shared/event.js';
import { openEvent } from '../ledger/event-codec.js';
import { isLegible } from '../ledger/facts-of.js';
import { KeyRing } from '../ledger/key-ring.js';
import type { Legible, OpenedEvent } from '../ledger/opened-event.js';
import type { EventStore, Position, StoredEvent } from '../ports/event-store.js';
import type { Sealer } from '../ports/sealer.js';
import type { KeyedStream, StreamRecord, Vault } from '../ports/vault.js';

const EVENTS_AT_ONCE = 1_000;

/** What was read of one person. */
export interface PersonHistory {
  readonly events: readonly OpenedEvent[];
  /** Those that were read, with what has become of their keys. */
  readonly streams: readonly StreamRecord[];
}

/** Reads a person's history from the ledger itself, every stream of every id the person ever had. */
export class PersonEvents {
  private readonly ring: KeyRing;

  constructor(
    private readonly store: EventStore, private readonly vault: Vault, private readonly sealer: Sealer,
  ) {
    this.ring = new KeyRing(vault, sealer);
  }

  /** All events of these categories up to a position, oldest first. `UnknownPerson` for an id nobody has. */
  async of(
    person: string, visible: (category: Category) => boolean, upTo?: Position,
  ): Promise<OpenedEvent[]> {
    const keyed = await this.vault.keysOf([person]);
    if (keyed.length === 0) await this.vault.canonicalPerson(person); // throws where there is nobody
    const streams = keyed.filter(({ category }) => visible(category));
    const opened = await this.eventsIn(streams, upTo);
    return opened.flat().sort((a, b) => (a.position < b.position ? -1 : 1));
  }

  /**
   * The same of many persons up to a position, by the ids that they go by today, each stream from its oldest
   * event on; nothing for ids that nobody has. Only streams that are `wanted` are read.
   */
  async ofMany(
    persons: readonly string[], wanted: (record: StreamRecord) => boolean, upTo?: Position,
  ): Promise<Map<string, PersonHistory>> {
    const streams = (await this.vault.keysOf(persons)).filter(wanted);
    const opened = await this.eventsIn(streams, upTo);
    const all = new Map<string, { events: OpenedEvent[]; streams: StreamRecord[] }>();
    streams.forEach((record, index) => {
      const known = all.get(record.person) ?? { events: [], streams: [] };
      known.events.push(...opened[index]!);
      known.streams.push(record);
      all.set(record.person, known);
    });
    return all;
  }

  /**
   * What was recorded after a position and, if there is one, up to another, by which persons who had been
   * taken for one are two again. It stands in the record of one of them alone; here it is told by the other.
   */
  async partings(after: Position, end?: Position): Promise<Map<string, Legible[]>> {
    const found = new Map<string, Legible[]>();
    const isBeyond = ({ position }: StoredEvent): boolean => end !== undefined && position > end;
    for (let from = after; ;) {
      const stored = await this.store.readAll(from, { categories: ['person'], limit: EVENTS_AT_ONCE });
      const withdrawals = stored
        .filter((event) => event.type === PersonFactWithdrawn.type && !isBeyond(event));
      for (const event of (await this.ring.open(withdrawals)).filter(isLegible)) {
        const other = joinedBy(event.data as PersonEvent['data']);
        if (other === undefined) continue;
        const today = await this.vault.canonicalPerson(other);
        found.set(today, [...found.get(today) ?? [], event]);
      }
      const last = stored.at(-1);
      if (stored.length < EVENTS_AT_ONCE || isBeyond(last!)) return found;
      from = last!.position;
    }
  }

  private async eventsIn(streams: readonly KeyedStream[], upTo?: Position): Promise<OpenedEvent[][]> {
    const stored = await this.store.readStreams(streams.map(({ stream }) => stream));
    return streams.map((keyed, index) => stored[index]!
      .filter(({ position }) => upTo === undefined || position <= upTo)
      .map((event) => openEvent(this.sealer, event, keyed)));
  }
}
