import type { Position } from '../../application/ports/event-store.js';
import type { PostingIndex, TrailOrder } from '../../application/ports/posting-index.js';
import type { LiveReadModels } from '../engine/live-read-models.js';
import { actorPrefix, auditTrail, blockOf, deliveryPrefix, type Postings } from './audit-trail.js';

const BLOCKS_AT_ONCE = 500;

interface StoredPostings { readonly document: Postings }

/** Finds an actor's or a delivery's events in the blocks that the audit trail keeps. */
export class LivePostingIndex implements PostingIndex {
  constructor(private readonly live: LiveReadModels) {}

  async positions(kind: 'actor' | 'delivery', id: string, order: TrailOrder): Promise<Position[]> {
    const prefix = kind === 'actor' ? actorPrefix(id) : deliveryPrefix(id);
    const blocks = await this.blocksUnder(prefix, order);
    const found: Position[] = [];
    for (const block of order.newestFirst ? blocks.reverse() : blocks) {
      const positions = block.positions.filter((position) => isBeyond(position, order));
      found.push(...(order.newestFirst ? positions.reverse() : positions));
      if (found.length >= order.limit) break;
    }
    return found.slice(0, order.limit);
  }

  private async blocksUnder(prefix: string, order: TrailOrder): Promise<{ positions: Position[] }[]> {
    const collection = await this.live.collection(auditTrail.name, 'documents');
    const blocks: { positions: Position[] }[] = [];
    let after = order.after && !order.newestFirst ? `${prefix}${blockOf(order.after)}`.slice(0, -1) : prefix;
    for (;;) {
      const batch = await this.live.store.scan<StoredPostings>(collection, after, BLOCKS_AT_ONCE);
      const mine = batch.filter(({ key }) => key.startsWith(prefix));
      blocks.push(...mine.map(({ key, document }) => ({
        positions: document.document.tails.map((tail) => key.slice(prefix.length) + tail),
      })));
      if (mine.length < BLOCKS_AT_ONCE) return blocks;
      after = batch.at(-1)!.key;
    }
  }
}

const isBeyond = (position: Position, { after, newestFirst }: TrailOrder): boolean =>
  after === undefined || (newestFirst ? position < after : position > after);
