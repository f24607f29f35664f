import { deliveryBytes } from './pieces.js';
import { InMemoryEventStore } from './in-memory-event-store.js';
import { InMemoryFenceJournal } from './in-memory-fence-journal.js';
import { InMemoryVault } from './in-memory-vault.js';
import type { Delivery } from '../../src/application/intake/receive-delivery.js';
import { ReceiveDelivery } from '../../src/application/intake/receive-delivery.js';
import type { DeliveryReport } from '../../src/application/intake/delivery-report.js';
import { Ledger } from '../../src/application/ledger/ledger.js';
import type { OpenedEvent } from '../../src/application/ledger/opened-event.js';
import { noPrices } from '../../src/domain/price-list/state.js';
import { canonicalJson } from '../../src/domain/shared/fact-order.js';
import { sha256 } from '../../src/infrastructure/intake/sha256.js';
import { randomIds } from '../../src/infrastructure/random-ids.js';
import { municipalityTest, referenceRows } from '../../src/infrastructure/reference-data.js';
import { SodiumSealer } from '../../src/infrastructure/sealing/sodium-sealer.js';

const variants = referenceRows('riksprislista_variants.csv').map((row) => ({
  programme: row['program_code']!, variant: row['variant']!, studyPath: row['study_path']!,
}));

export type Sent = Partial<Omit<Delivery, 'bytes' | 'kind'>>;

/** An intake over a ledger in memory, and what it recorded. */
export class RunningIntake {
  /** Of all price lists, as read models would have it. */
  inForce = noPrices;
  /** Milliseconds since 1970; stands still unless moved. */
  now = 0;
  readonly store = new InMemoryEventStore({ now: () => this.now });
  readonly sealer = new SodiumSealer();
  readonly vault = new InMemoryVault(this.sealer, randomIds);
  readonly fences = new InMemoryFenceJournal();
  readonly ledger = new Ledger(this.store, this.vault, this.sealer, this.fences);
  readonly intake = this.another();

  /** A second intake over the same ledger, as another process would be; or over what stands before it. */
  another({ store = this.store, vault = this.vault } = {}): ReceiveDelivery {
    return new ReceiveDelivery({
      ledger: new Ledger(store, vault, this.sealer, this.fences),
      clock: { now: () => this.now }, ids: randomIds, newDigest: sha256,
      lists: { riksprislistaVariants: variants }, pricesInForce: async () => this.inForce,
      isMunicipality: municipalityTest(),
    });
  }

  send(
    kind: Delivery['kind'], content: string | Uint8Array, said: Sent = {}, intake = this.intake,
  ): Promise<DeliveryReport> {
    const bytes = deliveryBytes(content);
    return intake.receive({ kind, bytes, actor: 'actor-1', organisation: '1480', ...said });
  }

  /** Everything recorded about whom a number leads to, oldest first within each record. */
  async about(number: string): Promise<OpenedEvent[]> {
    const person = await this.vault.findPerson(number);
    const streams = person === undefined ? [] : await this.vault.streamsOf(person);
    return (await Promise.all(streams.map(({ stream }) => this.ledger.read(stream)))).flat();
  }

  /** The same as sorted text that does not depend on random ids. */
  async contents(number: string): Promise<string[]> {
    const events = await this.about(number);
    const byId = new Map(events.map((event) => [event.id, event]));
    const told = (event: OpenedEvent): string => {
      const { withdraws, joins, ...data } = (event.erased ? {} : event.data) as Record<string, string>;
      const target = withdraws && byId.get(withdraws);
      return [event.category, event.type, canonicalJson(data), target && told(target), joins && 'joins']
        .filter(Boolean).join(' ');
    };
    return events.map(told).sort();
  }

  /** What every list and register of this category holds, oldest first. */
  async plain(category: 'pricelist' | 'schoolregister' | 'delivery'): Promise<OpenedEvent[]> {
    const stored = await this.store.readAll('', { categories: [category], limit: 100_000 });
    const streams = [...new Set(stored.map(({ stream }) => stream))];
    return (await Promise.all(streams.map((stream) => this.ledger.read(stream)))).flat();
  }
}
