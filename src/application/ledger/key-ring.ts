import { categories, categoryOf } from '../../domain/catalogue.js';
import type { StoredEvent } from '../ports/event-store.js';
import type { Sealer } from '../ports/sealer.js';
import type { KeyedStream, Vault } from '../ports/vault.js';
import { openEvent } from './event-codec.js';
import type { OpenedEvent } from './opened-event.js';

/**
 * Opens events for readers. Asks the vault for the keys of each batch. A projector, which the ledger itself
 * tells of every erasure and join, may remember that many keys between batches; all others remember none, and
 * so see an erasure at once.
 */
export class KeyRing {
  private kept = new Map<string, KeyedStream>();

  constructor(
    private readonly vault: Vault, private readonly sealer: Sealer, private readonly remember = 0,
  ) {}

  /** Calls may overlap: each goes by the keys it found itself. */
  async open(stored: readonly StoredEvent[]): Promise<OpenedEvent[]> {
    const known = this.kept;
    const fetched = await this.fetch(stored, known);
    if (known.size + fetched.size > this.remember) this.kept = new Map();
    else fetched.forEach((keyed, stream) => known.set(stream, keyed));
    return stored.map((event) => openEvent(
      this.sealer, event, fetched.get(event.stream) ?? known.get(event.stream),
    ));
  }

  /** Must be called when a stream was erased, or persons were joined, by readers that remember. */
  forget(): void {
    this.kept = new Map();
  }

  private async fetch(
    stored: readonly StoredEvent[], known: ReadonlyMap<string, KeyedStream>,
  ): Promise<Map<string, KeyedStream>> {
    const missing = new Set<string>();
    for (const { stream } of stored) {
      if (!known.has(stream) && categories[categoryOf(stream)].sealed) missing.add(stream);
    }
    return missing.size === 0 ? new Map() : this.vault.streams([...missing]);
  }
}
