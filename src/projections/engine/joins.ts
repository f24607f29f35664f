import type { Legible, OpenedEvent } from '../../application/ledger/opened-event.js';
import type { Position } from '../../application/ports/event-store.js';
import type { CollectionSpec, ReadStore } from '../../application/ports/read-store.js';
import { UnknownPerson, type Vault } from '../../application/ports/vault.js';
import { Changes } from './changes.js';
import type { Unreadable } from './opening.js';

/** Persons who turned out to be one. `gone` are the ids under which documents may still be kept. */
export interface Join {
  readonly position: Position;
  readonly survivor: string;
  readonly gone: readonly string[];
}

export const joinsCollection: CollectionSpec = { name: 'joins', fields: {}, indexes: [] };

/** An event that says that its person and another known one are the same. */
export interface JoinEvent extends Legible {
  readonly person: string;
  readonly data: { readonly joins: string };
}

export const isJoin = (event: OpenedEvent): event is JoinEvent =>
  event.type === 'IdentityNumberAdded' && !event.erased && event.person !== undefined
  && (event.data as { joins?: string }).joins !== undefined;

/** Sees to it that the vault knows of the joins that the ledger tells of, and says who is gone by them. */
export class Joins {
  constructor(private readonly vault: Vault, private readonly store: ReadStore) {}

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
  async heed({ id, position, person, data: { joins: other } }: JoinEvent): Promise<Join> {
    const survivor = await this.vault.canonicalPerson(person);
    const joined = await this.vault.canonicalPerson(other);
    const known = await this.store.get<{ gone: string[] }>(joinsCollection.name, id);
    const gone = known?.gone ?? [...new Set([other, joined])].filter((one) => one !== survivor);
    if (!known) {
      const changes = new Changes();
      changes.put(joinsCollection.name, id, { gone });
      await this.store.commit(changes.toCommit());
    }
    if (joined !== survivor) await this.vault.join(survivor, other);
    return { position, survivor, gone: gone.filter((one) => one !== survivor) };
  }
}
