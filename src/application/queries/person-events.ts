import type { Category } from '../../domain/shared/event.js';
import { KeyRing } from '../ledger/key-ring.js';
import type { OpenedEvent } from '../ledger/opened-event.js';
import type { EventStore, Position } from '../ports/event-store.js';
import type { Sealer } from '../ports/sealer.js';
import type { Vault } from '../ports/vault.js';

/** Reads a person's history from the ledger itself, every stream of every id the person ever had. */
export class PersonEvents {
  private readonly ring: KeyRing;

  constructor(private readonly store: EventStore, private readonly vault: Vault, sealer: Sealer) {
    this.ring = new KeyRing(vault, sealer);
  }

  /** All events of these categories up to a position, oldest first. `UnknownPerson` for an id nobody has. */
  async of(
    person: string, visible: (category: Category) => boolean, upTo?: Position,
  ): Promise<OpenedEvent[]> {
    const canonical = await this.vault.canonicalPerson(person);
    const streams = (await this.vault.streamsOf(canonical)).filter(({ category }) => visible(category));
    const stored = await Promise.all(streams.map(({ stream }) => this.store.readStream(stream)));
    const known = stored.flat().filter(({ position }) => upTo === undefined || position <= upTo);
    return this.ring.open(known.sort((a, b) => (a.position < b.position ? -1 : 1)));
  }
}
