import type { Position } from '../../application/ports/event-store.js';
import type { PostingIndex, TrailOrder } from '../../application/ports/posting-index.js';
import type { Condition } from '../../application/ports/read-store.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { auditTrail, blockOf, type BlockRow, keyOf, ownerOf, type Postings } from './audit-trail.js';

const BLOCKS_AT_ONCE = 8;

interface StoredPostings { readonly document: Postings }

/** Finds an actor's or a delivery's events in the blocks that the audit trail keeps, from either end. */
export class LivePostingIndex implements PostingIndex {
  constructor(private readonly live: LiveReadModels) {}

  async positions(kind: 'actor' | 'delivery', id: string, order: TrailOrder): Promise<Position[]> {
    const found: Position[] = [];
    for (let after: string | undefined; ;) {
      const page = await this.blocks(ownerOf(kind, id), order, after);
      for (const positions of await this.positionsIn(page.items.map(({ document }) => document))) {
        const beyond = positions.filter((position) => isBeyond(position, order));
        found.push(...(order.newestFirst ? beyond.reverse() : beyond));
      }
      after = page.next;
      if (found.length >= order.limit || after === undefined) return found.slice(0, order.limit);
    }
  }

  private async blocks(owner: string, { newestFirst, after }: TrailOrder, cursor: string | undefined) {
    const from: Condition[] = after === undefined ? []
      : [{ field: 'block', [newestFirst ? 'lte' : 'gte']: blockOf(after) }];
    return this.live.store.find<BlockRow>(await this.live.collection(auditTrail.name, 'blocks'), {
      where: [{ field: 'owner', eq: owner }, ...from],
      sort: [{ field: 'block', descending: newestFirst }], limit: BLOCKS_AT_ONCE, after: cursor,
    });
  }

  /** The positions of each block, oldest first. */
  private async positionsIn(blocks: readonly BlockRow[]): Promise<Position[][]> {
    const collection = await this.live.collection(auditTrail.name, 'documents');
    const stored = await this.live.store.getMany<StoredPostings>(collection, blocks.map(keyOf));
    return blocks.map((row) =>
      (stored.get(keyOf(row))?.document.tails ?? []).map((tail) => row.block + tail));
  }
}

const isBeyond = (position: Position, { after, newestFirst }: TrailOrder): boolean =>
  after === undefined || (newestFirst ? position < after : position > after);
