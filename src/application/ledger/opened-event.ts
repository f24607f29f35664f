import type { Category } from '../../domain/shared/event.js';
import type { EventMeta, Position } from '../ports/event-store.js';

/** A recorded event as readers see it, opened if its key still exists. */
export interface Envelope {
  readonly position: Position;
  readonly stream: string;
  readonly category: Category;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly recordedAt: number;
  readonly meta: EventMeta;
  /** Canonical person id, for streams about a person. */
  readonly person?: string;
}

export interface Legible extends Envelope {
  readonly erased: false;
  readonly data: unknown;
}

/** What is left of an event whose key was destroyed: that something was recorded, when, and by whom. */
export interface Erased extends Envelope {
  readonly erased: true;
}

export type OpenedEvent = Legible | Erased;
