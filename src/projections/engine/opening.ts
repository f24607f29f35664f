import { KeyRing } from '../../application/ledger/key-ring.js';
import type { OpenedEvent } from '../../application/ledger/opened-event.js';
import type { Position, StoredEvent } from '../../application/ports/event-store.js';
import type { Sealer } from '../../application/ports/sealer.js';
import type { Vault } from '../../application/ports/vault.js';

/** An event that cannot be opened: its seal is broken, or its data cannot be read. */
export interface Unreadable {
  readonly position: Position;
  readonly stream: string;
  readonly type: string;
  readonly person: string | undefined;
  readonly error: unknown;
}

export interface Opened {
  readonly events: readonly OpenedEvent[];
  readonly unreadable: readonly Unreadable[];
}

/** Streams whose keys are remembered between batches: some 6 MB. */
const REMEMBERED_STREAMS = 15_000;

/** Opens events; sets aside, with their error, those that cannot be opened. */
export class Opening {
  private readonly ring: KeyRing;

  constructor(private readonly vault: Vault, sealer: Sealer, remember = REMEMBERED_STREAMS) {
    this.ring = new KeyRing(vault, sealer, remember);
  }

  async open(stored: readonly StoredEvent[]): Promise<Opened> {
    try {
      return { events: await this.ring.open(stored), unreadable: [] };
    } catch {
      return this.openOneByOne(stored); // finds out which of them it was, and throws again if it was none
    }
  }

  /** A stream was erased, or persons were joined: what is remembered of keys and persons does not hold. */
  forget(): void {
    this.ring.forget();
  }

  /** Throws when it is the vault that fails, rather than an event. */
  private async openOneByOne(stored: readonly StoredEvent[]): Promise<Opened> {
    const known = await this.vault.streams([...new Set(stored.map(({ stream }) => stream))]);
    const events: OpenedEvent[] = [];
    const unreadable: Unreadable[] = [];
    for (const event of stored) {
      try {
        events.push(...await this.ring.open([event]));
      } catch (error) {
        await this.vault.streams([event.stream]);
        const { position, stream, type } = event;
        unreadable.push({ position, stream, type, person: known.get(stream)?.person, error });
      }
    }
    return { events, unreadable };
  }
}
