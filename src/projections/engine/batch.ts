import type { OpenedEvent } from '../../application/ledger/opened-event.js';
import type { EventStore, Position, StoredEvent } from '../../application/ports/event-store.js';
import type { ReadStore } from '../../application/ports/read-store.js';
import type { Sealer } from '../../application/ports/sealer.js';
import { UnknownPerson, type Vault } from '../../application/ports/vault.js';
import { isJoin, type Join, Joins } from './joins.js';
import { type Opened, Opening, type Unreadable } from './opening.js';

/** Where the engine reads from and writes to. */
export interface Stores {
  readonly events: EventStore;
  readonly vault: Vault;
  readonly sealer: Sealer;
  readonly readStore: ReadStore;
}

/** A person of whom something was erased. */
export interface Erasure {
  readonly person: string;
  readonly position: Position;
}

/** Events in the order of the ledger, opened once for all projections, and what they ask of documents. */
export interface Batch extends Opened {
  readonly end: Position;
  readonly erasures: readonly Erasure[];
  readonly joins: readonly Join[];
  /** Everything of a person up to the end of the batch, under all their ids. */
  history(person: string): Promise<Opened>;
}

/** Opens batches of the ledger for projections that want these types of event. */
export class Batches {
  private readonly opening: Opening;
  private readonly joins: Joins;

  constructor(private readonly stores: Stores, private readonly wants: (type: string) => boolean) {
    this.opening = new Opening(stores.vault, stores.sealer);
    this.joins = new Joins(stores.vault, stores.readStore);
  }

  /** `stored` must hold an event. */
  async open(stored: readonly StoredEvent[]): Promise<Batch> {
    const end = stored.at(-1)!.position;
    const wanted = stored.filter(({ type }) => this.wants(type));
    const { events, unreadable } = await this.opening.open(wanted);
    const { joins, failed } = await this.joinsAmong(events);
    const erasures = events.filter(({ type }) => type === 'StreamErased').flatMap(asErasure);
    const history = this.histories(end);
    const opened = { end, joins, erasures, history };
    if (joins.length === 0 && erasures.length === 0) {
      return { ...opened, events, unreadable: [...unreadable, ...failed] };
    }
    this.opening.forget();
    const anew = await this.opening.open(wanted);
    return { ...opened, events: anew.events, unreadable: [...anew.unreadable, ...failed] };
  }

  private async joinsAmong(events: readonly OpenedEvent[]): Promise<{ joins: Join[]; failed: Unreadable[] }> {
    const joins: Join[] = [];
    const failed: Unreadable[] = [];
    for (const event of events) {
      if (!isJoin(event)) continue;
      try {
        joins.push(await this.joins.heed(event));
      } catch (error) {
        if (!(error instanceof UnknownPerson)) throw error;
        failed.push({ ...event, error });
      }
    }
    return { joins, failed };
  }

  private histories(end: Position): Batch['history'] {
    const read = new Map<string, Promise<Opened>>();
    return (person) => {
      let history = read.get(person);
      if (!history) read.set(person, history = this.history(person, end));
      return history;
    };
  }

  /** Everything of a person up to a position, under all their ids. */
  async history(person: string, end: Position): Promise<Opened> {
    const streams = await streamsOf(this.stores.vault, person);
    const stored = await Promise.all(streams.map((stream) => this.stores.events.readStream(stream)));
    const known = stored.flat().filter(({ position }) => position <= end);
    return this.opened(known.sort((a, b) => (a.position < b.position ? -1 : 1)));
  }

  /** Those of the events that are wanted. */
  opened(stored: readonly StoredEvent[]): Promise<Opened> {
    return this.opening.open(stored.filter(({ type }) => this.wants(type)));
  }
}

/** None for a person whom the vault has forgotten altogether. */
const streamsOf = async (vault: Vault, person: string): Promise<string[]> => {
  try {
    return (await vault.streamsOf(person)).map(({ stream }) => stream);
  } catch (error) {
    if (error instanceof UnknownPerson) return [];
    throw error;
  }
};

const asErasure = ({ person, position }: OpenedEvent): Erasure[] =>
  (person === undefined ? [] : [{ person, position }]);
