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

  async open(stored: readonly StoredEvent[]): Promise<OpenedEvent[]> {
    await this.fetch(stored);
    const opened = stored.map((event) => openEvent(this.sealer, event, this.kept.get(event.stream)));
    if (this.kept.size > this.remember) this.kept = new Map();
    return opened;
  }

  /** Must be called when a stream was erased, or persons were joined, by readers that remember. */
  forget(): void {
    this.kept = new Map();
  }

  private async fetch(stored: readonly StoredEvent[]): Promise<void> {
    const missing = new Set<string>();
    for (const { stream } of stored) {
      if (!this.kept.has(stream) && categories[categoryOf(stream)].sealed) missing.add(stream);
    }
    if (missing.size === 0) return;
    for (const [name, keyed] of await this.vault.streams([...missing])) this.kept.set(name, keyed);
  }
}
