import { sealedEvent } from '../../application/ledger/event-codec.js';
import type { OpenedEvent } from '../../application/ledger/opened-event.js';
import type { EventStore, Position, StoredEvent } from '../../application/ports/event-store.js';
import type { ReadStore } from '../../application/ports/read-store.js';
import type { Sealer } from '../../application/ports/sealer.js';
import type { Vault } from '../../application/ports/vault.js';
import { Histories, NO_HISTORY } from './histories.js';
import type { Interests } from './interests.js';
import { type Join, Joins } from './joins.js';
import { type Opened, Opening } from './opening.js';

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

/** Opens batches of the ledger for projections with these interests. */
export class Batches {
  private readonly opening: Opening;
  private readonly joins: Joins;
  private readonly histories: Histories;

  constructor(stores: Stores, private readonly interests: Pick<Interests, 'wants' | 'opens'>) {
    this.opening = new Opening(stores.vault, stores.sealer);
    this.histories = new Histories(stores, interests.wants);
    this.joins = new Joins(stores);
  }

  /** `stored` must hold an event. */
  async open(stored: readonly StoredEvent[]): Promise<Batch> {
    const end = stored.at(-1)!.position;
    const { events, unreadable } = await this.opened(stored);
    const { joins, failed } = await this.joins.among(events);
    const erasures = events.filter(({ type }) => type === 'StreamErased').flatMap(asErasure);
    const history = this.remembered(end);
    const opened = { end, joins, erasures, history };
    if (joins.length === 0 && erasures.length === 0) {
      return { ...opened, events, unreadable: [...unreadable, ...failed] };
    }
    this.opening.forget();
    const anew = await this.opened(stored);
    return { ...opened, events: anew.events, unreadable: [...anew.unreadable, ...failed] };
  }

  private remembered(end: Position): Batch['history'] {
    const read = new Map<string, Promise<Opened>>();
    return (person) => {
      let history = read.get(person);
      if (!history) read.set(person, history = this.history(person, end));
      return history;
    };
  }

  /** Everything of a person up to a position, under all their ids. */
  async history(person: string, end: Position): Promise<Opened> {
    return (await this.histories.of([person], end)).get(person) ?? NO_HISTORY;
  }

  /** Those of the events that are wanted; sealed still, if nobody looks into them or nobody can. */
  async opened(stored: readonly StoredEvent[]): Promise<Opened> {
    const { wants, opens } = this.interests;
    const opened = await this.opening.open(stored.filter(({ type }) => opens(type)));
    const wanted = stored.filter(({ type }) => wants(type));
    if (wanted.length === opened.events.length) return opened;
    const legible = new Map(opened.events.map((event) => [event.position, event]));
    const events = wanted.map((event) => legible.get(event.position) ?? sealedEvent(event));
    return { events, unreadable: opened.unreadable };
  }
}

const asErasure = ({ person, position }: OpenedEvent): Erasure[] =>
  (person === undefined ? [] : [{ person, position }]);
