import type { RebuildReport } from '../../application/ports/projection-control.js';
import type { CollectionSpec, ReadStore } from '../../application/ports/read-store.js';

/**
 * Something that a read model's leader, in whatever process that is, has been asked to do; kept until whoever
 * asked has the answer.
 */
export type Order = {
  readonly asked: number;
  readonly projection: string;
  /** Subject to fold again; absent where the read model is to be made anew. */
  readonly key?: string;
  /** Events folded so far, and how many there may be. */
  readonly progress?: { readonly done: number; readonly total: number };
  readonly answer?: OrderAnswer;
  /** When the answer was given (milliseconds since 1970, as `asked`). */
  readonly answered?: number;
};

export type OrderAnswer =
  | { readonly report: RebuildReport }
  | { readonly folded: boolean }
  /** Why it cannot be done. */
  | { readonly failed: string };

export interface KeptOrder {
  readonly id: string;
  readonly order: Order;
}

export const ordersCollection: CollectionSpec = { name: 'orders', fields: {}, indexes: [] };

const MOST = 1_000;

/** Orders to leaders, in the read store that all processes share. */
export class Orders {
  constructor(private readonly store: ReadStore) {}

  async all(): Promise<KeptOrder[]> {
    const found = await this.store.scan<Order>(ordersCollection.name, '', MOST);
    return found.map(({ key, document }) => ({ id: key, order: document }));
  }

  async put(orders: readonly KeptOrder[]): Promise<void> {
    const puts = orders.map(({ id, order }) =>
      ({ collection: ordersCollection.name, key: id, document: { ...order } }));
    await this.store.commit({ puts, deletes: [], sums: [], checkpoints: {} });
  }

  async remove(ids: readonly string[]): Promise<void> {
    const deletes = ids.map((key) => ({ collection: ordersCollection.name, key }));
    await this.store.commit({ puts: [], deletes, sums: [], checkpoints: {} });
  }
}

export const isRebuild = ({ order: { key } }: KeptOrder): boolean => key === undefined;
export const isOpen = ({ order: { answer } }: KeptOrder): boolean => answer === undefined;
