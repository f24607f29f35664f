import { heedJoins } from '../../application/ledger/heed-joins.js';
import type { Legible, OpenedEvent } from '../../application/ledger/opened-event.js';
import type { Position } from '../../application/ports/event-store.js';
import type { CollectionSpec, ReadStore } from '../../application/ports/read-store.js';
import { UnknownPerson } from '../../application/ports/vault.js';
import { IdentityNumberAdded, type PersonEvent, PersonFactWithdrawn } from '../../domain/person/events.js';
import { joinedBy } from '../../domain/person/joins.js';
import { Changes } from './changes.js';
import type { HistorySources } from './histories.js';
import { Opening, type Unreadable } from './opening.js';

/**
 * Persons who turned out to be one, or not to be. `gone` are the ids under which documents may still be kept;
 * nobody's when two are parted, who both have a document of their own from then on.
 */
export interface Join {
  readonly position: Position;
  readonly survivors: readonly string[];
  readonly gone: readonly string[];
}

export const joinsCollection: CollectionSpec = { name: 'joins', fields: {}, indexes: [] };

/** An event that says that its person and another known one are the same, or that they are not after all. */
export interface JoinEvent extends Legible {
  readonly person: string;
  readonly data: { readonly joins: string } | { readonly joined: string };
}

const MAY_JOIN = new Set<string>([IdentityNumberAdded.type, PersonFactWithdrawn.type]);

export const isJoin = (event: OpenedEvent): event is JoinEvent =>
  MAY_JOIN.has(event.type) && !event.erased && event.person !== undefined
  && joinedBy(event.data as PersonEvent['data']) !== undefined;

/** Sees to it that the vault knows of the joins that the ledger tells of, and says who is gone by them. */
export class Joins {
  private readonly opening: Opening;

  constructor(private readonly stores: HistorySources & { readonly readStore: ReadStore }) {
    this.opening = new Opening(stores.vault, stores.sealer, 0);
  }

  /** The joins that events tell of; those of somebody whom the vault does not know are failures. */
  async among(events: readonly OpenedEvent[]): Promise<{ joins: Join[]; failed: Unreadable[] }> {
    const joins: Join[] = [];
    const failed: Unreadable[] = [];
    for (const event of events) {
      if (!isJoin(event)) continue;
      try {
        joins.push(await this.heed(event));
      } catch (error) {
        if (!(error instanceof UnknownPerson)) throw error;
        failed.push({ ...event, error });
      }
    }
    return { joins, failed };
  }

  /**
   * The ids that are gone are written down before the vault joins them: afterwards it knows only the
   * survivor, and every generation, now or when it goes on after a crash, has to find the documents of the
   * others. Throws `UnknownPerson` for ids that the vault does not know.
   */
  async heed(event: JoinEvent): Promise<Join> {
    const { data, position, stream } = event;
    const gone = 'joins' in data ? await this.gone(event, data.joins) : [];
    const { vault, events } = this.stores;
    const read = async (name: string): Promise<readonly OpenedEvent[]> =>
      (await this.opening.open(await events.readStream(name))).events;
    const other = 'joins' in data ? data.joins : data.joined;
    const { madeFor } = (await vault.streams([stream])).get(stream)!;
    await heedJoins({ vault, read }, madeFor, other);
    const survivors = new Set(await Promise.all([madeFor, other].map((one) => vault.canonicalPerson(one))));
    return { position, survivors: [...survivors], gone: gone.filter((one) => !survivors.has(one)) };
  }

  private async gone({ id, person }: JoinEvent, other: string): Promise<readonly string[]> {
    const { vault, readStore } = this.stores;
    const known = await readStore.get<{ gone: string[] }>(joinsCollection.name, id);
    if (known) return known.gone;
    const survivor = await vault.canonicalPerson(person);
    const gone = [...new Set([other, await vault.canonicalPerson(other)])].filter((one) => one !== survivor);
    const changes = new Changes();
    changes.put(joinsCollection.name, id, { gone });
    await readStore.commit(changes.toCommit());
    return gone;
  }
}
