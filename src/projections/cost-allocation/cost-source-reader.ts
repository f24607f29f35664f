import type { OpenedEvent } from '../../application/ledger/opened-event.js';
import type { EventStore, Position } from '../../application/ports/event-store.js';
import type { Sealer } from '../../application/ports/sealer.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { referenceEvents, referencesUpTo } from '../engine/references-up-to.js';
import type { CostSources, RecordedSources } from './cost-of-person.js';
import { costReferences, recordedSources } from './cost-sources.js';

/** Prices, schools and agreements, as they are and as they were. */
export class CostSourceReader {
  constructor(
    private readonly live: LiveReadModels,
    private readonly ledger: { readonly events: EventStore; readonly sealer: Sealer },
    private readonly isMunicipality: CostSources['isMunicipality'],
  ) {}

  /** As far as the read models have come. */
  async now(): Promise<CostSources> {
    const values: Record<string, unknown> = {};
    for (const { name, init } of costReferences) values[name] = await this.live.reference(name) ?? init();
    return { ...recordedSources(values), isMunicipality: this.isMunicipality };
  }

  /** As they were known at a position of the ledger. */
  async upTo(position: Position): Promise<CostSources> {
    return { ...await this.recordedUpTo(position), isMunicipality: this.isMunicipality };
  }

  /** Every event that said something of them. */
  async published(): Promise<OpenedEvent[]> {
    const all: OpenedEvent[] = [];
    for await (const event of referenceEvents(this.ledger, costReferences)) all.push(event);
    return all;
  }

  /** The same, as it can be sent as a message. */
  async recordedUpTo(position: Position): Promise<RecordedSources> {
    return recordedSources(await referencesUpTo(this.ledger, costReferences, position));
  }
}
