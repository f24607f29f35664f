import type { Category } from '../../domain/shared/event.js';
import type { EventMeta, Position } from './event-store.js';

/** An erasure that was begun: which stream, and all that is needed to do it once more. */
export interface Fence {
  readonly stream: string;
  readonly category: Category;
  /** See `StreamRecord`. */
  readonly case: string;
  /** Whom the stream was about, by a random id; unknown of one that only the ledger told of. */
  readonly person?: string;
  readonly decision: string;
  readonly meta: EventMeta;
}

export interface KeptFence extends Fence {
  /** The ledger has its mark, and the vault destroyed its key. */
  readonly isDone: boolean;
}

/** An event of the ledger by which it is known again. */
export interface LedgerPoint {
  readonly position: Position;
  readonly event: string;
}

/**
 * Every erasure, kept apart from ledger and vault, so that a copy of either that is older than an erasure can
 * be told so (ADR 0026). Fences are only added; what is said here is durable before it resolves.
 */
export interface FenceJournal {
  /** The first step of an erasure, before anything else knows of it; the first fence of a stream is kept. */
  add(fences: readonly Fence[]): Promise<void>;

  /** The last step, once: the stream's mark stands at this point. */
  done(stream: string, mark: LedgerPoint): Promise<void>;

  /** In the order in which they were added. */
  all(): Promise<KeptFence[]>;

  /** Up to this point of the ledger, every mark is of a fence in here, and every fence done has its mark. */
  agreeUpTo(point: LedgerPoint): Promise<void>;
  agreedUpTo(): Promise<LedgerPoint | undefined>;

  close(): Promise<void>;
}
